"""What is asked of a cited page, and what came back."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Self

from claims.linkcheck.canonical import host_of

PERMANENT_REDIRECTS = frozenset({301, 308})
TEMPORARY_REDIRECTS = frozenset({300, 302, 303, 307})
REDIRECTS = PERMANENT_REDIRECTS | TEMPORARY_REDIRECTS

LONGEST_WAIT = 10**9  # seconds

NEVER_MADE = frozenset({"host_busy", "unreadable"})


@dataclass(frozen=True)
class PageRequest:
    """A page to visit; the validators of its last visit spare both sides the body.

    They are told nobody but the address that gave them: `validated_url`, else `url`.
    """

    url: str
    etag: str = field(default="", kw_only=True)
    last_modified: str = field(default="", kw_only=True)
    validated_url: str = field(default="", kw_only=True)

    def headers(self, url: str) -> list[str]:
        """Return the header lines for `url`, which is on the way to the page.

        A validator that would break out of its line is not sent.
        """
        lines = ["Accept: text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.8"]
        if url != (self.validated_url or self.url):
            return lines
        if self.etag and self.etag.isprintable():
            lines.append(f"If-None-Match: {self.etag}")
        if self.last_modified and self.last_modified.isprintable():
            lines.append(f"If-Modified-Since: {self.last_modified}")
        return lines

    def form(self) -> bytes:
        """Return what is posted, form-encoded; b"" for a page that is only asked for."""
        return b""


@dataclass(frozen=True)
class Hop:
    """One redirect on the way: where, which status, and what its Location said.

    `sets_cookie` says that it wants a cookie back, which it never gets from us.
    """

    url: str
    status: int
    location: str
    sets_cookie: bool = False


@dataclass(frozen=True)
class Visit:
    """The raw facts of one visit, from which outcomes can be recomputed.

    `error` is "" when a complete answer came, else one of: dns, connect, tls, timeout,
    too_slow, reset, bad_response, too_many_redirects, unsafe, robots (the site forbids
    it), robots_failed and robots_throttled (its robots.txt could not be had, so that
    RFC 9309 forbids it for now), host_busy (another worker was visiting the host all the
    time) and unreadable (we failed at what came). `http_status` is None when no status line
    came. `headers` have lower-case names; repeated ones are joined by a comma. `body` is
    decompressed, and cut where `truncated`; of one that was let go, `size_bytes` still
    tells. `elapsed_ms` counts network time alone.
    """

    url: str
    final_url: str
    http_status: int | None
    visited_at: datetime
    hops: tuple[Hop, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    truncated: bool = False
    error: str = ""
    error_detail: str = ""
    elapsed_ms: int = 0
    let_go_bytes: int = 0

    def without_body(self) -> Self:
        return replace(self, body=b"", let_go_bytes=self.size_bytes)

    @property
    def size_bytes(self) -> int:
        return len(self.body) + self.let_go_bytes

    @property
    def was_made(self) -> bool:
        """Whether the page was asked for at all; if not, nothing is known, and it stays due."""
        return self.error not in NEVER_MADE

    @property
    def host(self) -> str:
        return host_of(self.final_url)

    @property
    def content_type(self) -> str:
        return self.headers.get("content-type", "")

    @property
    def retry_after(self) -> timedelta | None:
        return parse_retry_after(self.headers.get("retry-after", ""), self.visited_at)


def parse_retry_after(text: str, now: datetime) -> timedelta | None:
    """Return how long to stay away, from seconds or an HTTP date; None if it says neither."""
    text = text.strip()
    if text.isdecimal() and text.isascii():
        # Python reads no number of more than 4,300 digits; no server needs more than ten.
        return timedelta(seconds=min(int(text.lstrip("0")[:10] or "0"), LONGEST_WAIT))
    try:
        until = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return max(until - now, timedelta())
