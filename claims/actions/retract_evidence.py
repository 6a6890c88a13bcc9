from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from claims.actions.cite_evidence import require_open_evidence
from claims.actions.publish_claim import publish_claim
from claims.actions.schedule_pages import schedule_pages
from claims.models import Claim, Evidence, Person
from claims.workflow.permissions import Permission, require


@transaction.atomic
def retract_evidence(evidence: Evidence, *, by: Person, now: datetime) -> Evidence:
    """Take a piece of evidence back: it is kept, but no longer carries its claim.

    The last piece under a public claim cannot be taken back: reopen the claim first.
    """
    require(by, Permission.REVIEW_CLAIM)
    claim = Claim.objects.select_for_update().get(pk=evidence.claim_id)
    evidence.refresh_from_db(from_queryset=Evidence.objects.select_for_update())
    require_open_evidence(claim)
    others = claim.evidence.standing().exclude(pk=evidence.pk)
    if claim.has_verdict and not others.exists():
        raise ValidationError(
            _("A public claim needs evidence: add another piece, or reopen the claim first."),
            code="last_evidence",
        )
    evidence.retracted_at = now
    evidence.save_edit(by=by, at=now)
    schedule_pages(claim, now=now)
    publish_claim(claim, now=now)
    return evidence
