"""What is asked of the Wayback Machine: copies it has, and copies to be made.

A copy is looked up in its index, the CDX server
(https://github.com/internetarchive/wayback/tree/master/wayback-cdx-server), which lists
captures by date and status; the simpler availability API names one capture, from before or
after the moment in question. A page is saved by Save Page Now 2
(https://docs.google.com/document/d/1Nsv52MvSjbLb2PCpHlat0gkzw0EvtSgpKHu4mk0MnrA), which
names a job at once and is asked later what became of it.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

from django.conf import settings

from claims.linkcheck.canonical import host_of, request_url
from claims.linkcheck.fetcher import fetch_pages
from claims.linkcheck.policy import FetchPolicy, policy_from_settings
from claims.linkcheck.visit import PageRequest, Visit

PACE = timedelta(seconds=5)
"""Between two requests. Its index takes 24 a minute
(https://github.com/edgi-govdata-archiving/wayback/releases/tag/v0.5.1), saving 7."""

FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(days=1)
ANSWER_KEPT_FOR = timedelta(hours=1)
"""About so long the archive knows what became of a saving. Then it says "pending", as of any
job that never was (https://github.com/agude/wayback-machine-archiver/issues/28)."""

PATIENCE = 3
"""How many times longer than for a page we wait for an answer: the index can be slow."""

CAPTURES = 10
"""`limit=-1` reads the last block of the index alone, where no capture may pass the filter."""


@dataclass(frozen=True)
class ArchiveRequest(PageRequest):
    """One request of an archive's own interface."""

    authorization: str = ""
    fields: tuple[tuple[str, str], ...] = ()

    def headers(self, url: str) -> list[str]:
        """Return the header lines for `url`; the keys are for nobody it may redirect to."""
        lines = ["Accept: application/json"]
        if self.authorization and url == self.url:
            lines.append(f"Authorization: {self.authorization}")
        return lines

    def form(self) -> bytes:
        return urlencode(self.fields).encode()


@dataclass(frozen=True)
class PublicArchive:
    """A Wayback Machine; without keys it can be searched, but saves nothing for us."""

    root: str
    access_key: str = ""
    secret_key: str = ""

    @property
    def host(self) -> str:
        return host_of(self.root)

    @property
    def saves(self) -> bool:
        return bool(self.access_key and self.secret_key)

    def look_up(self, url: str, *, before: datetime) -> ArchiveRequest:
        """Ask for the last good captures of a page from before a moment."""
        query = {
            "url": url,
            "matchType": "exact",  # else a star at the end would stand for anything
            "to": f"{before.astimezone(UTC):%Y%m%d%H%M%S}",
            "filter": "statuscode:200",
            "fl": "timestamp,statuscode",
            "limit": f"-{CAPTURES}",
            "output": "json",
        }
        return ArchiveRequest(f"{self.root}/cdx/search/cdx?{urlencode(query)}")

    def save(self, url: str) -> ArchiveRequest:
        """Ask for a copy of a page as it is now."""
        fields = (("url", url), ("skip_first_archive", "1"))
        return ArchiveRequest(f"{self.root}/save", self._authorization(), fields)

    def progress(self, job: str) -> ArchiveRequest:
        """Ask what became of a copy under way; see `ANSWER_KEPT_FOR`."""
        return ArchiveRequest(f"{self.root}/save/status/{job}", self._authorization())

    def copy_url(self, url: str, taken_at: datetime) -> str:
        return f"{self.root}/web/{taken_at.astimezone(UTC):%Y%m%d%H%M%S}/{url}"

    def _authorization(self) -> str:
        return f"LOW {self.access_key}:{self.secret_key}"


def archive_from_settings() -> PublicArchive | None:
    """Return the archive the operator chose; None if none, which is the default."""
    if not settings.LINKCHECK_WAYBACK_URL:
        return None
    return PublicArchive(
        request_url(settings.LINKCHECK_WAYBACK_URL).rstrip("/"),
        settings.LINKCHECK_WAYBACK_ACCESS_KEY,
        settings.LINKCHECK_WAYBACK_SECRET_KEY,
    )


def archive_policy() -> FetchPolicy:
    """How an archive is asked: patiently, and without being led anywhere else with our keys.

    Its interface is made for robots, so that no robots.txt is asked for.
    """
    policy = policy_from_settings()
    return replace(
        policy, timeout=policy.timeout * PATIENCE, concurrency=1, max_hops=0, obeys_robots=False
    )


def ask(request: ArchiveRequest, policy: FetchPolicy) -> Visit:
    return next(fetch_pages([request], policy, {}))[1]


def pause_after(tries: int) -> timedelta:
    """Return how long to wait after so many tries: a minute, then double, at most a day."""
    return min(FIRST_PAUSE * (1 << min(tries - 1, 20)), LONGEST_PAUSE)
