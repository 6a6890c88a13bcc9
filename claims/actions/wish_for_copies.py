from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from claims.linkcheck.wayback import archive_from_settings
from claims.models import CitedPage, PublicCopy
from claims.vocabulary import CopyWish, LinkState

WAITING_AT_MOST = 100
"""More would only wait: at the archive's pace this is a quarter of an hour."""

GOOD = (LinkState.ALIVE, LinkState.MOVED)


def wish_for_copies(*, now: datetime) -> int:
    """Note which pages want a public copy, as far as the queue has room; return how many.

    A page that died is looked up, a good one is saved once, the latest cited first; none of
    them twice, whoever else does this at the same moment. A look-up belongs to one death: a
    page that came back is looked up anew if it dies again.
    """
    archive = archive_from_settings()
    if archive is None:
        return 0
    PublicCopy.objects.filter(wish=CopyWish.LOOK_UP, page__link_state__in=GOOD).delete()
    room = max(0, WAITING_AT_MOST - PublicCopy.objects.waiting().count())
    pages = CitedPage.objects.exclude(next_check_at=None).exclude(host__name=archive.host)
    wishes = [
        PublicCopy(page=page, wish=CopyWish.LOOK_UP, died_at=page.first_failed_at or now)
        for page in _without(CopyWish.LOOK_UP, pages.filter(link_state=LinkState.DEAD))[:room]
    ]
    if archive.saves:
        good = _without(CopyWish.SAVE, pages.filter(link_state__in=GOOD))
        wishes += [PublicCopy(page=page, wish=CopyWish.SAVE) for page in good[: room - len(wishes)]]
    for wish in wishes:
        wish.next_try_at = now
    PublicCopy.objects.bulk_create(wishes, ignore_conflicts=True)
    return len(wishes)


def _without(wish: CopyWish, pages: QuerySet[CitedPage]) -> QuerySet[CitedPage]:
    wished = PublicCopy.objects.filter(page=OuterRef("pk"), wish=wish)
    return pages.exclude(Exists(wished)).order_by("-pk")
