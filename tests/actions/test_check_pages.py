import gc
from datetime import timedelta
from itertools import islice
from uuid import uuid4

import pytest
from django.db import DataError, connection
from django.utils import timezone

from claims.actions.change_status import change_status
from claims.actions.check_now import check_now
from claims.actions.check_pages import check_due_pages, check_pages
from claims.actions.cite_evidence import cite_evidence
from claims.actions.lease_pages import Lease, lease_pages
from claims.actions.record_visits import record_visits
from claims.actions.release_lease import postpone_pages, release_all_leases, release_pages
from claims.linkcheck.inspection import Order, inspect
from claims.linkcheck.visit import Visit
from claims.models import CitedPage, Evidence, LinkCheck, QuoteCheck, Snapshot
from tests.actions.protocol import PAGE, SENTENCE, report_on, visit
from tests.web import Reply, redirect


def test_a_first_visit_finds_the_quote_and_keeps_a_copy(verified, now):
    (check,) = visit()

    page, evidence = CitedPage.objects.get(), Evidence.objects.get()
    assert (check.outcome, check.http_status, page.link_state) == ("alive", 200, "alive")
    assert (evidence.quote_state, page.title) == ("found", "Protokoll")
    assert page.next_check_at - page.last_checked_at == timedelta(days=30)
    assert QuoteCheck.objects.get().state == "found"
    assert SENTENCE in Snapshot.objects.get().text


def test_an_unchanged_page_is_not_copied_again(verified, now):
    visit()
    visit()

    assert (LinkCheck.objects.count(), Snapshot.objects.count()) == (2, 1)


def test_no_text_of_a_page_stays_in_memory_once_it_is_stored(verified, now):
    gc.collect()
    of_others = snapshots_in_memory()
    gc.disable()  # the rows stay until it runs, which is rarely
    try:
        visit()
        stored = [row for row in snapshots_in_memory() if not any(row is o for o in of_others)]
    finally:
        gc.enable()

    assert [row for row in stored if "text" in vars(row)] == []
    assert SENTENCE in Snapshot.objects.get().text


def snapshots_in_memory() -> list[Snapshot]:
    return [row for row in gc.get_objects() if type(row) is Snapshot]


def test_a_page_that_moved_is_followed_and_still_good(verified, web, now):
    web.pages |= {"/protokoll": redirect("/archiv/protokoll", 301), "/archiv/protokoll": PAGE}

    visit()

    page = CitedPage.objects.get()
    assert (page.link_state, page.final_url) == ("moved", web.url("/archiv/protokoll"))
    assert Evidence.objects.get().quote_state == "found"


def test_a_page_that_somebody_visits_is_left_to_him(verified, now):
    lease_pages(Lease.begun_at(now), now=now, limit=10)

    assert list(check_due_pages(now=now)) == []


def test_a_lease_of_a_killed_worker_runs_out(verified, now):
    lease_pages(Lease.begun_at(now), now=now, limit=10)

    (check,) = check_due_pages(now=now + timedelta(minutes=11))

    assert check.outcome == "alive"


def test_a_restarted_desk_takes_up_at_once_what_it_was_killed_in(verified, now):
    lease_pages(Lease.begun_at(now), now=now, limit=10)

    release_all_leases()

    assert len(list(check_due_pages(now=now))) == 1


def test_the_visit_of_a_lost_lease_is_not_recorded(verified, now):
    (page,) = lease_pages(Lease.begun_at(now), now=now, limit=10)
    answer = Visit(page.url, page.url, 200, now, body=PAGE.encode())
    report = inspect(Order(page.url, quotes=(SENTENCE,)), answer)

    page.lease = uuid4()

    assert record_visits([(page, report)], now=now) == []

    assert not LinkCheck.objects.exists()


def test_pages_can_be_visited_before_they_are_due(verified, now):
    CitedPage.objects.update(next_check_at=now + timedelta(days=9))

    checks = list(check_pages(CitedPage.objects.all(), now=now))

    assert [check.outcome for check in checks] == ["alive"]


