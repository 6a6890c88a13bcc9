from collections.abc import Iterator

from django.db import transaction

from claims.actions.index_claims import index_claims
from claims.extraction.repeats_keys import VERSION
from claims.models import Claim, RepeatKey
from claims.models.claim_querysets import ClaimQuerySet

BATCH = 500


def stale_claims() -> ClaimQuerySet:
    """Return the claims that no index holds, or that older rules have put there."""
    return Claim.objects.exclude(indexed__version=VERSION)


def refresh_index(*, anew: bool = False) -> Iterator[int]:
    """Index the claims that are stale, or all of them `anew`, the earliest first.

    Yields how many it has indexed, batch by batch; what is done stays done when it is
    stopped. Anew, all lists are emptied first, and repeats are found again as they fill.
    """
    if anew:
        RepeatKey.objects.all().delete()
    claims = Claim.objects.all() if anew else stale_claims()
    pks = list(claims.order_by("created_at", "pk").values_list("pk", flat=True))
    for start in range(0, len(pks), BATCH):
        batch = pks[start : start + BATCH]
        with transaction.atomic():
            known = Claim.objects.select_related("article").in_bulk(batch)
            index_claims([known[pk] for pk in batch if pk in known])
        yield len(batch)
