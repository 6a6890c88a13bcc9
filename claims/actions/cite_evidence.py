from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from claims.actions.publish_claim import publish_claim
from claims.linkcheck.canonical import UnacceptableUrl, host_of
from claims.linkcheck.guard import UnsafeAddress
from claims.linkcheck.policy import citable_url
from claims.models import CitedPage, Claim, Evidence, Person, WebHost
from claims.vocabulary import QuoteState, Stance, Status
from claims.workflow.permissions import Permission, require


@transaction.atomic
def cite_evidence(
    claim: Claim,
    *,
    by: Person | None,
    url: str,
    stance: str,
    now: datetime,
    quote: str = "",
    note: str = "",
) -> Evidence:
    """Put a page under a claim; the page is due for its first visit at once.

    What is public already is changed by reviewers alone. Citing the same passage twice
    returns the first piece. Raises ValidationError that names the field.
    """
    require(by, Permission.ADD_EVIDENCE)
    claim.refresh_from_db(from_queryset=Claim.objects.select_for_update())
    require_open_evidence(claim)
    if claim.is_public:
        require(by, Permission.REVIEW_CLAIM)
    if stance not in Stance.values:
        raise ValidationError({"stance": _("There is no such stance.")}, code="invalid")
    page = _page_at(url.strip(), now)
    evidence, created = Evidence.objects.get_or_create(
        claim=claim,
        page=page,
        stance=stance,
        quote=quote.strip(),
        defaults={"url": url.strip(), "note": note.strip(), "added_by": by, "added_at": now},
    )
    if evidence.retracted_at is not None:
        _take_up_again(evidence, by, now)
        created = True
    if created:
        CitedPage.objects.filter(pk=page.pk).update(next_check_at=now)
        publish_claim(claim, now=now)
    return evidence


def _take_up_again(evidence: Evidence, by: Person | None, now: datetime) -> None:
    """Let a retracted piece stand again; nobody has looked for its passage meanwhile."""
    evidence.retracted_at = None
    evidence.quote_state, evidence.quote_misses = QuoteState.UNKNOWN, 0
    evidence.matched, evidence.says_otherwise = "", False
    evidence.save_edit(by=by, at=now)


def require_open_evidence(claim: Claim) -> None:
    """Refuse to change what carries a verified claim: nobody has read it a second time."""
    if claim.status == Status.VERIFIED:
        raise ValidationError(
            _("This claim is verified: flag it for re-check before its evidence changes."),
            code="wrong_status",
        )


def _page_at(url: str, now: datetime) -> CitedPage:
    try:
        canonical = citable_url(url)
    except (UnacceptableUrl, UnsafeAddress) as refusal:
        raise ValidationError({"url": str(refusal)}, code="invalid") from refusal
    host, _created = WebHost.objects.get_or_create(name=host_of(canonical))
    page, _created = CitedPage.objects.get_or_create(
        url=canonical, defaults={"host": host, "next_check_at": now}
    )
    # Whoever gives this page up under another claim now waits, and sees that we rely on it.
    return CitedPage.objects.select_for_update().get(pk=page.pk)
