"""The truth beside the benchmark's list: always the same, and it would notice what is wrong."""

import pytest

from benchmarks.cases import Case, cases, patience_seconds, prompt_cases
from benchmarks.contest import Contest
from benchmarks.newsroom import furnish
from benchmarks.script import Script
from benchmarks.truth import differences, false_dead
from claims.models import CitedPage, LinkCheck


def addresses(count: int, kind: str = "") -> dict[str, Case]:
    listed = Contest(count=count, seed=1, timeout=1.0, port=8080).addresses()
    return {url: case for url, case in listed.items() if kind in ("", case.kind.name)}


def test_a_seed_always_makes_the_same_list():
    assert cases(300, seed=7) == cases(300, seed=7)
    assert cases(300, seed=7) != cases(300, seed=8)


def test_every_address_of_a_list_is_there_once():
    listed = addresses(5000)

    assert len(listed) == 5000
    assert len(addresses(5000, kind="s404")) == 400
    assert len(addresses(5000, kind="big")) == 5


def test_the_prompt_list_lacks_what_only_a_limit_in_time_ends():
    missing = {*cases(5000, seed=1)} - {*prompt_cases(5000, seed=1)}

    assert {case.kind.name for case in missing} == {"drip", "never"}
    assert len(missing) == 10


def test_the_slowest_host_is_known_in_advance():
    slow, never, page = (
        next(case for case in cases(60, seed=1) if case.kind.name == name)
        for name in ("slow", "never", "page")
    )

    assert patience_seconds([slow], timeout=2.0) == 0.5
    assert patience_seconds([never, never], timeout=2.0) == 4.0
    assert patience_seconds([page], timeout=2.0) == 0.0


def test_a_page_says_something_else_once_it_is_turned():
    listed = addresses(60, kind="changed")
    script = Script(Contest(count=60, seed=1, timeout=1.0))
    (case, *_) = listed.values()
    before = script.at(case.path)

    script.turn_page()

    after = script.at(case.path)
    assert (before.head, bytes(before.rest)) != (after.head, bytes(after.rest))
    assert case.quote.encode() in after.head


@pytest.mark.django_db
def test_a_page_that_was_never_visited_is_told():
    listed = addresses(30)
    furnish(listed)

    wrong = differences(listed, 0)

    assert len(wrong) == 30
    assert wrong[0] == f"{next(iter(listed))}: 0 checks, not 1"


@pytest.mark.django_db
def test_a_wrong_outcome_and_a_page_given_up_too_early_are_told(now):
    listed = dict([next(iter(addresses(60, kind="s404").items()))])
    furnish(listed)
    page = CitedPage.objects.get()
    LinkCheck.objects.create(page=page, checked_at=now, outcome="gone", link_state="dead")
    page.link_state, page.last_outcome = "dead", "gone"
    page.last_checked_at = page.next_check_at = now
    page.save()

    (wrong,) = differences(listed, 0)

    assert "('gone', 'dead', 'unknown'), not ('gone', 'failing', 'unknown')" in wrong
    assert false_dead(listed, 0) == 1
    assert false_dead(listed, 1) == 0


@pytest.mark.django_db
def test_a_page_asked_again_before_its_retry_after_is_told(now):
    listed = dict([next(iter(addresses(60, kind="s429").items()))])
    furnish(listed)
    page = CitedPage.objects.get()
    LinkCheck.objects.create(page=page, checked_at=now, outcome="throttled", link_state="failing")
    page.link_state, page.last_outcome = "failing", "throttled"
    page.last_checked_at = page.next_check_at = now
    page.save()

    (wrong,) = differences(listed, 0)

    assert wrong.endswith(": due after 0:00:00, against its Retry-After")
