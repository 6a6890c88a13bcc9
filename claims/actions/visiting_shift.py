from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import datetime, timedelta
from time import monotonic, sleep

from django.conf import settings

from claims.actions.find_witnesses import find_witnesses
from claims.actions.host_lease import HostLease
from claims.actions.keep_robots import SharedRobots
from claims.actions.lease_pages import LEASE_TIME, Lease
from claims.actions.note_outage import end_outage, note_outage
from claims.actions.order_book import OrderBook
from claims.actions.record_visits import PageVisit, record_visits
from claims.actions.release_lease import postpone_pages, release_pages
from claims.linkcheck.fetcher import Fetcher
from claims.linkcheck.inspection import Inspector, Report
from claims.linkcheck.outage import OutageWatch
from claims.linkcheck.policy import policy_from_settings
from claims.linkcheck.schedule import FIRST_RETRY, OUTAGE_RETRY
from claims.linkcheck.visit import PageRequest
from claims.models import LinkCheck
from claims.models.cited_pages import CitedPageQuerySet

TAKES_MORE_FOR = timedelta(minutes=5)
ENDS_AFTER = LEASE_TIME - timedelta(minutes=2)
"""What is still under way then is left to others, before the lease ends."""

PAGES_PER_LINE = 25
"""Pages that are leased at most for each request in flight: enough to find hosts for all."""

GROUP = 400
"""Visits that are stored together: their rows then cost a handful of statements."""
GROUP_BYTES = 2_000_000
"""... or fewer, of pages whose content came: several times as much is held while it is stored."""
LULL_SECONDS = 1.0

_free_at: dict[str, float] = {}
"""When each host may be asked again, carried from shift to shift of this process."""


