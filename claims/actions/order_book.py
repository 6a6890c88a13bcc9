from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime

from django.conf import settings

from claims.actions.host_lease import HostLease
from claims.actions.lease_pages import Lease, lease_pages, pages_per_host
from claims.actions.record_visits import PageVisit
from claims.actions.release_lease import release_pages
from claims.linkcheck.inspection import KnownPage, Order, Report
from claims.linkcheck.policy import is_public
from claims.linkcheck.quote_search import UNKNOWN, QuoteMatch
from claims.models import CitedPage, Evidence, LinkCheck
from claims.models.cited_pages import CitedPageQuerySet
from claims.vocabulary import QuoteState


class OrderBook:
    """The pages that one worker has leased and not yet visited, and where it gets more.

    `choose` gives the pages to visit at a moment, `left` is how many more may be taken,
    None for any number.
    """

    def __init__(
        self,
        choose: Callable[[datetime], CitedPageQuerySet],
        lease: Lease,
        hosts: HostLease,
        limit: int | None,
    ) -> None:
        self.choose, self.lease, self.hosts, self.left = choose, lease, hosts, limit
        self.pages: dict[str, CitedPage] = {}
        self.pages_of: Counter[str] = Counter()
        self.unstored: set[int] = set()

    def more(self, now: datetime) -> list[Order]:
        """Lease another batch, none of it from hosts that have enough to answer."""
        batch = settings.LINKCHECK_BATCH
        pages = lease_pages(
            self.lease,
            now=now,
            limit=batch if self.left is None else min(batch, self.left),
            among=self._wanted(now),
            crowded=self._crowded_hosts(),
        )
        if self.left is not None:
            self.left -= len(pages)
        self.hosts.hold({page.host.name for page in pages})
        self.pages |= {page.url: page for page in pages}
        self.pages_of.update(page.host.name for page in pages)
        return [_order(page) for page in pages]

    def strike(self, report: Report) -> PageVisit:
        """Take off the book what was visited."""
        page = self.pages.pop(report.order.url)
        self.pages_of[page.host.name] -= 1
        return page, report

    def count_hosts(self) -> int:
        """Return on how many hosts the leased pages are."""
        return len(+self.pages_of)

    def close(self) -> None:
        """Give back what was not visited."""
        release_pages(self.pages.values())

    def is_waiting(self, now: datetime) -> bool:
        """Whether there are pages whose hosts only rest between two requests."""
        resting = self._wanted(now).on_resting_hosts(now, until=now + self.hosts.host_pause)
        return self.left != 0 and resting.exists()

    def give_up(self, pages: Iterable[CitedPage], checks: Iterable[LinkCheck]) -> None:
        """Leave alone those of the visited pages whose visits could not be stored."""
        self.unstored |= {page.pk for page in pages} - {check.page_id for check in checks}

    def _wanted(self, now: datetime) -> CitedPageQuerySet:
        return self.choose(now).exclude(pk__in=self.unstored)

    def _crowded_hosts(self) -> list[str]:
        share = pages_per_host()
        return [host for host, pages in self.pages_of.items() if pages >= share]


def _order(page: CitedPage) -> Order:
    """Ask for the page whole as long as a passage has not been found in what we know of it."""
    evidence = page.standing_evidence
    quotes = tuple(piece.quote for piece in evidence)
    if not all(_is_settled(piece) for piece in evidence):
        return Order(page.url, quotes=quotes, is_public=is_public(page.url))
    return Order(
        url=page.url,
        etag=page.etag,
        last_modified=page.last_modified,
        validated_url=page.final_url,
        quotes=quotes,
        known=_known_page(page, evidence) if page.text_sha256 else None,
        is_public=is_public(page.url),
    )


def _is_settled(piece: Evidence) -> bool:
    """Whether its passage, if it has one, stands in the page as the last visit read it."""
    return not piece.quote or (piece.quote_state == QuoteState.FOUND and piece.quote_misses == 0)


def _known_page(page: CitedPage, evidence: Iterable[Evidence]) -> KnownPage:
    """Return the page as its last copy has it; every quote has been found there."""
    return KnownPage(
        final_url=page.final_url,
        content_sha256=page.copied_sha256,
        text_sha256=page.text_sha256,
        quotes=tuple(
            QuoteMatch(QuoteState.FOUND, piece.matched, 1.0) if piece.quote else UNKNOWN
            for piece in evidence
        ),
    )
