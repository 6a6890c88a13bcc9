from datetime import datetime

from django.db import transaction

from claims.actions.change_status import change_status
from claims.actions.rate_claim import rate_claim
from claims.models import Claim, Person, StatusChange


@transaction.atomic
def take_step(
    claim: Claim,
    transition: str,
    *,
    by: Person,
    now: datetime,
    reason: str = "",
    rating: str = "",
    explanation: str = "",
) -> StatusChange:
    """Rate the claim where a finding is given, and take the step: both or neither."""
    if rating or explanation:
        rate_claim(
            claim,
            by=by,
            rating=rating or claim.rating,
            explanation=explanation or claim.explanation,
            now=now,
        )
    return change_status(claim, transition, by=by, now=now, reason=reason)
