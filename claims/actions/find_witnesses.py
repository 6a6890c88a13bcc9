from collections.abc import Collection

from claims.linkcheck.inspection import GOOD, Witness
from claims.models import LinkCheck

WITNESSES = 5
LATEST_VISITS = 200


def find_witnesses(*, but: Collection[str]) -> list[Witness]:
    """Return the pages that were good last, one of each host, of none of the hosts `but`."""
    good = LinkCheck.objects.filter(outcome__in=GOOD, page__failures=0)
    others = good.exclude(page__host__name__in=but).order_by("-pk")
    latest = others.values_list("page__host__name", "page__url")[:LATEST_VISITS]
    return [Witness(url) for url in list(dict(latest).values())[:WITNESSES]]
