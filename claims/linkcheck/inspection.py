"""A whole inspection of cited pages: fetch, probe where in doubt, judge, look for quotes."""

import logging
from collections.abc import Generator, Iterable, MutableMapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from itertools import islice

from claims.linkcheck.fetcher import MAX_UNDER_WAY, Fetcher
from claims.linkcheck.outcome import classify, good_outcome, needs_probe
from claims.linkcheck.page_text import PageText, read_page
from claims.linkcheck.policy import FetchPolicy
from claims.linkcheck.quote_search import UNKNOWN, QuoteMatch, find_quotes
from claims.linkcheck.robots import RobotsFile
from claims.linkcheck.soft_404 import probe_url
from claims.linkcheck.visit import PageRequest, Visit
from claims.linkcheck.walls import is_all_script
from claims.vocabulary import GOOD_OUTCOMES, Outcome, QuoteState

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class KnownPage:
    """A good page as an earlier visit read it: its bytes, its text, and the quotes it has."""

    final_url: str
    content_sha256: str
    text_sha256: str
    quotes: tuple[QuoteMatch, ...]


@dataclass(frozen=True)
class Order(PageRequest):
    """A page to inspect and the passages to look for.

    Give the validators, and `known`, only if every quote is known to stand in that version:
    a page that has not changed is not sent again, or not read again where it is. What is
    not `is_public` lies in our own network, or may: see `policy.is_public`.
    """

    quotes: tuple[str, ...] = ()
    known: KnownPage | None = None
    is_public: bool = True


@dataclass(frozen=True)
class Witness(Order):
    """A page that answered lately, asked again only to learn whether our line is up."""


@dataclass(frozen=True)
class Report:
    """What an inspection found. `quotes` match the order's; unknown on pages that are not good.

    `page` is None where no readable text came, or where it is that of `order.known` and was
    not read again; the hashes are "" where nothing came.
    """

    order: Order
    visit: Visit
    page: PageText | None
    outcome: Outcome
    reason: str
    quotes: tuple[QuoteMatch, ...]
    content_sha256: str
    text_sha256: str

    @property
    def is_unchanged(self) -> bool:
        """Whether the server sent, byte by byte, what an earlier visit has read."""
        known = self.order.known
        return known is not None and self.content_sha256 == known.content_sha256

    def as_kept(self) -> "Report":
        """Return the report without the body of a page that nobody copies: a bad or known one."""
        is_copied = self.outcome in GOOD_OUTCOMES and self.page is not None
        if is_copied or not self.visit.body:
            return self
        return replace(self, visit=self.visit.without_body())


@dataclass(frozen=True)
class Probe(PageRequest):
    """A page that cannot exist, asked for to settle a doubt about the one of `report`."""

    report: Report = field(kw_only=True)


class Inspector:
    """Inspects what `fetcher` fetches; orders may be added while others are under way."""

    def __init__(self, fetcher: Fetcher[PageRequest]) -> None:
        self.fetcher = fetcher

    def add(self, orders: Iterable[Order]) -> None:
        self.fetcher.add(orders)

    @property
    def under_way(self) -> int:
        return self.fetcher.under_way

    def reports(self, patience: float | None = None) -> list[Report]:
        """Return what is ready, in no order; [] when nothing was for `patience` seconds.

        Only pages of which a copy may be kept still have their bodies.
        """
        ready = []
        for request, visit in self.fetcher.arrivals(patience):
            report = _safe_report_on(request, visit)
            if isinstance(request, Order) and _is_in_doubt(report):
                self.fetcher.add([Probe(probe_url(request.url), report=report)])
            else:
                ready.append(report.as_kept())
        return ready


def inspect_pages(
    orders: Iterable[Order],
    policy: FetchPolicy,
    robots: MutableMapping[str, RobotsFile],
    free_at: MutableMapping[str, float] | None = None,
) -> Generator[Report, None, None]:
    """Yield a report for each order as soon as it is ready, in no order."""
    waiting = iter(orders)
    with Fetcher[PageRequest](policy, robots, free_at) as fetcher:
        inspector = Inspector(fetcher)
        while True:
            inspector.add(islice(waiting, MAX_UNDER_WAY - inspector.under_way))
            if not inspector.under_way:
                return
            yield from inspector.reports()


