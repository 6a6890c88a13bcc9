"""Our own line to the web is down, or only the hosts that we cite: which of the two it is."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.utils import timezone

from claims.actions.check_pages import check_due_pages, check_pages
from claims.actions.note_outage import note_outage
from claims.linkcheck.canonical import host_of
from claims.models import CitedPage, LinkCheck, StoredRobotsFile, WebHost, WebOutage
from tests.actions.country import Country
from tests.web import Reply, redirect

pytestmark = pytest.mark.django_db


@pytest.fixture
def found_country(settings, tmp_path) -> Iterator[Callable[[int], Country]]:
    """Found a country whose hosts were all visited and found alive."""
    countries = []

    def found(size: int) -> Country:
        countries.append(Country(settings, size, now=timezone.now()))
        visit()
        return countries[-1]

    yield found
    for country in countries:
        country.close()


@pytest.fixture
def declare_inside(monkeypatch) -> Callable[..., None]:
    """Let these hosts be inside our network, and all others of the country the public web."""

    def declare(country: Country, *places: int) -> None:
        inside = {country.webs[place].host for place in places}
        for module in ("find_witnesses", "order_book"):
            name = f"claims.actions.{module}.is_public"
            monkeypatch.setattr(name, lambda url: host_of(url) not in inside)

    return declare


def visit(*pages, after=timedelta()):
    """Visit these pages, all if none is named, as the clock shows it then."""
    now = timezone.now() + after
    due = CitedPage.objects.filter(pk__in=[page.pk for page in pages] or CitedPage.objects.all())
    due.update(next_check_at=now)
    return list(check_due_pages(now=now))


def reasons(checks):
    return {check.reason for check in checks}


def test_when_nobody_answers_it_counts_against_nobody_and_readyz_says_so(found_country, client):
    country = found_country(6)
    country.close()

    checks = visit()

    assert [(check.outcome, check.reason) for check in checks] == [
        ("unreachable", "our_outage")
    ] * 6
    states = set(CitedPage.objects.values_list("link_state", "failures", "last_outcome"))
    assert states == {("alive", 0, "alive")}
    outage = client.get("/readyz").json()["web_outage"]
    assert (outage["hosts_failed"], outage["hosts_heard"]) == (6, 0)


def test_pages_are_retried_soon_and_the_outage_ends_with_the_first_answer(found_country, client):
    country = found_country(6)
    country.close()
    checks = visit()
    soon = {check.page.next_check_at - check.checked_at for check in checks}

    at_once = list(check_due_pages(now=timezone.now()))
    country.open()
    later = list(check_due_pages(now=timezone.now() + timedelta(minutes=6)))

    assert soon == {timedelta(minutes=5)}
    assert at_once == []
    assert [check.outcome for check in later] == ["alive"] * 6
    assert client.get("/readyz").json()["web_outage"] is None
    assert WebOutage.objects.get().ended_at


def test_while_it_lasts_only_a_few_pages_are_tried_from_time_to_time(found_country):
    country = found_country(30)
    country.close()
    visit()

    felt = list(check_due_pages(now=timezone.now() + timedelta(minutes=6)))

    assert (len(felt), reasons(felt)) == (20, {"our_outage"})
    assert WebOutage.objects.count() == 1


def test_a_page_that_fails_alone_is_not_blamed_for_an_outage(found_country):
    """A desk of three hosts, whose pages fall due one by one: the others are asked, too."""
    country = found_country(3)
    country.close()

    (check,) = visit(country.page(0))

    assert check.reason == "our_outage"
    assert country.page(0).link_state == "alive"


def test_a_host_that_is_down_while_others_answer_is_to_blame(found_country):
    country = found_country(3)
    country.close(0)

    (check,) = visit(country.page(0))

    assert (check.outcome, check.reason) == ("unreachable", "connect")
    assert country.page(0).link_state == "failing"
    assert LinkCheck.objects.count() == 4  # the others were asked, and nothing is noted of it
    assert not WebOutage.objects.exists()


def test_others_are_asked_though_one_who_is_awaited_says_nothing_of_itself(found_country, settings):
    """Where a redirect has led is only seen as part of the way to another page."""
    settings.LINKCHECK_BATCH = 1
    country = found_country(4)
    country.script(0)["/"] = redirect(country.webs[1].url("/slow"))
    country.script(1)["/slow"] = Reply("<p>Der Rat tagte am Montag.</p>" * 3, drips=True)
    country.close(2, 3)

    visit(country.page(0), country.page(2), country.page(3))

    assert country.webs[1].paths == ["/", "/slow", "/"]


def test_hosts_that_are_dead_together_are_found_dead_in_the_end(found_country):
    """They alone are due, again and again; those that answer are not due for a month."""
    country = found_country(8)
    dead = [country.page(place) for place in range(6)]
    country.close(*range(6))

    states = []
    for days in (0, 5, 10):
        since = timezone.now() - timedelta(days=days)
        CitedPage.objects.exclude(first_failed_at=None).update(first_failed_at=since)
        states.append({check.link_state for check in visit(*dead)})

    assert states == [{"failing"}, {"failing"}, {"dead"}]
    assert not WebOutage.objects.exists()


def test_hosts_that_never_answered_are_blamed_once_any_other_does(settings):
    """A new desk cites pages that never were; nobody else is known to ask."""
    country = Country(settings, 6, now=timezone.now() + timedelta(hours=1))
    country.close(*range(5))
    silent = [country.page(place) for place in range(5)]

    alone = visit(*silent)
    visit(country.page(5), after=timedelta(minutes=2))
    after = visit(*silent)

    assert reasons(alone) == {"our_outage"}
    assert (reasons(after), {check.link_state for check in after}) == ({"connect"}, {"failing"})
    country.close(5)


def test_without_internet_the_pages_inside_our_network_prove_nothing(found_country, declare_inside):
    country = found_country(7)
    declare_inside(country, 6)
    outside = [country.page(place) for place in range(6)]
    country.close(*range(6))

    first = visit(*outside)
    later = visit(after=timedelta(minutes=6))

    assert reasons(first) == {"our_outage"}
    assert sorted(check.reason for check in later) == [""] + ["our_outage"] * 6
    assert WebOutage.objects.get().ended_at is None


def test_robots_files_that_could_not_be_had_meanwhile_are_asked_for_again(now):
    fields = {"text": "", "fetched_at": now, "error": "dns", "failing_since": now}
    StoredRobotsFile.objects.create(site="https://a.example", **fields)

    note_outage(failed=6, heard=0, now=now)

    file = StoredRobotsFile.objects.get()
    assert now - file.fetched_at == timedelta(minutes=5)
    assert file.failing_since == now


def test_a_recheck_by_hand_ends_though_nobody_answers(found_country):
    country = found_country(6)
    country.close()

    checks = list(check_pages(CitedPage.objects.all(), now=timezone.now()))

    assert reasons(checks) == {"our_outage"}
    assert not WebHost.objects.exclude(lease=None).exists()


def test_the_migration_lets_the_oldest_of_several_outages_last(now):
    """Many workers wrote one each, before there was the constraint."""
    hour = timedelta(hours=1)
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX one_outage_lasts_at_a_time")
    for began_at in (now + hour, now, now):
        times = {"began_at": began_at, "noticed_at": began_at + hour}
        WebOutage.objects.create(**times, hosts_failed=6, hosts_heard=0)

    migration = import_module("claims.migrations.0015_end_outages_noticed_twice")
    migration.end_all_but_the_oldest(apps, None)

    first, second, third = WebOutage.objects.order_by("pk")
    assert (first.ended_at, second.ended_at, third.ended_at) == (now + 2 * hour, None, now + hour)