def test_pages_of_one_host_are_leased_together(verified, second_reviewer, web, make_claim, now):
    other = make_claim("Sie kosten laut Bürgermeisterin Eva Roth 4,8 Millionen Euro.")
    lease_pages(Lease.begun_at(now), now=now, limit=10)
    cite_evidence(other, by=second_reviewer, url=web.url("/anderes"), stance="context", now=now)

    assert lease_pages(Lease.begun_at(now), now=now, limit=10) == []


def test_more_pages_of_one_host_than_fit_in_a_lease_are_all_visited(claim, reviewer, web, now):
    web.pages |= {f"/{number}": PAGE for number in range(25)}
    for number in range(25):
        cite_evidence(claim, by=reviewer, url=web.url(f"/{number}"), stance="context", now=now)

    checks = list(check_pages(CitedPage.objects.all(), now=timezone.now()))

    assert len({check.page_id for check in checks}) == 25


def test_each_page_is_visited_once_whatever_the_clock_says(claim, verify, web):
    web.pages |= {"/antrag": PAGE}
    verify(claim, ("/protokoll", SENTENCE), ("/antrag", SENTENCE))
    ahead = timezone.now() + timedelta(hours=1)

    checks = islice(check_pages(CitedPage.objects.all(), now=ahead), 10)

    assert sorted(check.page.url for check in checks) == [web.url("/antrag"), web.url("/protokoll")]
    assert (web.paths.count("/antrag"), web.paths.count("/protokoll")) == (1, 1)


def test_a_visit_asked_for_during_a_visit_is_made_afterwards(verified, reviewer, now):
    (page,) = lease_pages(Lease.begun_at(now), now=now, limit=10)
    asked_at = now + timedelta(seconds=2)
    check_now(CitedPage.objects.get(), by=reviewer, now=asked_at)

    record_visits([(page, report_on(page, now))], now=now)

    assert CitedPage.objects.get().next_check_at == asked_at


def test_a_page_that_no_claim_relies_on_is_visited_only_when_asked_for(
    verified, reviewer, editor, now
):
    change_status(verified, "withdraw", by=editor, now=now, reason="Doppelt.")
    check_now(CitedPage.objects.get(), by=reviewer, now=now)

    (check,) = check_due_pages(now=now)

    assert check.outcome == "alive"
    assert CitedPage.objects.get().next_check_at is None


@pytest.mark.parametrize("wish", [timedelta(seconds=30), None])
def test_what_people_wish_meanwhile_outlasts_a_visit_that_we_failed_at(verified, now, wish):
    (page,) = lease_pages(Lease.begun_at(now), now=now, limit=10)
    wished = None if wish is None else now + wish
    CitedPage.objects.update(next_check_at=wished)

    postpone_pages([page], until=now + timedelta(hours=6))

    page.refresh_from_db()
    assert (page.next_check_at, page.lease) == (wished, None)


def test_a_worker_whose_lease_ran_out_gives_back_nothing_that_another_holds(verified, now):
    (slow,) = lease_pages(Lease.begun_at(now), now=now, limit=10)
    later = now + timedelta(minutes=11)
    (held,) = lease_pages(Lease.begun_at(later), now=later, limit=10)

    release_pages([slow])
    postpone_pages([slow], until=later + timedelta(hours=6))

    slow.refresh_from_db()
    assert (slow.lease, slow.next_check_at) == (held.lease, held.next_check_at)


def test_a_page_given_up_during_a_visit_stays_given_up(verified, editor, now):
    (page,) = lease_pages(Lease.begun_at(now), now=now, limit=10)
    change_status(verified, "withdraw", by=editor, now=now, reason="Doppelt.")

    record_visits([(page, report_on(page, now))], now=now)

    assert CitedPage.objects.get().next_check_at is None


