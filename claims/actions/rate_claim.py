from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from claims.models import Claim, Person
from claims.vocabulary import Rating, Status
from claims.workflow.permissions import Permission, require


@transaction.atomic
def rate_claim(claim: Claim, *, by: Person, rating: str, explanation: str, now: datetime) -> Claim:
    """Say what was found. Whoever changes a word of it becomes its author.

    Only while the claim is in review: what a second person has read stays as it was read.
    Saying the same again changes nothing, so nobody becomes an author by pressing "save".
    """
    require(by, Permission.REVIEW_CLAIM)
    claim.refresh_from_db(from_queryset=Claim.objects.select_for_update())
    _require_rateable(claim, rating)
    explanation = explanation.strip()
    if (rating, explanation) == (claim.rating, claim.explanation):
        return claim
    if rating != claim.rating:
        claim.rating, claim.rated_by = rating, by if rating else None
    if explanation != claim.explanation:
        claim.explanation, claim.explained_by = explanation, by if explanation else None
    claim.save_edit(by=by, at=now)
    return claim


def _require_rateable(claim: Claim, rating: str) -> None:
    if claim.status != Status.IN_REVIEW:
        raise ValidationError(
            _("A claim is rated while it is in review; this one is “%(status)s”."),
            code="wrong_status",
            params={"status": claim.get_status_display()},
        )
    if rating and rating not in Rating.values:
        raise ValidationError({"rating": _("There is no such rating.")}, code="invalid")
