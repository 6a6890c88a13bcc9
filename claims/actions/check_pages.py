from collections.abc import Iterator
from datetime import datetime, timedelta
from threading import Lock
from time import monotonic

from django.db.models import Max

from claims.actions.visiting_shift import VisitingShift
from claims.linkcheck.schedule import OUTAGE_RETRY
from claims.models import CitedPage, LinkCheck, WebOutage
from claims.models.cited_pages import CitedPageQuerySet

FEELER = 20
"""Pages that are visited while our own line is down, to see whether it still is."""

_shift = Lock()
"""One shift a process: it takes up what falls due meanwhile, a second would only crowd it."""


def check_due_pages(*, now: datetime) -> Iterator[LinkCheck]:
    """Visit the pages that are due, and yield each visit as it is stored.

    Safe to run in any number of workers at once, and to kill: every page is leased, every
    visit is stored soon after it was made, and what was not visited stays due. Ends when
    nothing is due that nobody else visits, or after a few minutes. While our own line to
    the web is down, it is only felt for from time to time.
    """
    if not _shift.acquire(blocking=False):
        return
    try:
        outages = WebOutage.objects.lasting()
        if outages.noticed_since(now - OUTAGE_RETRY / 5).exists():
            return
        limit = FEELER if outages.exists() else None
        yield from VisitingShift(CitedPage.objects.due, now=now, limit=limit).checks()
    finally:
        _shift.release()


def check_pages(pages: CitedPageQuerySet, *, now: datetime) -> Iterator[LinkCheck]:
    """Visit each of these pages once, due or not, and yield each visit as it is stored.

    Pages that another worker is visiting at this moment are left to it. What was visited is
    told by the visits stored since, not by their times: a clock may be set back meanwhile.
    """
    began, last = monotonic(), LinkCheck.objects.aggregate(key=Max("pk"))["key"] or 0
    unvisited = pages.exclude(checks__pk__gt=last)
    is_done = False
    while not is_done:
        elapsed = timedelta(seconds=monotonic() - began)
        shift = VisitingShift(lambda _now: unvisited, now=now + elapsed)
        yield from shift.checks()
        is_done = shift.is_done