def test_a_full_disk_of_the_archive_costs_the_copy_and_not_the_visit(verified, settings, tmp_path):
    full = tmp_path / "full"
    full.write_text("no folder")
    settings.MEDIA_ROOT = full

    (check,) = visit()

    assert check.outcome == "alive"
    assert not Snapshot.objects.exists()


def test_a_page_that_came_back_byte_by_byte_keeps_its_quote(verified, web):
    visit()

    (check,) = visit()

    assert QuoteCheck.objects.filter(state="found").count() == 2
    assert (check.outcome, check.text_sha256) == ("alive", LinkCheck.objects.last().text_sha256)
    assert CitedPage.objects.get().title == "Protokoll"


def refusing(text):
    """Return an execution wrapper of a database that takes no visit in which `text` stands."""

    def refuse(execute, sql, params, many, context):
        if sql.startswith('INSERT INTO "claims_linkcheck"') and text in str(params):
            raise DataError("refused")
        return execute(sql, params, many, context)

    return refuse


def test_a_visit_that_the_database_refuses_costs_no_other_and_is_made_again_later(
    claim, verify, web
):
    web.pages |= {"/antrag": PAGE}
    verify(claim, ("/protokoll", SENTENCE), ("/antrag", SENTENCE))

    with connection.execute_wrapper(refusing(web.url("/antrag"))):
        checks = list(check_pages(CitedPage.objects.all(), now=timezone.now()))

    refused = CitedPage.objects.get(url=web.url("/antrag"))
    assert [check.page.url for check in checks] == [web.url("/protokoll")]
    assert web.paths.count("/antrag") == 1
    assert (refused.link_state, refused.lease, refused.last_checked_at) == ("unchecked", None, None)
    assert refused.next_check_at > timezone.now() + timedelta(hours=5)


def test_a_page_that_says_it_has_not_changed_is_not_sent_again_and_keeps_its_quote(verified, web):
    validators = {"ETag": '"v1"', "Last-Modified": "Mon, 02 Sep 2024 10:00:00 GMT"}
    web.pages["/protokoll"] = lambda seen: (
        Reply(status=304) if "if-none-match" in seen.headers else Reply(PAGE, headers=validators)
    )
    visit()

    (check,) = visit()

    sent = web.requests[-1].headers
    assert (sent["if-none-match"], sent["if-modified-since"]) == tuple(validators.values())
    assert (check.outcome, check.http_status, check.size_bytes) == ("alive", 304, 0)
    assert Evidence.objects.get().quote_state == "found"
    assert CitedPage.objects.get().etag == '"v1"'
    assert Snapshot.objects.count() == 1


def test_the_size_of_a_page_that_came_as_before_is_told_without_its_body(verified, web):
    first, again = (check for _ in range(2) for check in visit())

    assert again.size_bytes == first.size_bytes == len(PAGE.encode())


@pytest.mark.parametrize("status", [429, 503])
def test_a_server_that_asks_for_time_is_given_it(verified, web, status):
    web.pages["/protokoll"] = Reply("", status, headers={"Retry-After": "36000"})

    (check,) = visit()

    assert (check.outcome, check.link_state) == ("throttled", "failing")
    assert check.page.next_check_at - check.checked_at == timedelta(hours=10)


def test_no_page_is_ever_asked_for_with_anything_but_get(verified, web):
    web.pages |= {"/protokoll": redirect("/neu", 301), "/neu": "<p>Kurz.</p>"}

    visit()

    assert len(web.requests) == 4  # robots.txt, the page, where it moved, a random sibling
    assert {seen.method for seen in web.requests} == {"GET"}


@pytest.mark.parametrize(
    "headers",
    [
        {"Retry-After": "9" * 5000},
        {"Content-Type": "text/html; charset=undefined"},
        {"X-Größe": "9"},
    ],
)
def test_an_odd_header_stops_no_shift(verified, web, headers):
    web.pages["/protokoll"] = Reply(PAGE, headers=headers)

    assert [check.outcome for check in visit()] == ["alive"]
