from dataclasses import dataclass, field
from http import HTTPStatus

from claims.linkcheck.inspection import Report
from claims.linkcheck.outage import OUR_OUTAGE
from claims.linkcheck.quote_search import QuoteMatch
from claims.linkcheck.schedule import (
    PageRecord,
    QuoteRecord,
    after_our_outage,
    after_visit,
    quote_after_visit,
)
from claims.models import CitedPage, Evidence, LinkCheck, QuoteCheck
from claims.vocabulary import GOOD_OUTCOMES, LinkState, Outcome, QuoteState


@dataclass
class VisitedPage:
    """A page locked to be written, what a visit found on it, and the evidence that cites it.

    `leased` is the page as it was when the visit began; the report's quotes are those of its
    prefetched evidence. `pieces` are what stands now, some of it newer. `is_needed` if
    some claim relies on the page: others are visited only when a person asks.
    """

    page: CitedPage
    leased: CitedPage
    report: Report
    pieces: list[Evidence]
    is_needed: bool
    lost: list[Evidence] = field(default_factory=list)
    """Pieces that this visit took from their claims."""
    requoted: list[Evidence] = field(default_factory=list)
    """Pieces of which something new is known."""
    is_news: bool = False
    """Whether the page is not what the documents of its claims say of it."""

    def __post_init__(self) -> None:
        cited = self.leased.standing_evidence
        matches = {p.pk: m for p, m in zip(cited, self.report.quotes, strict=True)}
        for piece in self.pieces:
            piece.page = self.page
        self.sought = {
            piece.pk: matches[piece.pk]
            for piece in self.pieces
            if piece.pk in matches and matches[piece.pk].state != QuoteState.UNKNOWN
        }

    def judge(self) -> None:
        """Bring page and evidence up to date; nothing is written yet."""
        were_lost = {piece.pk for piece in self.pieces if piece.is_lost}
        for piece in self.pieces:
            if piece.pk in self.sought:
                self._note_quote(piece, self.sought[piece.pk])
        shown = self.page.link_state, self.page.title
        self._note_visit(self._record())
        self.is_news = bool(self.requoted) or shown != (self.page.link_state, self.page.title)
        self.lost = [piece for piece in self.pieces if piece.is_lost and piece.pk not in were_lost]

    @property
    def has_every_quote(self) -> bool:
        """Whether each passage that is quoted stands in what this visit brought."""
        found = {key for key, match in self.sought.items() if match.state == QuoteState.FOUND}
        return all(piece.pk in found for piece in self.pieces if piece.quote)

    def check(self) -> LinkCheck:
        """Return the row of the visit, not saved."""
        visit, report, lease = self.report.visit, self.report, self.leased.lease
        assert lease is not None  # only a leased page is visited
        return LinkCheck(
            page=self.page,
            lease=lease,
            checked_at=visit.visited_at,
            outcome=report.outcome,
            reason=report.reason,
            link_state=self.page.link_state,
            http_status=visit.http_status,
            hops=[[hop.status, hop.url, hop.location] for hop in visit.hops],
            final_url=visit.final_url[:2000],
            error=visit.error,
            error_detail=visit.error_detail[:300],
            elapsed_ms=visit.elapsed_ms,
            size_bytes=visit.size_bytes,
            content_sha256=report.content_sha256,
            text_sha256=report.text_sha256,
        )

    def quote_checks(self, check: LinkCheck) -> list[QuoteCheck]:
        """Return a row for each passage that was looked for, not saved."""
        return [
            QuoteCheck(
                visit=check,
                evidence_id=key,
                state=match.state,
                matched=match.matched,
                score=match.score,
            )
            for key, match in self.sought.items()
        ]

    def _note_quote(self, piece: Evidence, match: QuoteMatch) -> None:
        """The visits are the history of this, it is no edit by a person."""
        before = QuoteRecord(QuoteState(piece.quote_state), piece.quote_misses)
        after = quote_after_visit(before, match)
        known = (before, piece.matched, piece.says_otherwise)
        if known != (after, match.matched, match.says_otherwise):
            piece.quote_state, piece.quote_misses = after.state, after.misses
            piece.matched, piece.says_otherwise = match.matched, match.says_otherwise
            self.requoted.append(piece)

    def _record(self) -> PageRecord:
        before = PageRecord(
            link_state=LinkState(self.page.link_state),
            failures=self.page.failures,
            first_failed_at=self.page.first_failed_at,
            last_outcome=Outcome(self.page.last_outcome) if self.page.last_outcome else None,
            last_checked_at=self.page.last_checked_at,
        )
        visit = self.report.visit
        if self.report.reason == OUR_OUTAGE:
            return after_our_outage(before, now=visit.visited_at)
        return after_visit(
            before,
            self.report.outcome,
            now=visit.visited_at,
            retry_after=visit.retry_after,
            misses_quote=any(self._misses_once(piece) for piece in self.pieces),
        )

    def _misses_once(self, piece: Evidence) -> bool:
        """Whether one more visit must tell if the quote is really missing."""
        was_sought = piece.pk in self.sought
        return was_sought and piece.quote_misses > 0 and piece.quote_state != QuoteState.MISSING

    def _note_visit(self, record: PageRecord) -> None:
        page, report = self.page, self.report
        # Who asked for a visit, or gave the page up, while this one was under way, has his way.
        if page.next_check_at == self.leased.next_check_at and page.next_check_at is not None:
            is_over = report.reason != OUR_OUTAGE and not self.is_needed
            page.next_check_at = None if is_over else record.next_check_at
        page.link_state = record.link_state
        page.failures, page.first_failed_at = record.failures, record.first_failed_at
        page.last_outcome = record.last_outcome or ""
        page.last_checked_at = report.visit.visited_at
        page.lease, page.leased_until = None, None
        if report.outcome in GOOD_OUTCOMES and report.visit.http_status == HTTPStatus.OK:
            self._keep_what_came()

    def _keep_what_came(self) -> None:
        page, report = self.page, self.report
        if report.page is not None and report.page.title:
            page.title = report.page.title[:500]
        page.final_url, page.copied_sha256 = report.visit.final_url[:2000], report.content_sha256
        # What lacks a passage, or was not searched for it, is asked for whole and read again.
        headers = report.visit.headers if self.has_every_quote else {}
        page.etag = _whole(headers.get("etag", ""), 300)
        page.last_modified = _whole(headers.get("last-modified", ""), 100)
        page.text_sha256 = report.text_sha256 if self.has_every_quote else ""


def _whole(validator: str, most: int) -> str:
    """Return the validator, or "" where it is too long to be kept: a part of it is another."""
    return validator if len(validator) <= most else ""
