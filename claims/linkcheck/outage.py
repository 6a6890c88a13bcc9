"""Is it the web that fails, or our own line to it?"""

from collections.abc import Collection
from dataclasses import replace

from claims.linkcheck.canonical import host_of
from claims.linkcheck.inspection import Report
from claims.linkcheck.visit import Visit

OUR_OUTAGE = "our_outage"
"""The reason of a visit that counts against nobody."""

NETWORK_ERRORS = frozenset({"dns", "connect", "tls", "timeout", "reset"})
FEWEST_HOSTS = 5
"""Fewer hosts that fail at once prove nothing: they may well be down themselves."""


def is_our_outage(failed: int, heard: int) -> bool:
    """Whether so many hosts failed at network level, against those heard, that it is our line."""
    return failed >= FEWEST_HOSTS and failed > heard


def fails_at_network_level(visit: Visit) -> bool:
    """Whether not one byte of HTTP came back, from nobody on the way."""
    return visit.error in NETWORK_ERRORS and visit.http_status is None and not visit.hops


class OutageWatch:
    """Holds network failures back until those who were asked at the same time have answered.

    If most of these fail, too, the reports come out with the reason `OUR_OUTAGE`, and
    `noticed` says how many hosts failed and how many were heard. Hosts that answer are
    never held back. Times are seconds of one monotonic clock, as is `patience`.
    """

    def __init__(self, patience: float) -> None:
        self.patience = patience
        self.noticed: tuple[int, int] | None = None
        self.heard_anybody = False
        self.failed: dict[str, list[Report]] = {}
        self.sample: set[str] = set()
        self.heard: set[str] = set()
        self.since = 0.0

    def sift(self, reports: list[Report], being_asked: Collection[str], now: float) -> list[Report]:
        """Take what came in; return what can be recorded."""
        for report in reports:
            if fails_at_network_level(report.visit):
                self._hold(report, being_asked, now)
        settled = [report for report in reports if not fails_at_network_level(report.visit)]
        self.heard |= {host_of(report.order.url) for report in settled}
        self.heard_anybody = self.heard_anybody or bool(settled)
        if self._has_heard_enough(now):
            settled += self.settle()
        return settled

    @property
    def holds_any(self) -> bool:
        return bool(self.failed)

    def settle(self) -> list[Report]:
        """Return what is still held back, judged by what is known."""
        failed = len(self.failed.keys() - self.heard)
        reports = [report for held in self.failed.values() for report in held]
        if is_our_outage(failed, len(self.heard)):
            self.noticed = (failed, len(self.heard))
            reports = [replace(report, reason=OUR_OUTAGE) for report in reports]
        self.failed.clear()
        return reports

    def _hold(self, report: Report, being_asked: Collection[str], now: float) -> None:
        if not self.failed:
            self.since, self.sample, self.heard = now, {*being_asked}, set()
        self.failed.setdefault(host_of(report.order.url), []).append(report)

    def _has_heard_enough(self, now: float) -> bool:
        if not self.failed:
            return False
        return self.sample <= self.heard | self.failed.keys() or now > self.since + self.patience
