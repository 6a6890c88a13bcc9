"""The way to one page, redirect by redirect, until a visit is made of it."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Generic, TypeVar
from urllib.parse import urljoin

from claims.linkcheck.answer import Answer
from claims.linkcheck.canonical import request_url
from claims.linkcheck.visit import REDIRECTS, Hop, PageRequest, Visit

Request = TypeVar("Request", bound=PageRequest)
BEFORE_QUERY = re.compile(r"[^?#]*")


@dataclass
class Journey(Generic[Request]):
    """One request under way; `url` is where it asks next, `seconds` what it has used."""

    request: Request
    check_url: Callable[[str], None]
    max_hops: int
    is_robots: bool = False
    url: str = ""
    hops: list[Hop] = field(default_factory=list)
    seconds: float = 0.0

    def depart(self) -> Visit | None:
        """Apply the text rule to the first address; return a visit if it ends there."""
        return self._go_to(self.request.url)

    def arrive(self, answer: Answer) -> Visit | None:
        """Take the answer from `url`; return the visit, or None if the way goes on."""
        self.seconds += answer.seconds
        location = answer.headers.get("location", "")
        if answer.error or answer.status not in REDIRECTS or not location:
            return self.visit(answer)
        sets_cookie = "set-cookie" in answer.headers
        self.hops.append(Hop(self.url, answer.status or 0, location, sets_cookie))
        if len(self.hops) > self.max_hops:
            return self.fail("too_many_redirects", location, answer)
        return self._go_to(location, answer)

    def fail(self, error: str, detail: str, answer: Answer | None = None) -> Visit:
        answer = answer or Answer()
        return self.visit(Answer(answer.status, answer.headers, error=error, error_detail=detail))

    def visit(self, answer: Answer) -> Visit:
        return Visit(
            url=self.request.url,
            final_url=self.url,
            http_status=answer.status,
            visited_at=datetime.now(UTC),
            hops=tuple(self.hops),
            headers=answer.headers,
            body=answer.body,
            truncated=answer.truncated,
            error=answer.error,
            error_detail=answer.error_detail,
            elapsed_ms=round(self.seconds * 1000),
        )

    def _go_to(self, location: str, answer: Answer | None = None) -> Visit | None:
        try:
            url = request_url(urljoin(self.url, _as_browsers_read(location)))
            self.check_url(url)
        except ValueError as error:
            self.url = self.url or self.request.url
            return self.fail("unsafe", str(error), answer)
        if any(url == hop.url for hop in self.hops):
            return self.fail("too_many_redirects", url, answer)
        self.url = url
        return None


def _as_browsers_read(location: str) -> str:
    """Return a Location with slashes for backslashes before its query (WHATWG URL)."""
    return BEFORE_QUERY.sub(lambda path: path[0].replace("\\", "/"), location, count=1)
