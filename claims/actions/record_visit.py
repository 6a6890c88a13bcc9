from uuid import UUID

from django.db import transaction

from claims.actions.change_status import change_status
from claims.actions.publish_claim import publish_claim
from claims.actions.store_snapshot import store_snapshot
from claims.linkcheck.inspection import GOOD, Report
from claims.linkcheck.quote_search import QuoteMatch
from claims.linkcheck.schedule import PageRecord, QuoteRecord, after_visit, quote_after_visit
from claims.models import CitedPage, Claim, Evidence, LinkCheck, QuoteCheck
from claims.vocabulary import Cause, LinkState, Outcome, QuoteState, Status


@transaction.atomic
def record_visit(leased: CitedPage, report: Report, *, lease: UUID) -> LinkCheck | None:
    """Store what one visit found, and put verified claims back whose evidence it lost.

    `leased` is the page as it was leased; its prefetched evidence matches the report's
    quotes. What people did meanwhile stands: page and evidence are read again under their
    locks. None when the lease was lost: whoever holds it now records a visit of his own.
    """
    claims = _lock_claims(leased)
    page = CitedPage.objects.select_for_update().filter(pk=leased.pk, lease=lease).first()
    if page is None:
        return None
    matches = {p.pk: m for p, m in zip(leased.evidence.all(), report.quotes, strict=True)}
    pieces = _read_again(page, matches)
    were_lost = {piece.pk for piece in pieces if piece.is_lost}
    quotes = _sought({piece: matches[piece.pk] for piece in pieces})
    _update_quotes(quotes)
    record = _page_record(page, report, looks_again=any(_missed_once(piece) for piece in quotes))
    # Who asked for a visit, or gave the page up, while this one was under way, has his way.
    if page.next_check_at == leased.next_check_at and page.next_check_at is not None:
        page.next_check_at = record.next_check_at
    _update_page(page, record, report)
    check = _add_check(page, report, lease)
    _add_quote_checks(quotes, check)
    store_snapshot(check, report)
    lost = [piece for piece in pieces if piece.is_lost and piece.pk not in were_lost]
    _put_back(claims, lost, check)
    for claim in claims.values():
        publish_claim(claim, now=check.checked_at)
    return check


def _lock_claims(page: CitedPage) -> dict[UUID, Claim]:
    """Lock the claims that cite the page, before the page itself, as every action does."""
    cited = Evidence.objects.standing().filter(page=page).values("claim")
    claims = Claim.objects.select_for_update(of=("self",)).select_related("article")
    return {claim.pk: claim for claim in claims.filter(pk__in=cited).order_by("pk")}


def _read_again(page: CitedPage, matches: dict[UUID, QuoteMatch]) -> list[Evidence]:
    """Return the pieces that the visit looked for and that still stand, as they are now."""
    pieces = list(Evidence.objects.standing().filter(pk__in=matches).order_by("added_at", "id"))
    for piece in pieces:
        piece.page = page
    return pieces


def _sought(quotes: dict[Evidence, QuoteMatch]) -> dict[Evidence, QuoteMatch]:
    """Return the quotes that the visit could look for."""
    return {piece: match for piece, match in quotes.items() if match.state != QuoteState.UNKNOWN}


def _missed_once(piece: Evidence) -> bool:
    """Whether one more visit must tell if the quote is really missing."""
    return piece.quote_misses > 0 and piece.quote_state != QuoteState.MISSING


def _update_quotes(quotes: dict[Evidence, QuoteMatch]) -> None:
    """Write what became of each quote. The visits are their history, no edit by a person."""
    for piece, match in quotes.items():
        before = QuoteRecord(QuoteState(piece.quote_state), piece.quote_misses)
        after = quote_after_visit(before, match)
        piece.quote_state, piece.quote_misses = after.state, after.misses
        piece.matched = match.matched
    Evidence.objects.bulk_update(quotes, ["quote_state", "quote_misses", "matched"])


def _page_record(page: CitedPage, report: Report, *, looks_again: bool) -> PageRecord:
    before = PageRecord(
        link_state=LinkState(page.link_state),
        failures=page.failures,
        first_failed_at=page.first_failed_at,
        last_outcome=Outcome(page.last_outcome) if page.last_outcome else None,
    )
    return after_visit(
        before,
        report.outcome,
        now=report.visit.visited_at,
        retry_after=report.visit.retry_after,
        misses_quote=looks_again,
    )


def _update_page(page: CitedPage, record: PageRecord, report: Report) -> None:
    page.link_state = record.link_state
    page.failures, page.first_failed_at = record.failures, record.first_failed_at
    page.last_outcome, page.last_checked_at = report.outcome, report.visit.visited_at
    page.lease, page.leased_until = None, None
    if report.outcome in GOOD and report.page is not None:
        _keep_what_came(page, report)
    page.save()


def _keep_what_came(page: CitedPage, report: Report) -> None:
    if report.page is not None and report.page.title:
        page.title = report.page.title[:500]
    page.final_url = report.visit.final_url[:2000]
    page.etag = report.visit.headers.get("etag", "")[:300]
    page.last_modified = report.visit.headers.get("last-modified", "")[:100]
    page.text_sha256 = report.text_sha256


def _add_check(page: CitedPage, report: Report, lease: UUID) -> LinkCheck:
    visit = report.visit
    return LinkCheck.objects.create(
        page=page,
        lease=lease,
        checked_at=visit.visited_at,
        outcome=report.outcome,
        reason=report.reason,
        link_state=page.link_state,
        http_status=visit.http_status,
        hops=[[hop.status, hop.url, hop.location] for hop in visit.hops],
        final_url=visit.final_url[:2000],
        error=visit.error,
        error_detail=visit.error_detail[:300],
        elapsed_ms=visit.elapsed_ms,
        size_bytes=len(visit.body),
        content_sha256=report.content_sha256,
        text_sha256=report.text_sha256,
    )


def _add_quote_checks(quotes: dict[Evidence, QuoteMatch], check: LinkCheck) -> None:
    QuoteCheck.objects.bulk_create(
        QuoteCheck(
            visit=check, evidence=piece, state=match.state, matched=match.matched, score=match.score
        )
        for piece, match in quotes.items()
    )


def _put_back(claims: dict[UUID, Claim], lost: list[Evidence], check: LinkCheck) -> None:
    """Flag each verified claim once, whichever piece of its evidence was lost first."""
    for piece in lost:
        claim = claims.get(piece.claim_id)
        if claim is None or claim.status != Status.VERIFIED:
            continue
        is_dead = check.link_state == LinkState.DEAD
        change_status(
            claim,
            "flag",
            by=None,
            now=check.checked_at,
            cause=Cause.PAGE_DEAD if is_dead else Cause.QUOTE_MISSING,
            evidence=piece,
        )
