"""One worker's visits under one lease."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from threading import Event
from uuid import uuid4

import pytest
from django.utils import timezone
from django.utils.module_loading import import_string

from claims.actions import visiting_shift
from claims.actions.check_pages import check_due_pages
from claims.actions.visiting_shift import VisitingShift
from claims.models import CitedPage, LinkCheck, WebHost
from tests.actions.country import PAGE, Country
from tests.web import Reply, redirect

pytestmark = pytest.mark.django_db


@pytest.fixture
def found_country(settings, tmp_path) -> Iterator[Callable[[int], Country]]:
    countries = []

    def found(size: int) -> Country:
        countries.append(Country(settings, size, now=timezone.now()))
        return countries[-1]

    yield found
    for country in countries:
        country.close()


def shift(**limits):
    return VisitingShift(CitedPage.objects.due, now=timezone.now(), **limits)


def test_a_shift_visits_what_is_due_and_is_done(found_country):
    found_country(3)
    visiting = shift()

    checks = list(visiting.checks())

    assert [check.outcome for check in checks] == ["alive"] * 3
    assert visiting.is_done
    assert not visiting.met_outage


def test_a_shift_visits_no_more_pages_than_it_was_told(found_country, settings):
    settings.LINKCHECK_BATCH = 2
    country = found_country(4)

    checks = list(shift(limit=3).checks())

    assert (len(checks), country.requests()) == (3, 3)
    assert CitedPage.objects.filter(lease=None).count() == 4


def test_a_shift_that_runs_out_of_time_is_not_done(found_country, settings, monkeypatch):
    """Whoever asked for all these pages begins another one."""
    settings.LINKCHECK_BATCH = settings.LINKCHECK_CONCURRENCY = 1
    monkeypatch.setattr(visiting_shift, "GROUP", 1)
    found_country(12)
    visiting = shift()

    checks = visiting.checks()
    next(checks)
    monkeypatch.setattr(visiting_shift, "TAKES_MORE_FOR", timedelta(0))

    assert 1 + len(list(checks)) < 12
    assert not visiting.is_done


def test_a_shift_takes_up_more_while_a_slow_host_is_under_way(found_country, settings):
    """All others are visited and stored before the one that was due first has answered."""
    settings.LINKCHECK_BATCH = settings.LINKCHECK_CONCURRENCY = 2
    country = found_country(6)
    others_are_stored = Event()
    country.script(0)["/"] = Reply(PAGE, holds_until=others_are_stored)

    checks = []
    for check in shift().checks():
        checks.append(check)
        if len(checks) == 5:
            others_are_stored.set()

    assert [check.outcome for check in checks] == ["alive"] * 6
    assert checks[-1].page == country.page(0)


def test_a_host_that_many_pages_wait_for_delays_no_other(found_country, settings):
    """Forty pages of one host were due first; no batch but the last ends with them."""
    settings.LINKCHECK_HOST_PAUSE, settings.LINKCHECK_BATCH = 0.02, 10
    country = found_country(5)
    earlier = timezone.now() - timedelta(hours=1)
    for number in range(40):
        country.add_page(0, f"/{number}", now=earlier)

    order = [check.page.host_id for check in shift().checks()]

    crowded = country.page(0).host_id
    assert len(order) == 45
    assert max(place for place, host in enumerate(order) if host != crowded) < 40


def test_hosts_that_say_nothing_and_have_many_pages_leave_lines_to_others(found_country, settings):
    """Two hosts with ten pages each were due first, and fill the first batches."""
    settings.LINKCHECK_BATCH, settings.LINKCHECK_CONCURRENCY = 20, 3
    country = found_country(8)
    others_are_stored = Event()
    earlier = timezone.now() - timedelta(hours=1)
    for silent in (0, 1):
        country.script(silent)["/0"] = Reply(PAGE, holds_until=others_are_stored)
        for number in range(10):
            country.add_page(silent, f"/{number}", now=earlier)

    stored = []
    for check in shift().checks():
        stored.append(check.page.host_id)
        if len(stored) == 6:
            others_are_stored.set()

    silent_hosts = {country.page(0).host_id, country.page(1).host_id}
    assert len(stored) == 28
    assert not silent_hosts & {*stored[:6]}


@pytest.mark.parametrize(
    "failing",
    ["claims.linkcheck.inspection.read_page", "claims.actions.archive_visits._can_be_kept"],
)
def test_a_page_that_we_fail_at_stops_no_other_and_is_left_alone_for_hours(
    found_country, monkeypatch, failing, caplog
):
    country = found_country(3)
    country.script(1)["/"] = PAGE + "<!-- odd -->"
    works = import_string(failing)

    def fails_at_the_odd(*asked):
        if "odd" in str(asked):
            raise RecursionError
        return works(*asked)

    monkeypatch.setattr(failing, fails_at_the_odd)
    checks = list(shift().checks())

    assert {check.page for check in checks} == {country.page(0), country.page(2)}
    assert country.page(1).lease is None
    assert country.page(1).next_check_at > timezone.now() + timedelta(hours=5)
    assert country.page(1).url in caplog.text


def test_a_shift_that_is_broken_off_gives_back_what_it_has_not_visited(found_country, settings):
    settings.LINKCHECK_CONCURRENCY = 1
    country = found_country(3)
    country.script(2)["/"] = Reply(PAGE, holds_until=Event())

    checks = shift().checks()
    next(checks)
    checks.close()

    assert not CitedPage.objects.exclude(lease=None).exists()
    assert not WebHost.objects.exclude(lease=None).exists()
    left = CitedPage.objects.due(timezone.now()).count()
    assert left + LinkCheck.objects.count() == 3


def test_a_redirect_to_a_host_that_another_worker_visits_is_made_when_he_has_left(found_country):
    country = found_country(2)
    country.script(0)["/"] = redirect(country.webs[1].url("/"))
    CitedPage.objects.filter(pk=country.page(1).pk).update(next_check_at=None)
    until = timezone.now() + timedelta(seconds=0.6)
    WebHost.objects.filter(name=country.webs[1].host).update(
        lease="00000000-0000-0000-0000-000000000001", leased_until=until
    )

    (check,) = shift().checks()

    assert (check.outcome, check.final_url) == ("alive", country.webs[1].url("/"))
    assert check.checked_at >= until


def test_a_page_that_leads_to_a_host_in_use_is_asked_for_once_and_again_in_minutes(
    found_country, settings, monkeypatch
):
    settings.LINKCHECK_TIMEOUT = 0.5
    monkeypatch.setattr(visiting_shift, "TAKES_MORE_FOR", timedelta(seconds=3))
    country = found_country(2)
    country.script(0)["/"] = redirect(country.webs[1].url("/"))
    CitedPage.objects.filter(pk=country.page(1).pk).update(next_check_at=None)
    WebHost.objects.filter(name=country.webs[1].host).update(
        lease=uuid4(), leased_until=timezone.now() + timedelta(minutes=9)
    )

    assert list(shift().checks()) == []

    assert country.webs[0].paths.count("/") == 1
    assert country.page(0).next_check_at > timezone.now() + timedelta(minutes=4)


def test_a_shift_waits_for_no_host_that_rests_longer_than_its_pause(
    found_country, settings, monkeypatch
):
    monkeypatch.setattr(visiting_shift, "TAKES_MORE_FOR", timedelta(seconds=3))
    found_country(1)
    settings.LINKCHECK_HOST_PAUSE = 1
    WebHost.objects.update(leased_until=timezone.now() + timedelta(minutes=5))
    visiting = shift()

    assert list(visiting.checks()) == []

    assert visiting.is_done


def test_a_host_that_has_enough_to_answer_gets_no_more_pages_to_answer_for(found_country, settings):
    """Were each to take our patience, two would be all that fit in a lease."""
    settings.LINKCHECK_TIMEOUT = 240
    country = found_country(1)
    for number in range(4):
        country.add_page(0, f"/{number}", now=timezone.now())
    book = shift().book

    assert len(book.more(timezone.now())) == 2
    assert book.more(timezone.now()) == []


def test_long_pages_are_stored_before_others_that_are_awaited(found_country, monkeypatch):
    monkeypatch.setattr(visiting_shift, "GROUP_BYTES", len(PAGE))
    monkeypatch.setattr(visiting_shift, "LULL_SECONDS", 60)
    country = found_country(2)
    first_is_stored = Event()
    country.script(1)["/"] = Reply(PAGE, holds_until=first_is_stored)

    outcomes = []
    for check in shift().checks():
        outcomes.append(check.outcome)
        first_is_stored.set()

    assert outcomes == ["alive", "alive"]


def test_one_process_has_one_shift_at_a_time(found_country, settings, monkeypatch):
    settings.LINKCHECK_BATCH = settings.LINKCHECK_CONCURRENCY = 1
    monkeypatch.setattr(visiting_shift, "GROUP", 1)
    found_country(3)
    under_way = check_due_pages(now=timezone.now())
    next(under_way)

    assert list(check_due_pages(now=timezone.now())) == []
    assert len(list(under_way)) == 2


def test_hosts_that_have_rested_are_forgotten(found_country):
    found_country(3)
    list(shift().checks())
    assert len(visiting_shift._free_at) >= 3

    list(shift().checks())

    assert visiting_shift._free_at == {}
