"""Is it the web that fails, or our own line to it?"""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from typing import Self

from claims.linkcheck.canonical import host_of
from claims.linkcheck.inspection import Report, Witness
from claims.linkcheck.visit import Visit

OUR_OUTAGE = "our_outage"
"""The reason of a visit that counts against nobody."""

NETWORK_ERRORS = frozenset({"dns", "connect", "tls", "timeout", "reset"})
FEWEST_HOSTS = 5
"""Fewer hosts that fail at once prove nothing: they may well be down themselves."""
FEWEST_WITNESSES = 2
"""So many that answered lately and are silent now prove it, however few failed before them."""


def is_our_outage(
    failed: int, heard: int, *, witnesses_failed: int = 0, witnesses_heard: int = 0
) -> bool:
    """Whether it is our line: so many hosts failed at network level, against those heard.

    Witnesses that answer clear it, so that hosts that are dead together count as dead.
    """
    is_cleared = witnesses_heard > 0 and witnesses_heard >= witnesses_failed
    if failed <= heard or is_cleared:
        return False
    return witnesses_failed >= FEWEST_WITNESSES or failed + witnesses_failed >= FEWEST_HOSTS


def fails_at_network_level(visit: Visit) -> bool:
    """Whether not one byte of HTTP came back, from nobody on the way."""
    return visit.error in NETWORK_ERRORS and not is_answered(visit)


def is_answered(visit: Visit) -> bool:
    """Whether HTTP came back; of a page that was not asked for nothing is known."""
    return visit.http_status is not None or bool(visit.hops)


@dataclass
class Poll:
    """Hosts by what they did since the first of the failures that are held back.

    `awaited` were being asked then and have not told yet; `witnesses` is None before they
    are called. `inside` are hosts that are not public.
    """

    since: float
    awaited: set[str]
    failed: set[str] = field(default_factory=set)
    heard: set[str] = field(default_factory=set)
    witnesses: set[str] | None = None
    inside: set[str] = field(default_factory=set)

    def note(self, report: Report) -> None:
        host = host_of(report.order.url)
        self.awaited.discard(host)
        if not report.order.is_public:
            self.inside.add(host)
        if is_answered(report.visit):
            self.heard.add(host)
        elif fails_at_network_level(report.visit):
            self.failed.add(host)

    def of_public_hosts(self) -> Self:
        """Return the poll as if nobody else had been asked."""
        return replace(
            self,
            failed=self.failed - self.inside,
            heard=self.heard - self.inside,
            witnesses=None if self.witnesses is None else self.witnesses - self.inside,
        )

    @property
    def silent(self) -> set[str]:
        return self.failed - self.heard

    def finds_our_outage(self) -> bool:
        witnesses = self.witnesses or set()
        return is_our_outage(
            len(self.silent - witnesses),
            len(self.heard - witnesses),
            witnesses_failed=len(self.silent & witnesses),
            witnesses_heard=len(self.heard & witnesses),
        )

    def is_in_doubt(self) -> bool:
        """Whether most are silent, and nobody else was asked yet."""
        asked = self.witnesses is not None
        return not asked and len(self.silent) > len(self.heard)


class OutageWatch:
    """Holds network failures back until it is known whose they are.

    First those who were asked at the same time are awaited. If most of these fail, too,
    `wants_witnesses` asks the caller to `call` pages that answered lately, of other hosts.
    If those are silent as well, the reports come out with the reason `OUR_OUTAGE`, and
    `noticed` says how many hosts failed and how many were heard. Hosts that answer are
    never held back. Times are seconds of one monotonic clock, as is `patience`.

    Public hosts are judged by public hosts alone: a wiki in the next room, or this machine
    itself, answers just as well while our line to the web is down. Hosts inside our network
    are judged by all of them: where the web answers, it is not our line that fails.
    """

    def __init__(self, patience: float) -> None:
        self.patience = patience
        self.noticed: tuple[int, int] | None = None
        self.wants_witnesses = False
        self.held: list[Report] = []
        self.poll = Poll(0.0, set())
        self.all_along = Poll(0.0, set())

    def sift(
        self, reports: Collection[Report], being_asked: Collection[str] | None, now: float
    ) -> list[Report]:
        """Take what came in; return what can be recorded.

        `being_asked` are the hosts that have not answered yet, None if nothing is under way.
        """
        pages = [report for report in reports if not isinstance(report.order, Witness)]
        failures = [report for report in pages if fails_at_network_level(report.visit)]
        if failures and not self.held:
            self.poll = Poll(now, set(being_asked or ()))
        for report in reports:
            self.poll.note(report)
            self.all_along.note(report)
        self.held += failures
        settled = [report for report in pages if not fails_at_network_level(report.visit)]
        return settled + self._judge(is_over=being_asked is None, now=now)

    def call(self, witnesses: Collection[Witness], now: float) -> list[Report]:
        """Await these witnesses from now on; return what can be recorded if there are none."""
        self.wants_witnesses = False
        self.poll.witnesses = {host_of(witness.url) for witness in witnesses}
        self.poll.awaited, self.poll.since = {*self.poll.witnesses}, now
        return self._judge(is_over=not witnesses, now=now)

    @property
    def holds_any(self) -> bool:
        return bool(self.held)

    @property
    def heard_anybody(self) -> bool:
        """Whether our line was up at some time, as far as we know.

        The answer of a host inside shows it only where no public host was silent.
        """
        public = self.all_along.of_public_hosts()
        return bool(public.heard or (self.all_along.heard and not public.failed))

    def settle(self) -> list[Report]:
        """Return what is still held back, judged by what is known."""
        juries = self._juries()
        reports, self.held, self.wants_witnesses = self.held, [], False
        ours = {
            is_public
            for is_public, poll in juries.items()
            if self._is_still_down(poll) or poll.finds_our_outage()
        }
        if ours:
            poll = juries[max(ours)]  # of public hosts, if these are among them
            self.noticed = (len(poll.silent), len(poll.heard))
        return [
            replace(report, reason=OUR_OUTAGE) if report.order.is_public in ours else report
            for report in reports
        ]

    def _juries(self) -> dict[bool, Poll]:
        """Return the polls that decide on what is held, by whether its hosts are public."""
        kinds = {report.order.is_public for report in self.held}
        return {kind: self.poll.of_public_hosts() if kind else self.poll for kind in kinds}

    def _is_still_down(self, poll: Poll) -> bool:
        """Whether nobody was heard since an outage was noticed."""
        return self.noticed is not None and not poll.heard

    def _is_in_doubt(self) -> bool:
        polls = self._juries().values()
        return any(poll.is_in_doubt() and not self._is_still_down(poll) for poll in polls)

    def _judge(self, *, is_over: bool, now: float) -> list[Report]:
        """Return what is held back if it is known by now whose fault it is."""
        is_late = now > self.poll.since + self.patience
        if not self.held or not (is_over or is_late or not self.poll.awaited):
            return []
        if self._is_in_doubt():
            self.wants_witnesses = True
            return []
        return self.settle()