class VisitingShift:
    """One worker's visits under one lease, of the pages that `choose` gives for a moment.

    It leases more pages while slow hosts are still under way, so that none of them holds
    the others up, and stores what came in group by group. `is_done` says that nothing was
    left for it to visit, `met_outage` that our own line to the web was down.
    """

    def __init__(
        self,
        choose: Callable[[datetime], CitedPageQuerySet],
        *,
        now: datetime,
        limit: int | None = None,
    ) -> None:
        self.began_at, self.began = now, monotonic()
        self.policy = policy_from_settings()
        self.robots = SharedRobots()
        lease = Lease.begun_at(now)
        self.hosts = HostLease(lease, self.robots, self.policy.host_pause)
        self.book = OrderBook(choose, lease, self.hosts, limit)
        self.watch = OutageWatch(self.policy.timeout.total_seconds())
        self.reports: list[Report] = []
        self.stored_at = self.next_lease_at = monotonic()
        self.is_done = False

    @property
    def met_outage(self) -> bool:
        return self.watch.noticed is not None

    def checks(self) -> Iterator[LinkCheck]:
        """Visit, and yield each visit as it is stored."""
        _forget_rested_hosts()
        with Fetcher[PageRequest](self.policy, self.robots, _free_at, self.hosts) as fetcher:
            try:
                yield from self._visit(fetcher, Inspector(fetcher))
            finally:
                self.book.close()
                self.hosts.leave_all_but(())

    def _visit(self, fetcher: Fetcher[PageRequest], inspector: Inspector) -> Iterator[LinkCheck]:
        while self._elapsed() < ENDS_AFTER:
            if self._has_room():
                self._take_orders(inspector)
            if inspector.under_way:
                reports = inspector.reports(LULL_SECONDS)
                self._sift(inspector, reports, fetcher.hosts_being_asked())
                if self._is_ripe(lull=not reports):
                    yield from self._store(fetcher.hosts_in_use())
            elif self.watch.holds_any:
                self._sift(inspector, [], None)
            elif self.reports:
                yield from self._store(())
            elif not self._rests():
                break
        self.reports += self.watch.settle()
        yield from self._store(())
        self._tell_of_outage()

    def _elapsed(self) -> timedelta:
        return timedelta(seconds=monotonic() - self.began)

    def _now(self) -> datetime:
        return self.began_at + self._elapsed()

    def _takes_more(self) -> bool:
        return not self.met_outage and self._elapsed() < TAKES_MORE_FOR and self.book.left != 0

    def _has_room(self) -> bool:
        """Whether more hosts could be asked; where there were none, we look only in a while.

        Hosts count, not pages: those of a few slow hosts would keep all others waiting.
        """
        lines = self.policy.concurrency
        has_idle_line = self.book.count_hosts() < lines
        is_full = len(self.book.pages) + settings.LINKCHECK_BATCH > PAGES_PER_LINE * lines
        is_low = not self.book.pages or (has_idle_line and not is_full)
        return is_low and monotonic() >= self.next_lease_at and self._takes_more()

    def _take_orders(self, inspector: Inspector) -> None:
        orders = self.book.more(self._now())
        inspector.add(orders)
        self.next_lease_at = monotonic() + (0 if orders else LULL_SECONDS)

    def _sift(
        self, inspector: Inspector, reports: list[Report], being_asked: Collection[str] | None
    ) -> None:
        """Keep what can be recorded; where most hosts fail, ask some others, to tell why."""
        self.reports += self.watch.sift(reports, being_asked, monotonic())
        if self.watch.wants_witnesses:
            witnesses = find_witnesses(but=self.watch.poll.failed | self.watch.poll.heard)
            inspector.add(witnesses)
            self.reports += self.watch.call(witnesses, monotonic())

    def _is_ripe(self, *, lull: bool) -> bool:
        if not self.reports:
            return False
        is_late = monotonic() - self.stored_at > LULL_SECONDS
        size = sum(len(report.visit.body) for report in self.reports)
        return lull or is_late or len(self.reports) >= GROUP or size >= GROUP_BYTES

    def _store(self, in_use: Collection[str]) -> Iterator[LinkCheck]:
        """Store what came in, and give back the hosts that nothing under way leads to."""
        visits = [self.book.strike(report) for report in self.reports]
        self.reports.clear()
        made = [(page, report) for page, report in visits if report.visit.was_made]
        checks = record_visits(made, now=self._now())
        self.robots.keep()
        self.book.give_up((page for page, _report in made), checks)
        self._give_back([(page, report) for page, report in visits if not report.visit.was_made])
        self.hosts.leave_all_but(in_use)
        self.stored_at = self.next_lease_at = monotonic()
        yield from checks

    def _give_back(self, unmade: Sequence[PageVisit]) -> None:
        """Give back pages that were not visited, some of them not for this shift.

        Those that we fail at wait for hours, and those that lead to a host which somebody
        else is visiting for minutes: their own host has answered, and is left in peace.
        """
        for error, wait in (("unreadable", FIRST_RETRY), ("host_busy", OUTAGE_RETRY)):
            pages = [page for page, report in unmade if report.visit.error == error]
            self.book.give_up(pages, ())
            postpone_pages(pages, until=self._now() + wait)
        release_pages(page for page, report in unmade if page.pk not in self.book.unstored)

    def _rests(self) -> bool:
        """Wait if only the pauses of hosts keep us from more pages; say whether we did."""
        if not self._takes_more():
            self.is_done = self.met_outage or self.book.left == 0  # else only the time is over
            return False
        self.is_done = not self.book.is_waiting(self._now())
        if not self.is_done:
            sleep(min(self.policy.host_pause.total_seconds(), LULL_SECONDS))
            self.next_lease_at = monotonic()
        return not self.is_done

    def _tell_of_outage(self) -> None:
        if self.watch.noticed is not None:
            failed, heard = self.watch.noticed
            note_outage(failed=failed, heard=heard, now=self._now())
        elif self.watch.heard_anybody:
            end_outage(now=self._now())


def _forget_rested_hosts() -> None:
    """Keep the pauses that are still running; without this a worker would grow for ever."""
    for host in [host for host, at in _free_at.items() if at < monotonic()]:
        del _free_at[host]