def inspect(order: Order, visit: Visit, probe: Visit | None = None) -> Report:
    """Judge one visit, and look for the quotes if its page is good."""
    content_sha256 = sha256(visit.body).hexdigest() if visit.body else ""
    if _is_known(order, visit, content_sha256):
        return _known_report(order, visit)
    page = read_page(visit.body, visit.content_type) if visit.http_status == 200 else None
    readable = page is not None and page.readable
    text_sha256 = sha256(page.text.encode()).hexdigest() if page and readable else ""
    unknown = (UNKNOWN,) * len(order.quotes)
    quotes = _look_for_quotes(order, visit, page, text_sha256) if page else unknown
    verdict = classify(visit, page, probe, found=_longest_found(quotes))
    return Report(
        order=order,
        visit=visit,
        page=page,
        outcome=verdict.outcome,
        reason=verdict.reason,
        quotes=quotes if verdict.outcome in GOOD_OUTCOMES else unknown,
        content_sha256=content_sha256,
        text_sha256=text_sha256,
    )


def _safe_report_on(request: PageRequest, visit: Visit) -> Report:
    """As `_report_on`; where we fail at a page, the visit was not made, and others go on."""
    try:
        return _report_on(request, visit)
    except Exception:
        logger.exception("What %s answered cannot be read.", request.url)
        order = _order_of(request)
        return inspect(order, replace(visit, url=order.url, error="unreadable", http_status=None))


def _report_on(request: PageRequest, visit: Visit) -> Report:
    if isinstance(request, Probe):
        return inspect(request.report.order, request.report.visit, visit)
    return inspect(_order_of(request), visit)


def _order_of(request: PageRequest) -> Order:
    if isinstance(request, Probe):
        return request.report.order
    assert isinstance(request, Order)
    return request


def _is_known(order: Order, visit: Visit, content_sha256: str) -> bool:
    """Whether the answer is, byte by byte, a page that was found good before, at its address."""
    known = order.known
    return (
        known is not None
        and visit.http_status == 200
        and not visit.error
        and (content_sha256, visit.final_url) == (known.content_sha256, known.final_url)
    )


def _known_report(order: Order, visit: Visit) -> Report:
    """Report what an earlier visit has read already. Its body may look dead; it did not then."""
    assert order.known is not None
    verdict = good_outcome(visit)
    return Report(
        order=order,
        visit=visit,
        page=None,
        outcome=verdict.outcome,
        reason=verdict.reason,
        quotes=order.known.quotes,
        content_sha256=order.known.content_sha256,
        text_sha256=order.known.text_sha256,
    )


def _look_for_quotes(
    order: Order, visit: Visit, page: PageText, text_sha256: str
) -> tuple[QuoteMatch, ...]:
    """Look for the quotes, unless the text is the one in which they were found before.

    An empty answer is that of a server with a trouble of its own: it says nothing of them.
    """
    if visit.error or not page.text or is_all_script(visit, page):
        return (UNKNOWN,) * len(order.quotes)
    if order.known is not None and order.known.text_sha256 == text_sha256:
        return order.known.quotes
    quotes = find_quotes(order.quotes, page.text)
    return _seen_only(quotes) if visit.truncated or page.is_cut else quotes


def _longest_found(quotes: Iterable[QuoteMatch]) -> str:
    found = (match.matched for match in quotes if match.state == QuoteState.FOUND)
    return max(found, key=len, default="")


def _seen_only(quotes: Iterable[QuoteMatch]) -> tuple[QuoteMatch, ...]:
    """Return what is known of quotes where the end of the page was cut off: those it has."""
    return tuple(match if match.state == QuoteState.FOUND else UNKNOWN for match in quotes)


def _is_in_doubt(report: Report) -> bool:
    """Whether a probe is needed; a page that has a quote is the page that was cited."""
    if isinstance(report.order, Witness):
        return False
    return not _longest_found(report.quotes) and needs_probe(report.visit, report.page)
