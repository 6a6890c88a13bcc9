"""When a page is visited again, and when it is given up."""

from datetime import UTC, datetime, timedelta

import pytest

from claims.linkcheck.quote_search import QuoteMatch
from claims.linkcheck.schedule import (
    PageRecord,
    QuoteRecord,
    after_visit,
    pause_after,
    quote_after_visit,
)
from claims.vocabulary import LinkState, Outcome, QuoteState

START = datetime(2024, 9, 2, 10, 0, tzinfo=UTC)
ALIVE = PageRecord(LinkState.ALIVE, last_outcome=Outcome.ALIVE)


def states_after(*visits, record=ALIVE):
    """Return the link states after visits of (hours since the start, outcome)."""
    states = []
    for hours, outcome in visits:
        record = after_visit(record, Outcome(outcome), now=START + timedelta(hours=hours))
        states.append(record.link_state.value)
    return states


@pytest.mark.parametrize("outcome", ["gone", "soft_404", "unreachable", "throttled"])
def test_one_failure_never_means_dead(outcome):
    assert states_after((0, outcome)) == ["failing"]
    assert states_after((0, outcome), record=PageRecord()) == ["failing"]


@pytest.mark.parametrize(
    ("visits", "states"),
    [
        ([(0, "gone"), (23, "gone")], ["failing", "failing"]),
        ([(0, "gone"), (24, "gone")], ["failing", "dead"]),
        ([(0, "gone"), (24, "soft_404")], ["failing", "dead"]),
        ([(0, "soft_404"), (24, "soft_404")], ["failing", "dead"]),
        ([(0, "gone"), (6, "gone"), (24, "gone")], ["failing", "failing", "dead"]),
        ([(0, "gone"), (24, "alive"), (48, "gone")], ["failing", "alive", "failing"]),
        ([(0, "gone"), (24, "unreachable")], ["failing", "failing"]),
        ([(0, "unreachable"), (48, "gone")], ["failing", "failing"]),
        ([(0, "throttled"), (48, "gone")], ["failing", "failing"]),
        ([(0, "unreachable"), (216, "unreachable")], ["failing", "failing"]),
        (
            [(0, "unreachable"), (6, "unreachable"), (215, "unreachable")],
            ["failing", "failing", "failing"],
        ),
        (
            [(0, "unreachable"), (6, "unreachable"), (216, "unreachable")],
            ["failing", "failing", "dead"],
        ),
        (
            [(0, "unreachable"), (6, "blocked"), (216, "unreachable")],
            ["failing", "blocked", "failing"],
        ),
        ([(0, "throttled"), (500, "throttled"), (1000, "throttled")], ["failing"] * 3),
        ([(0, "blocked"), (500, "blocked"), (1000, "blocked")], ["blocked"] * 3),
        ([(0, "not_allowed"), (500, "not_allowed")], ["blocked", "blocked"]),
        ([(0, "unsafe"), (500, "unsafe"), (1000, "alive")], ["unsafe", "unsafe", "alive"]),
        ([(0, "gone"), (0.1, "gone"), (24, "gone")], ["failing", "failing", "dead"]),
        (
            [(hour, "gone") for hour in range(0, 26, 5)] + [(26, "alive")],
            ["failing"] * 5 + ["dead", "alive"],
        ),
        (
            [(0, "unreachable"), (215.9, "unreachable"), (216, "unreachable")],
            ["failing", "failing", "dead"],
        ),
        (
            [(0, "unreachable"), (0.1, "unreachable"), (216, "unreachable")],
            ["failing", "failing", "failing"],
        ),
        ([(hour, "unreachable") for hour in range(217)], ["failing"] * 216 + ["dead"]),
        ([(0, "moved"), (24, "gone")], ["moved", "failing"]),
        ([(0, "blocked"), (6, "throttled")], ["blocked", "blocked"]),
    ],
)
def test_a_page_is_given_up_only_after_enough_visits_over_enough_time(visits, states):
    assert states_after(*visits) == states


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        ("alive", "alive"),
        ("moved", "moved"),
        ("gone", "dead"),
        ("unreachable", "dead"),
        ("throttled", "dead"),
        ("blocked", "blocked"),
        ("unsafe", "unsafe"),
    ],
)
def test_a_dead_page_stays_dead_until_it_says_otherwise(outcome, state):
    dead = PageRecord(LinkState.DEAD, 3, START, Outcome.GONE)

    assert states_after((999, outcome), record=dead) == [state]


