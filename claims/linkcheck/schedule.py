"""When a cited page is due again, and when we give up on it."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from claims.linkcheck.quote_search import QuoteMatch
from claims.vocabulary import LinkState, Outcome, QuoteState

HEALTHY_PAUSE = timedelta(days=30)
FIRST_RETRY = timedelta(hours=6)
OUTAGE_RETRY = timedelta(minutes=5)
VISITS_WITHOUT_QUOTE = 2


@dataclass(frozen=True)
class GivingUp:
    """How many visits of the same kind of failure, over how long, make a page dead."""

    visits: int
    over: timedelta


GONE = GivingUp(visits=2, over=timedelta(hours=24))
UNREACHABLE = GivingUp(visits=3, over=timedelta(days=9))

# Outcomes that are not here are good ones. Those without a rule never make a page dead.
FAILURES: dict[Outcome, GivingUp | None] = {
    Outcome.GONE: GONE,
    Outcome.SOFT_404: GONE,
    Outcome.UNREACHABLE: UNREACHABLE,
    Outcome.THROTTLED: None,
    Outcome.BLOCKED: None,
    Outcome.NOT_ALLOWED: None,
    Outcome.UNSAFE: None,
}
STATES = {
    Outcome.ALIVE: LinkState.ALIVE,
    Outcome.MOVED: LinkState.MOVED,
    Outcome.BLOCKED: LinkState.BLOCKED,
    Outcome.NOT_ALLOWED: LinkState.BLOCKED,
    Outcome.UNSAFE: LinkState.UNSAFE,
}


@dataclass(frozen=True)
class PageRecord:
    """What is remembered of a page between visits.

    `failures` counts the last visits in a row that failed in the same way, without those that
    came less than `FIRST_RETRY` after another, and `first_failed_at` is the first of them; 0
    and None after a good one. `last_checked_at` is the last visit, whatever came of it.
    """

    link_state: LinkState = LinkState.UNCHECKED
    failures: int = 0
    first_failed_at: datetime | None = None
    last_outcome: Outcome | None = None
    next_check_at: datetime | None = None
    last_checked_at: datetime | None = None


@dataclass(frozen=True)
class QuoteRecord:
    """What is remembered of a quote; `misses` counts the visits in a row without it."""

    state: QuoteState = QuoteState.UNKNOWN
    misses: int = 0


def after_visit(
    record: PageRecord,
    outcome: Outcome,
    *,
    now: datetime,
    retry_after: timedelta | None = None,
    misses_quote: bool = False,
) -> PageRecord:
    """Return what to remember of a page after a visit at `now`.

    `misses_quote` says that a quote was not on it for the first time: the page is visited
    again soon, since one visit proves nothing. Leave it False once the quote is missing.
    """
    failures, since = _streak(record, outcome, now)
    pause = max(pause_after(failures), min(retry_after or timedelta(), HEALTHY_PAUSE))
    if misses_quote:
        pause = min(pause, max(FIRST_RETRY, retry_after or timedelta()))
    return PageRecord(
        link_state=_state(record, outcome, since, now),
        failures=failures,
        first_failed_at=since,
        last_outcome=outcome,
        next_check_at=now + pause,
        last_checked_at=now,
    )


def after_our_outage(record: PageRecord, *, now: datetime) -> PageRecord:
    """Return what to remember after a visit that failed with all the others: come again soon."""
    return replace(record, next_check_at=now + OUTAGE_RETRY)


def pause_after(failures: int) -> timedelta:
    """Return how long to wait after so many failures in a row.

    A healthy page waits 30 days; a failing one 6 h, 12 h, 24 h, ... up to 30 days, so that
    one bad night at a publisher does not mark its pages as dead.
    """
    if failures == 0:
        return HEALTHY_PAUSE
    return min(FIRST_RETRY * (1 << min(failures - 1, 10)), HEALTHY_PAUSE)


def quote_after_visit(record: QuoteRecord, match: QuoteMatch) -> QuoteRecord:
    """Return what to remember of a quote; it is missing only after two visits in a row."""
    if match.state == QuoteState.UNKNOWN:
        return record
    if match.state != QuoteState.MISSING:
        return QuoteRecord(match.state)
    misses = record.misses + 1
    return QuoteRecord(match.state if misses >= VISITS_WITHOUT_QUOTE else record.state, misses)


def _streak(record: PageRecord, outcome: Outcome, now: datetime) -> tuple[int, datetime | None]:
    """Return length and beginning of the present row of like failures, (0, None) if none.

    Another kind of failure begins a new row: 404 yesterday and a timeout today prove neither.
    """
    if outcome not in FAILURES:
        return 0, None
    if record.first_failed_at is None or not _is_like(record.last_outcome, outcome):
        return 1, now
    failures = record.failures if _is_hasty(record, now) else record.failures + 1
    return max(failures, 1), record.first_failed_at


def _is_hasty(record: PageRecord, now: datetime) -> bool:
    """Whether a failure comes so soon after another that it proves nothing more.

    Whoever asks again and again within minutes must not put off the next visit by weeks.
    """
    # After a single failure, the one that counted is known; later ones are measured from the
    # last visit, so that a page asked for every hour gets no further than its second.
    before = record.first_failed_at if record.failures == 1 else record.last_checked_at
    return before is not None and now - before < FIRST_RETRY


def _is_like(before: Outcome | None, outcome: Outcome) -> bool:
    if before is None:
        return False
    return before == outcome or (
        FAILURES.get(before) is not None and FAILURES.get(before) == FAILURES[outcome]
    )


def _state(
    record: PageRecord, outcome: Outcome, since: datetime | None, now: datetime
) -> LinkState:
    if outcome in STATES:
        return STATES[outcome]
    rule = FAILURES[outcome]
    # This visit is one more than those before it that count, however soon it came.
    visits = record.failures + 1
    if rule and since and visits >= rule.visits and now - since >= rule.over:
        return LinkState.DEAD
    # A server that is busy or down says nothing new of a page already given up or blocked.
    if record.link_state == LinkState.DEAD:
        return LinkState.DEAD
    if record.link_state == LinkState.BLOCKED and outcome == Outcome.THROTTLED:
        return LinkState.BLOCKED
    return LinkState.FAILING
