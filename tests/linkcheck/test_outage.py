"""When everybody fails at once, it is our own line that is down."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

import pytest

from claims.linkcheck.inspection import Order, Witness, inspect
from claims.linkcheck.outage import OUR_OUTAGE, OutageWatch, is_our_outage
from claims.linkcheck.visit import Hop, Visit

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
INSIDE = partial(Order, is_public=False)


def url(number):
    return f"https://h{number}.example/"


def heard(number, status=200, order=Order):
    visit = Visit(url(number), url(number), status, AT, body=b"<p>Here</p>")
    return inspect(order(url(number)), visit)


def failed(number, error="dns", order=Order):
    return inspect(order(url(number)), Visit(url(number), url(number), None, AT, error=error))


def hosts(*numbers):
    return [f"h{number}.example" for number in numbers]


def witnesses(*numbers):
    return [Witness(url(number)) for number in numbers]


def reasons(reports):
    return [report.reason for report in reports]


@pytest.mark.parametrize(
    ("failures", "answers", "is_ours"),
    [(5, 0, True), (5, 4, True), (5, 5, False), (4, 0, False), (1, 0, False), (60, 61, False)],
)
def test_without_witnesses_our_line_is_down_when_most_of_at_least_five_hosts_fail(
    failures, answers, is_ours
):
    assert is_our_outage(failures, answers) == is_ours


@pytest.mark.parametrize(
    ("failures", "silent", "answering", "is_ours"),
    [
        pytest.param(1, 5, 0, True, id="one fails, and all who answered lately"),
        pytest.param(1, 2, 0, True, id="a desk of three hosts"),
        pytest.param(1, 1, 0, False, id="a desk of two hosts, which may both be down"),
        pytest.param(4, 1, 0, True, id="five in all"),
        pytest.param(60, 0, 1, False, id="sixty dead hosts, and one that answers"),
        pytest.param(60, 2, 2, False, id="as many witnesses for our line as against it"),
        pytest.param(6, 3, 2, True, id="most witnesses are silent"),
    ],
)
def test_witnesses_decide_whether_hosts_that_fail_together_are_dead(
    failures, silent, answering, is_ours
):
    verdict = is_our_outage(failures, 0, witnesses_failed=silent, witnesses_heard=answering)

    assert verdict == is_ours


@pytest.fixture
def watch():
    return OutageWatch(patience=20)


def test_what_answers_is_never_held_back(watch):
    assert watch.sift([heard(1), heard(2, 500)], hosts(3), now=0.0) == [heard(1), heard(2, 500)]


def test_a_failure_waits_for_those_who_were_asked_at_the_same_time(watch):
    assert watch.sift([failed(1)], hosts(2, 3), now=0.0) == []
    assert watch.sift([heard(2)], hosts(3), now=0.1) == [heard(2)]
    assert watch.sift([heard(3)], [], now=0.2) == [heard(3), failed(1)]
    assert not watch.wants_witnesses


def test_a_failure_waits_no_longer_than_a_page_may_take(watch):
    watch.sift([failed(1)], hosts(2, 3), now=0.0)
    watch.sift([heard(2)], hosts(3), now=0.1)

    assert watch.sift([], hosts(3), now=20.1) == [failed(1)]


def test_where_most_are_silent_others_are_asked_before_anybody_is_blamed(watch):
    assert watch.sift([failed(1)], [], now=0.0) == []

    assert watch.wants_witnesses
    assert watch.call(witnesses(7, 8), now=0.0) == []
    assert not watch.wants_witnesses
    assert watch.sift([failed(7, order=Witness)], hosts(8), now=0.1) == []
    assert watch.sift([heard(8, order=Witness)], [], now=0.2) == [failed(1)]
    assert watch.noticed is None


def test_where_nobody_could_be_asked_a_few_failures_count(watch):
    watch.sift([failed(1), failed(2)], [], now=0.0)

    assert watch.call([], now=0.0) == [failed(1), failed(2)]


def test_an_outage_counts_against_nobody_and_is_noticed(watch):
    watch.sift([failed(n) for n in range(6)], [], now=0.0)

    settled = watch.call([], now=0.0)

    assert reasons(settled) == [OUR_OUTAGE] * 6
    assert {report.outcome for report in settled} == {"unreachable"}
    assert watch.noticed == (6, 0)


def test_an_outage_that_witnesses_confirm_is_noticed_with_all_who_were_silent(watch):
    watch.sift([failed(1)], [], now=0.0)
    watch.call(witnesses(7, 8), now=0.0)

    settled = watch.sift([failed(7, order=Witness), failed(8, order=Witness)], None, now=0.1)

    assert reasons(settled) == [OUR_OUTAGE]
    assert watch.noticed == (3, 0)


def test_the_stragglers_of_an_outage_count_against_nobody_either(watch):
    watch.sift([failed(n) for n in range(6)], [], now=0.0)
    watch.call([], now=0.0)

    assert reasons(watch.sift([failed(6)], [], now=1.0)) == [OUR_OUTAGE]


def test_who_fails_after_our_line_came_back_is_blamed(watch):
    watch.sift([failed(n) for n in range(6)], [], now=0.0)
    watch.call([], now=0.0)

    assert watch.sift([heard(7), heard(8), failed(6)], [], now=1.0)[2:] == [failed(6)]


def test_witnesses_that_never_tell_are_not_awaited_for_ever(watch):
    watch.sift([failed(1)], [], now=0.0)
    watch.call(witnesses(7, 8), now=5.0)

    assert watch.sift([], hosts(7, 8), now=25.0) == []
    assert watch.sift([], hosts(7, 8), now=25.1) == [failed(1)]


def test_when_nothing_is_under_way_any_more_nobody_is_awaited(watch):
    watch.sift([failed(1), heard(2)], hosts(2, 3), now=0.0)

    assert watch.sift([], None, now=0.1) == [failed(1)]


def test_a_host_that_answers_now_and_fails_then_speaks_for_our_line(watch):
    reports = [heard(n) for n in range(5)] + [failed(n) for n in range(5)]

    settled = watch.sift(reports, [], now=0.0)

    assert OUR_OUTAGE not in reasons(settled)
    assert watch.noticed is None


@pytest.mark.parametrize("error", ["robots_failed", "bad_response", "too_slow", "unsafe"])
def test_only_failures_of_the_network_speak_against_our_line(watch, error):
    settled = watch.sift([failed(n, error) for n in range(6)], [], now=0.0)

    assert reasons(settled) == [error] * 6


@pytest.mark.parametrize("error", ["robots", "unsafe", "host_busy"])
def test_who_was_not_asked_does_not_speak_for_our_line(watch, error):
    """What a robots.txt forbids was read yesterday; a cable may be out since."""
    watch.sift([failed(n, error) for n in range(6)], [], now=0.0)

    assert not watch.heard_anybody
    watch.sift([failed(n) for n in range(7, 12)], [], now=0.1)
    watch.sift([failed(n, error) for n in range(6)], [], now=0.1)
    assert reasons(watch.call([], now=0.2)) == [OUR_OUTAGE] * 5


def test_a_redirect_to_a_host_that_is_down_shows_that_our_line_is_up(watch):
    reports = []
    for number in range(6):
        report = failed(number)
        hop = Hop(report.order.url, 301, "https://down.example/")
        reports.append(replace(report, visit=replace(report.visit, hops=(hop,))))

    watch.sift(reports, [], now=0.0)

    assert watch.noticed is None
    assert watch.heard_anybody


def test_who_answers_from_inside_our_network_does_not_vouch_for_the_web(watch):
    """A machine without internet asks forty hosts of the web, and itself."""
    inside = Witness(url(41), is_public=False)
    watch.sift([failed(n) for n in range(40)] + [heard(40, order=INSIDE)], [], now=0.0)
    watch.call([inside], now=0.0)

    settled = watch.sift([heard(41, order=partial(Witness, is_public=False))], [], now=0.1)

    assert reasons(settled) == [OUR_OUTAGE] * 40
    assert watch.noticed == (40, 0)


def test_the_web_stays_down_when_only_hosts_inside_our_network_answer(watch):
    watch.sift([failed(n) for n in range(6)], [], now=0.0)
    watch.call([], now=0.0)

    settled = watch.sift([failed(6), heard(7, order=INSIDE)], [], now=1.0)

    assert reasons(settled)[1:] == [OUR_OUTAGE]


@pytest.mark.parametrize(
    ("reports", "was_up"),
    [
        pytest.param([heard(1)], True, id="the web answers"),
        pytest.param([heard(1), failed(2)], True, id="some of the web answers"),
        pytest.param([heard(1, order=INSIDE)], True, id="only hosts inside were asked"),
        pytest.param([heard(1, order=INSIDE), failed(2)], False, id="the web is silent"),
        pytest.param([failed(2)], False, id="nobody answers"),
    ],
)
def test_an_answer_from_inside_ends_no_outage_while_the_web_is_silent(watch, reports, was_up):
    watch.sift(reports, [], now=0.0)

    assert watch.heard_anybody == was_up


def test_hosts_inside_our_network_that_fail_while_the_web_answers_are_to_blame(watch):
    reports = [failed(n, order=INSIDE) for n in range(6)] + [heard(n) for n in range(6, 12)]

    settled = watch.sift(reports, [], now=0.0)

    assert OUR_OUTAGE not in reasons(settled)
    assert watch.noticed is None


def test_where_nothing_answers_hosts_inside_our_network_are_not_to_blame(watch):
    watch.sift([failed(n, order=INSIDE) for n in range(6)], [], now=0.0)

    assert reasons(watch.call([], now=0.0)) == [OUR_OUTAGE] * 6


def test_a_host_inside_that_fails_beside_its_like_is_blamed_though_the_web_is_down(watch):
    alone, others = failed(30, order=INSIDE), [heard(n, order=INSIDE) for n in range(20, 28)]
    watch.sift([failed(n) for n in range(6)] + [alone, *others], [], now=0.0)

    assert reasons(watch.call([], now=0.0)) == [OUR_OUTAGE] * 6 + ["dns"]
