from datetime import datetime

from claims.actions.publish_claims import publish_claims
from claims.models import Claim


def publish_claim(claim: Claim, *, now: datetime) -> None:
    """Bring the read model of one claim in step, inside the transaction that changes it."""
    publish_claims([claim.pk], now=now)