def test_a_good_visit_forgets_the_failures():
    failing = PageRecord(LinkState.FAILING, 2, START, Outcome.UNREACHABLE)

    record = after_visit(failing, Outcome.ALIVE, now=START)

    next_check_at = START + timedelta(days=30)
    assert record == PageRecord(LinkState.ALIVE, 0, None, Outcome.ALIVE, next_check_at, START)


@pytest.mark.parametrize(
    ("failures", "hours"),
    [(0, 720), (1, 6), (2, 12), (3, 24), (4, 48), (5, 96), (7, 384), (8, 720), (9999, 720)],
)
def test_a_failing_page_is_visited_less_and_less_often(failures, hours):
    assert pause_after(failures) == timedelta(hours=hours)


def test_failures_of_one_kind_are_counted_from_the_first():
    first = after_visit(ALIVE, Outcome.GONE, now=START)
    second = after_visit(first, Outcome.SOFT_404, now=START + timedelta(hours=6))

    assert (first.failures, first.first_failed_at) == (1, START)
    assert first.next_check_at == START + timedelta(hours=6)
    assert (second.failures, second.first_failed_at) == (2, START)
    assert second.next_check_at == START + timedelta(hours=18)


@pytest.mark.parametrize("outcome", [Outcome.BLOCKED, Outcome.SOFT_404, Outcome.UNREACHABLE])
def test_impatience_does_not_put_off_the_next_visit(outcome):
    record = ALIVE
    for minutes in range(8):
        record = after_visit(record, outcome, now=START + timedelta(minutes=minutes))

    assert (record.failures, record.first_failed_at) == (1, START)
    assert record.next_check_at == START + timedelta(hours=6, minutes=7)


def test_a_failure_right_after_a_good_visit_is_the_first_of_its_row():
    good = after_visit(PageRecord(), Outcome.ALIVE, now=START)

    record = after_visit(good, Outcome.GONE, now=START + timedelta(minutes=1))

    assert (record.failures, record.first_failed_at) == (1, START + timedelta(minutes=1))


def test_visits_count_from_six_hours_apart():
    first = after_visit(ALIVE, Outcome.GONE, now=START)

    hasty = after_visit(first, Outcome.GONE, now=START + timedelta(hours=5, minutes=59))
    patient = after_visit(first, Outcome.GONE, now=START + timedelta(hours=6))

    assert (hasty.failures, patient.failures) == (1, 2)


@pytest.mark.parametrize(
    ("retry_after", "hours"),
    [
        (timedelta(minutes=2), 6),
        (timedelta(hours=7), 7),
        (timedelta(days=400), 720),
        (None, 6),
    ],
)
def test_a_server_that_names_a_time_is_not_visited_before_it(retry_after, hours):
    record = after_visit(ALIVE, Outcome.THROTTLED, now=START, retry_after=retry_after)

    assert record.next_check_at == START + timedelta(hours=hours)


def test_a_page_without_its_quote_is_visited_again_soon():
    record = after_visit(ALIVE, Outcome.ALIVE, now=START, misses_quote=True)

    assert (record.link_state, record.next_check_at) == (
        LinkState.ALIVE,
        START + timedelta(hours=6),
    )


@pytest.mark.parametrize("before", [QuoteState.UNKNOWN, QuoteState.FOUND, QuoteState.ALTERED])
def test_a_quote_is_missing_only_after_two_visits(before):
    missing = QuoteMatch(QuoteState.MISSING)

    once = quote_after_visit(QuoteRecord(before), missing)
    twice = quote_after_visit(once, missing)

    assert (once, twice) == (QuoteRecord(before, 1), QuoteRecord(QuoteState.MISSING, 2))


@pytest.mark.parametrize("state", [QuoteState.FOUND, QuoteState.ALTERED])
def test_a_quote_that_is_seen_again_is_missing_no_more(state):
    match = QuoteMatch(state, "wording", 0.9)

    assert quote_after_visit(QuoteRecord(QuoteState.MISSING, 5), match) == QuoteRecord(state, 0)


def test_a_visit_that_could_not_look_changes_nothing_about_a_quote():
    record = QuoteRecord(QuoteState.FOUND, 1)

    assert quote_after_visit(record, QuoteMatch(QuoteState.UNKNOWN)) == record
