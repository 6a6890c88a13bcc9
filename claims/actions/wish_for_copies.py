from collections.abc import Iterable
from datetime import datetime

from claims.linkcheck.canonical import host_of
from claims.linkcheck.wayback import PublicArchive, archive_from_settings
from claims.models import CitedPage, PublicCopy
from claims.vocabulary import CopyWish, LinkState

GOOD_STATES = (LinkState.ALIVE, LinkState.MOVED)


def wish_for_copies(visited: Iterable[CitedPage], *, now: datetime) -> None:
    """Note which of the pages that were just visited want a public copy, each wish once.

    A page that is dead is looked up, a good one is saved. A look-up belongs to one death: a
    page that came back is looked up anew if it dies again. What was cited before there was
    an archive has its turn at its next visit. Without an archive this does nothing.
    """
    archive = archive_from_settings()
    if archive is None:
        return
    pages = [page for page in visited if host_of(page.url) != archive.host]
    good = [page for page in pages if page.link_state in GOOD_STATES]
    PublicCopy.objects.filter(page__in=good, wish=CopyWish.LOOK_UP).delete()
    rows = PublicCopy.objects.filter(page__in=pages).values_list("page", "wish")
    known = {*rows}
    wishes = [wish for page in pages for wish in _wishes(page, archive, now)]
    PublicCopy.objects.bulk_create(
        [wish for wish in wishes if (wish.page_id, wish.wish) not in known], ignore_conflicts=True
    )


def _wishes(page: CitedPage, archive: PublicArchive, now: datetime) -> list[PublicCopy]:
    """Return what is wanted of a page that some claim relies on."""
    if page.next_check_at is None:
        return []
    if page.link_state == LinkState.DEAD:
        died_at = page.first_failed_at or now
        return [PublicCopy(page=page, wish=CopyWish.LOOK_UP, died_at=died_at, next_try_at=now)]
    if page.link_state in GOOD_STATES and archive.saves:
        return [PublicCopy(page=page, wish=CopyWish.SAVE, next_try_at=now)]
    return []
