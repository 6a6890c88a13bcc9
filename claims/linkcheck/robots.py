"""What a site asks of robots, as RFC 9309 reads it."""

from collections.abc import MutableMapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from protego import Protego

from claims.linkcheck.visit import Visit

VALID_FOR = timedelta(days=1)
FAILURE_VALID_FOR = timedelta(minutes=5)  # "check now" after a repair must not meet it
DISALLOWED_FOR = timedelta(days=7)
MAX_BYTES = 512 * 1024  # RFC 9309, section 2.5, asks for at least 500 KiB
OF_ROBOTS = "robots.txt: "
"""How the detail of a refusal begins that was met there, before the page was asked for."""


@dataclass(frozen=True)
class RobotsFile:
    """The robots.txt of one scheme and host.

    `text` is "" where there is none. `error` is the code with which visits to the site end
    while its robots.txt cannot be had, and `failing_since` when that began.
    """

    text: str
    fetched_at: datetime
    error: str = ""
    error_detail: str = ""
    failing_since: datetime | None = None

    def is_fresh(self, now: datetime) -> bool:
        if self.error == "unsafe":
            return False  # the operator may just have allowed the host
        return now - self.fetched_at < (FAILURE_VALID_FOR if self.error else VALID_FOR)


class RobotsRules:
    """Answers for one agent from a shared mapping of robots files, each parsed once.

    Others may replace a file in the mapping at any time; `parsed` holds the text it was
    parsed from, and is not believed of any other.
    """

    def __init__(self, files: MutableMapping[str, RobotsFile], agent_name: str) -> None:
        self.files = files
        self.agent_name = agent_name
        self.parsed: dict[str, tuple[str, Protego]] = {}

    def are_known(self, url: str, now: datetime) -> bool:
        file = self.files.get(site_of(url))
        return file is not None and file.is_fresh(now)

    def refusal(self, url: str) -> tuple[str, str]:
        """Return error code and detail with which a visit to `url` ends, ("", "") if allowed.

        The site's robots file must be known.
        """
        site = site_of(url)
        file = self.files[site]
        if file.error:
            return file.error, file.error_detail
        if not file.text:
            return "", ""
        allowed = self._rules(site, file.text).can_fetch(url, self.agent_name)
        return ("", "") if allowed else ("robots", "")

    def learn(self, visit: Visit) -> None:
        """Keep what a visit to a robots.txt found."""
        site = site_of(visit.url)
        self.files[site] = robots_file(visit, self.files.get(site))

    def _rules(self, site: str, text: str) -> Protego:
        known = self.parsed.get(site)
        if known is None or known[0] != text:
            known = self.parsed[site] = text, Protego.parse(text)
        return known[1]


def site_of(url: str) -> str:
    """Return scheme and host, the key under which a robots file is kept."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def robots_url(url: str) -> str:
    return f"{site_of(url)}/robots.txt"


def robots_file(visit: Visit, before: RobotsFile | None) -> RobotsFile:
    """Return what a visit to robots.txt means (RFC 9309, section 2.3.1).

    4xx, too many redirects and a redirect into nowhere: there is none, all is allowed.
    Server and network errors: all is forbidden, until they have lasted "a reasonably long
    period"; ours is shorter than the nine days after which an unreachable page counts as
    dead, so that a page is never declared dead because of its robots.txt alone. 429 is
    read as 503, because a throttled robot had better not go on.
    """
    error, detail = _failure(visit)
    since = (before and before.failing_since) or visit.visited_at
    if error and visit.visited_at - since < DISALLOWED_FOR:
        return RobotsFile("", visit.visited_at, error, detail, since)
    if error:
        return RobotsFile("", visit.visited_at, failing_since=since)
    found = visit.http_status == 200 and not visit.error
    text = visit.body[:MAX_BYTES].decode("utf-8-sig", "replace") if found else ""
    return RobotsFile(text.replace("\0", ""), visit.visited_at)  # PostgreSQL keeps no NUL


def _failure(visit: Visit) -> tuple[str, str]:
    if visit.error == "too_many_redirects" or (visit.error == "unsafe" and visit.hops):
        return "", ""
    if visit.error:
        return visit.error, f"{OF_ROBOTS}{visit.error_detail}"
    if visit.http_status in (429, 503):
        return "robots_throttled", f"{OF_ROBOTS}{visit.http_status}"
    if visit.http_status is not None and visit.http_status >= 500:
        return "robots_failed", f"{OF_ROBOTS}{visit.http_status}"
    return "", ""
