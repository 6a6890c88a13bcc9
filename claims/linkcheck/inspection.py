"""A whole inspection of cited pages: fetch, probe where in doubt, judge, look for quotes."""

import re
from collections.abc import Generator, Iterable, MutableMapping
from dataclasses import dataclass, field
from hashlib import sha256
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

from claims.linkcheck.fetch import fetch_pages
from claims.linkcheck.outcome import classify, needs_probe
from claims.linkcheck.page_text import PageText, read_page
from claims.linkcheck.policy import FetchPolicy
from claims.linkcheck.quote_search import UNKNOWN, QuoteMatch, find_quotes
from claims.linkcheck.robots import RobotsFile
from claims.linkcheck.visit import PageRequest, Visit
from claims.vocabulary import Outcome, QuoteState

ENDING = re.compile(r"/$|\.\w{1,5}$")
GOOD = (Outcome.ALIVE, Outcome.MOVED)


@dataclass(frozen=True)
class Order(PageRequest):
    """A page to inspect and the passages to look for.

    Give the validators only if every quote is known to stand in that version: a page that
    has not changed is not sent again, so nothing can be looked for in it.
    """

    quotes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Report:
    """What an inspection found. `quotes` match the order's; unknown on pages that are not good.

    `page` is None where no readable text came; the hashes are "" where nothing came.
    """

    order: Order
    visit: Visit
    page: PageText | None
    outcome: Outcome
    reason: str
    quotes: tuple[QuoteMatch, ...]
    content_sha256: str
    text_sha256: str


@dataclass(frozen=True)
class Probe(PageRequest):
    """A page that cannot exist, asked for to settle a doubt about the one of `report`."""

    report: Report = field(kw_only=True)


def inspect_pages(
    orders: Iterable[Order],
    policy: FetchPolicy,
    robots: MutableMapping[str, RobotsFile],
    free_at: MutableMapping[str, float] | None = None,
) -> Generator[Report, None, None]:
    """Yield a report for each order as it is ready, doubtful pages last."""
    free_at = {} if free_at is None else free_at
    probes: list[Probe] = []
    for order, visit in fetch_pages(orders, policy, robots, free_at):
        inspected = inspect(order, visit)
        if _is_in_doubt(inspected):
            probes.append(Probe(probe_url(visit.url), report=inspected))
        else:
            yield inspected
    for probe, visit in fetch_pages(probes, policy, robots, free_at):
        yield inspect(probe.report.order, probe.report.visit, visit)


def inspect(order: Order, visit: Visit, probe: Visit | None = None) -> Report:
    """Judge one visit, and look for the quotes if its page is good."""
    page = read_page(visit.body, visit.content_type) if visit.http_status == 200 else None
    verdict = classify(visit, page, probe)
    text = page.text if page and page.readable and verdict.outcome in GOOD else None
    return Report(
        order=order,
        visit=visit,
        page=page,
        outcome=verdict.outcome,
        reason=verdict.reason,
        quotes=_match(order.quotes, text),
        content_sha256=sha256(visit.body).hexdigest() if visit.body else "",
        text_sha256=sha256(page.text.encode()).hexdigest() if page and page.readable else "",
    )


def _match(quotes: tuple[str, ...], text: str | None) -> tuple[QuoteMatch, ...]:
    return (UNKNOWN,) * len(quotes) if text is None else find_quotes(quotes, text)


def probe_url(url: str) -> str:
    """Return an address beside `url` that no site can have.

    It ends alike, since sites route .html, .php and folders differently.
    """
    parts = urlsplit(url)
    folder = parts.path.rstrip("/").rpartition("/")[0]
    ending = ENDING.search(parts.path)
    name = uuid4().hex + (ending[0] if ending else "")
    return urlunsplit((parts.scheme, parts.netloc, f"{folder}/{name}", "", ""))


def _is_in_doubt(report: Report) -> bool:
    """Whether a probe is needed; a page that has a quote is the page that was cited."""
    has_quote = any(match.state == QuoteState.FOUND for match in report.quotes)
    return not has_quote and needs_probe(report.visit, report.page)
