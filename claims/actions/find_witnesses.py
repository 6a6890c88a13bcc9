from collections.abc import Collection

from claims.linkcheck.inspection import Witness
from claims.linkcheck.policy import is_public
from claims.models import LinkCheck
from claims.vocabulary import GOOD_OUTCOMES

WITNESSES = 5
LATEST_VISITS = 200


def find_witnesses(*, but: Collection[str]) -> list[Witness]:
    """Return the pages that were good last, one of each host, of none of the hosts `but`.

    Public ones come first. Those inside our network speak for nobody but their like, and
    are asked where there are not enough others.
    """
    good = LinkCheck.objects.filter(outcome__in=GOOD_OUTCOMES, page__failures=0)
    others = good.exclude(page__host__name__in=but).order_by("-pk")
    latest = others.values_list("page__host__name", "page__url")[:LATEST_VISITS]
    known = [Witness(url, is_public=is_public(url)) for url in dict(latest).values()]
    return sorted(known, key=lambda witness: not witness.is_public)[:WITNESSES]
