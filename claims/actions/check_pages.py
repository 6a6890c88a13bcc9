from collections.abc import Iterator
from datetime import datetime, timedelta
from time import monotonic, sleep

from django.conf import settings
from django.utils import timezone

from claims.actions.keep_robots import keep_robots, known_robots
from claims.actions.lease_pages import Lease, lease_pages
from claims.actions.record_visit import record_visit
from claims.actions.release_lease import release_lease
from claims.linkcheck.inspection import Order, inspect_pages
from claims.linkcheck.policy import policy_from_settings
from claims.models import CitedPage, LinkCheck
from claims.models.cited_pages import CitedPageQuerySet
from claims.vocabulary import QuoteState

LAST_MINUTE = timedelta(minutes=2)
"""A batch that is slow stops this long before its lease ends, and leaves the rest due."""

_free_at: dict[str, float] = {}
"""When each host may be asked again, carried from batch to batch of this process."""


def check_due_pages(*, now: datetime, limit: int) -> list[LinkCheck]:
    """Visit one batch of the pages that are due, and return what was found.

    Safe to run in any number of workers at once, and to kill: every page is leased, every
    visit is stored as it comes in, and what was not visited stays due.
    """
    return list(_visit(lease_pages(now=now, limit=limit)))


def check_pages(pages: CitedPageQuerySet, *, now: datetime) -> Iterator[LinkCheck]:
    """Visit each of these pages once, due or not, and yield each visit as it comes in.

    Pages that another worker is visiting at this moment are left to it.
    """
    unvisited = pages.exclude(last_checked_at__gte=now)
    while True:
        lease = lease_pages(now=timezone.now(), limit=settings.LINKCHECK_BATCH, among=unvisited)
        if not lease.pages and not _is_resting(unvisited):
            return
        if not lease.pages:
            sleep(min(settings.LINKCHECK_HOST_PAUSE, 1))
        yield from _visit(lease)


def _is_resting(pages: CitedPageQuerySet) -> bool:
    """Whether some of these pages only wait for the pause of a host that nobody visits."""
    return pages.filter(host__lease=None, host__leased_until__gt=timezone.now()).exists()


def _visit(lease: Lease) -> Iterator[LinkCheck]:
    if not lease.pages:
        return
    _forget_rested_hosts()
    policy = policy_from_settings()
    robots = known_robots(page.url for page in lease.pages)
    before = dict(robots)
    pages = {page.url: page for page in lease.pages}
    reports = inspect_pages(map(_order, lease.pages), policy, robots, _free_at)
    try:
        for report in reports:
            check = record_visit(pages[report.order.url], report, lease=lease.token)
            if check is not None:
                yield check
            if timezone.now() > lease.until - LAST_MINUTE:
                break
    finally:
        reports.close()
        keep_robots({site: file for site, file in robots.items() if before.get(site) != file})
        release_lease(lease, now=timezone.now(), host_pause=policy.host_pause)


def _forget_rested_hosts() -> None:
    """Keep the pauses that are still running; without this a worker would grow for ever."""
    for host in [host for host, at in _free_at.items() if at < monotonic()]:
        del _free_at[host]


def _order(page: CitedPage) -> Order:
    """Ask for the page whole as long as a passage has not been found in what we know of it."""
    evidence = page.evidence.all()
    settled = all(not piece.quote or piece.quote_state == QuoteState.FOUND for piece in evidence)
    return Order(
        url=page.url,
        etag=page.etag if settled else "",
        last_modified=page.last_modified if settled else "",
        quotes=tuple(piece.quote for piece in evidence),
    )
