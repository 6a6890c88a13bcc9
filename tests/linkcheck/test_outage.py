"""When everybody fails at once, it is our own line that is down."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from claims.linkcheck.inspection import Order, inspect
from claims.linkcheck.outage import OUR_OUTAGE, OutageWatch, is_our_outage
from claims.linkcheck.visit import Hop, Visit

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def heard(number, status=200):
    url = f"https://h{number}.example/"
    return inspect(Order(url), Visit(url, url, status, AT, body=b"<p>Here</p>"))


def failed(number, error="dns"):
    url = f"https://h{number}.example/"
    return inspect(Order(url), Visit(url, url, None, AT, error=error))


def hosts(*numbers):
    return [f"h{number}.example" for number in numbers]


@pytest.mark.parametrize(
    ("failures", "answers", "is_ours"),
    [(5, 0, True), (5, 4, True), (5, 5, False), (4, 0, False), (1, 0, False), (60, 61, False)],
)
def test_our_line_is_down_when_most_of_at_least_five_hosts_fail(failures, answers, is_ours):
    assert is_our_outage(failures, answers) == is_ours


def test_what_answers_is_never_held_back():
    watch = OutageWatch(patience=20)

    assert watch.sift([heard(1), heard(2, 500)], hosts(3), now=0.0) == [heard(1), heard(2, 500)]


def test_a_failure_waits_for_those_who_were_asked_at_the_same_time():
    watch = OutageWatch(patience=20)

    assert watch.sift([failed(1)], hosts(2, 3), now=0.0) == []
    assert watch.sift([heard(2)], hosts(3), now=0.1) == [heard(2)]
    assert watch.sift([heard(3)], [], now=0.2) == [heard(3), failed(1)]


def test_a_failure_waits_no_longer_than_a_page_may_take():
    watch = OutageWatch(patience=20)
    watch.sift([failed(1)], hosts(2), now=0.0)

    assert watch.sift([], hosts(2), now=20.1) == [failed(1)]


def test_an_outage_counts_against_nobody_and_is_noticed():
    watch = OutageWatch(patience=20)

    settled = watch.sift([failed(n) for n in range(6)], [], now=0.0)

    assert {report.reason for report in settled} == {OUR_OUTAGE}
    assert {report.outcome for report in settled} == {"unreachable"}
    assert watch.noticed == (6, 0)


def test_a_host_that_answers_now_and_fails_then_speaks_for_our_line():
    watch = OutageWatch(patience=20)
    reports = [heard(n) for n in range(5)] + [failed(n) for n in range(5)]

    settled = watch.sift(reports, [], now=0.0)

    assert OUR_OUTAGE not in {report.reason for report in settled}
    assert watch.noticed is None


@pytest.mark.parametrize("error", ["robots_failed", "bad_response", "too_slow", "unsafe"])
def test_only_failures_of_the_network_speak_against_our_line(error):
    watch = OutageWatch(patience=20)

    settled = watch.sift([failed(n, error) for n in range(6)], [], now=0.0)

    assert [report.reason for report in settled] == [error] * 6


def test_a_redirect_to_a_host_that_is_down_shows_that_our_line_is_up():
    watch = OutageWatch(patience=20)
    reports = []
    for number in range(6):
        report = failed(number)
        hop = Hop(report.order.url, 301, "https://down.example/")
        reports.append(replace(report, visit=replace(report.visit, hops=(hop,))))

    watch.sift(reports, [], now=0.0)

    assert watch.noticed is None
