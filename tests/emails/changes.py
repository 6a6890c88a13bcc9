"""Steps of claims that mails tell of."""

from datetime import UTC, datetime
from typing import Any

from claims.models import Claim, StatusChange
from claims.vocabulary import Status

AT = datetime(2024, 9, 2, 6, 15, tzinfo=UTC)


def change_of(claim: Claim, **fields: Any) -> StatusChange:
    steps = {"from_status": Status.IN_REVIEW, "to_status": Status.AWAITING_SECOND_REVIEW}
    fields = {"transition": "submit", "at": AT} | steps | fields
    return StatusChange.objects.create(claim=claim, **fields)
