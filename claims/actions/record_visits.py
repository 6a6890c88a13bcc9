import logging
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime
from uuid import UUID

from django.db import transaction

from claims.actions.archive_visits import Copies, write_copies
from claims.actions.change_status import Flag, flag_claims
from claims.actions.notify import notify_of_all
from claims.actions.publish_claims import publish_claims
from claims.actions.release_lease import postpone_pages
from claims.actions.visited_page import VisitedPage
from claims.actions.wish_for_copies import wish_for_copies
from claims.linkcheck.inspection import Report
from claims.linkcheck.schedule import FIRST_RETRY
from claims.models import (
    CitedPage,
    Claim,
    Evidence,
    LinkCheck,
    QuoteCheck,
    Snapshot,
    StatusChange,
)
from claims.vocabulary import RELYING_STATUSES, Status

logger = logging.getLogger(__name__)

PageVisit = tuple[CitedPage, Report]
"""A page as it was leased, its standing evidence loaded, and what a visit found of it."""

VISIT_FIELDS = [
    "link_state", "failures", "first_failed_at", "last_outcome", "last_checked_at",
    "next_check_at", "lease", "leased_until", "title", "final_url", "etag", "last_modified",
    "text_sha256", "copied_sha256",
]  # fmt: skip
QUOTE_FIELDS = ["quote_state", "quote_misses", "matched", "says_otherwise"]


def record_visits(visits: Sequence[PageVisit], *, now: datetime) -> list[LinkCheck]:
    """Store what visits found, and put verified claims back whose evidence they lost.

    What people did meanwhile stands: pages, and evidence under the locks of its claims, are
    read again. Claims are put back `now`, which may be a while after the visits.
    A visit whose lease was lost is left out: whoever holds it now records his own. The
    group is one transaction; where that fails, each visit gets one of its own, and what
    cannot be stored even so is logged and visited again hours later: no odd page may stop
    the visits to all others.
    """
    try:
        return _record(visits, write_copies(visits), now)
    except Exception:
        logger.exception("%d visits could not be stored together.", len(visits))
    return [check for visit in visits for check in _record_alone(visit, now)]


def _record_alone(visit: PageVisit, now: datetime) -> list[LinkCheck]:
    page, report = visit
    try:
        return _record([visit], write_copies([visit]), now)
    except Exception:
        logger.exception("The visit to %s could not be stored.", page)
    postpone_pages([page], until=report.visit.visited_at + FIRST_RETRY)
    return []


@transaction.atomic
def _record(visits: Sequence[PageVisit], copies: Copies, now: datetime) -> list[LinkCheck]:
    claims = _lock_claims(page.pk for page, _report in visits)
    found = _lock_pages(visits, claims)
    for visited in found:
        visited.judge()
    checks = LinkCheck.objects.bulk_create([visited.check() for visited in found])
    copied = _add_copies(checks, copies)
    _update(found)
    quote_checks = [
        row
        for visited, check in zip(found, checks, strict=True)
        for row in visited.quote_checks(check)
    ]
    QuoteCheck.objects.bulk_create(quote_checks)
    changes = _put_back(found, claims.keys(), now)
    if checks:
        news = {visited.page.pk for visited in found if visited.is_news} | copied
        publish_claims(_citing(news) & claims.keys(), now=now)
        notify_of_all(changes, now=now)
        wish_for_copies((visited.page for visited in found), now=now)
    return checks


def _lock_claims(pages: Iterable[int]) -> dict[UUID, str]:
    """Lock the claims that cite the pages, before the pages themselves, as every action does.

    Return their statuses.
    """
    cited = Evidence.objects.standing().filter(page__in=[*pages]).values("claim")
    claims = Claim.objects.select_for_update().filter(pk__in=cited).order_by("pk")
    return dict(claims.values_list("pk", "status"))


def _lock_pages(visits: Sequence[PageVisit], statuses: Mapping[UUID, str]) -> list[VisitedPage]:
    """Lock the pages whose leases still hold, and read with them the evidence that stands.

    What was cited meanwhile is among it: its quote waits for the next visit, but it goes
    down with the page.
    """
    keys = [page.pk for page, _report in visits]
    pages = {
        page.pk: page
        for page in CitedPage.objects.select_for_update().filter(pk__in=keys).order_by("pk")
    }
    held = [(leased, report) for leased, report in visits if pages[leased.pk].lease == leased.lease]
    pieces = _pieces([leased.pk for leased, _report in held])
    needed = {
        page
        for page, cited in pieces.items()
        if any(statuses.get(piece.claim_id) in RELYING_STATUSES for piece in cited)
    }
    return [
        VisitedPage(pages[leased.pk], leased, report, pieces[leased.pk], leased.pk in needed)
        for leased, report in held
    ]


def _pieces(pages: Collection[int]) -> Mapping[int, list[Evidence]]:
    """Return the evidence that stands, by page."""
    by_page: dict[int, list[Evidence]] = defaultdict(list)
    for piece in Evidence.objects.standing().filter(page__in=pages).order_by("added_at", "id"):
        by_page[piece.page_id].append(piece)
    return by_page


def _citing(pages: Collection[int]) -> set[UUID]:
    """Return the claims that cite the pages."""
    cited = Evidence.objects.standing().filter(page__in=pages) if pages else Evidence.objects.none()
    return {*cited.values_list("claim", flat=True)}


def _add_copies(checks: Iterable[LinkCheck], copies: Copies) -> set[int]:
    """Add the copies of what is recorded, and return the pages that got one.

    What could not be kept is asked for whole again.
    """
    added = []
    for check in checks:
        page = check.page
        if copy := copies.get(page.pk):
            copy.visit = check
            added.append(copy)
        elif page.pk in copies.lost:
            page.copied_sha256 = page.text_sha256 = page.etag = page.last_modified = ""
    Snapshot.objects.bulk_create(added)
    for copy in added:
        del copy.text  # rows refer to themselves: all texts would stay until the next collection
    return {copy.page_id for copy in added}


def _update(found: Sequence[VisitedPage]) -> None:
    # Upserts of rows that are there: a bulk_update takes five times as long.
    CitedPage.objects.bulk_create(
        [visited.page for visited in found],
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=VISIT_FIELDS,
    )
    requoted = [piece for visited in found for piece in visited.requoted]
    Evidence.objects.bulk_create(
        requoted, update_conflicts=True, unique_fields=["id"], update_fields=QUOTE_FIELDS
    )


def _put_back(
    found: Sequence[VisitedPage], locked: AbstractSet[UUID], now: datetime
) -> list[StatusChange]:
    """Flag each verified claim once, whichever piece of its evidence was lost first."""
    lost = {piece.claim_id for visited in found for piece in visited.lost} & locked
    claims = Claim.objects.filter(status=Status.VERIFIED).in_bulk(lost)
    flags: dict[UUID, Flag] = {}
    for visited in found:
        for piece in visited.lost:
            if piece.loss and (claim := claims.get(piece.claim_id)):
                flags.setdefault(claim.pk, Flag(claim, piece.loss, piece, now))
    return flag_claims([*flags.values()])
