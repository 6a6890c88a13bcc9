"""Losses that people saw on pages that keep robots out, and the verdicts that they shake."""

from datetime import timedelta

import pytest
from django.urls import reverse

from claims.actions.mark_seen import mark_seen
from claims.actions.take_step import take_step
from claims.models import CitedPage, Claim, Evidence
from tests.admin.conftest import page_of
from tests.admin.test_sightings import LIST, url_of, waiting


@pytest.mark.parametrize("saw", ["gone", "quote_gone"])
def test_a_page_that_lost_something_names_the_verdicts_that_rest_on_it(
    browser, reporter, verified_claim, blocked_page, now, saw
):
    mark_seen(blocked_page, by=reporter, saw=saw, now=now)

    html = browser(reporter).get(url_of(blocked_page)).content.decode()

    notice = html.partition('<div class="notice">')[2].partition("</div>")[0]
    assert f'<a href="{page_of(verified_claim)}">' in notice


@pytest.mark.parametrize("saw", ["fine", "quote_there"])
def test_a_page_that_is_as_it_was_warns_of_nothing(
    browser, reporter, verified_claim, blocked_page, now, saw
):
    mark_seen(blocked_page, by=reporter, saw=saw, now=now)

    assert "flag its claim" not in browser(reporter).get(url_of(blocked_page)).content.decode()


def test_a_page_that_is_gone_says_nothing_where_no_verdict_rests_on_it(
    browser, reporter, blocked_page, now
):
    mark_seen(blocked_page, by=reporter, saw="gone", now=now)

    assert "flag its claim" not in browser(reporter).get(url_of(blocked_page)).content.decode()


def test_a_german_is_told_to_take_the_step_by_the_name_of_its_button(
    browser, reviewer, blocked_page, verified_claim, now
):
    mark_seen(blocked_page, by=reviewer, saw="gone", now=now)
    client = browser(reviewer)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "de"

    assert "bitte die Behauptung zur erneuten Prüfung vormerken:" in (
        client.get(url_of(blocked_page)).content.decode()
    )
    assert ">Zur erneuten Prüfung vormerken</button>" in (
        client.get(page_of(verified_claim)).content.decode()
    )


@pytest.mark.parametrize("saw", ["gone", "quote_gone"])
def test_a_loss_seen_under_a_standing_verdict_is_counted_and_listed(
    browser, reporter, verified_claim, blocked_page, now, saw
):
    client = browser(reporter)
    before = tally(client)
    mark_seen(blocked_page, by=reporter, saw=saw, now=now)

    assert before == 0
    assert tally(client) == 1
    assert waiting(client, "lost") == [blocked_page]


@pytest.mark.parametrize("since", ["seen_fine", "flagged", "reaffirmed", "unblocked", "retracted"])
def test_a_loss_that_somebody_dealt_with_waits_no_longer(
    browser, reporter, editor, verified_claim, blocked_page, now, since
):
    later = now + timedelta(days=1)
    mark_seen(blocked_page, by=reporter, saw="gone", now=now)
    if since == "seen_fine":
        mark_seen(blocked_page, by=reporter, saw="fine", now=later)
    if since in {"flagged", "reaffirmed"}:
        take_step(verified_claim, "flag", by=editor, now=later, reason="The page is gone.")
    if since == "reaffirmed":
        take_step(verified_claim, "reaffirm", by=editor, now=later, reason="Our copy has it.")
    if since == "unblocked":
        CitedPage.objects.update(link_state="alive")
    if since == "retracted":
        Evidence.objects.update(retracted_at=later)
    client = browser(reporter)

    assert tally(client) == 0
    assert waiting(client, "lost") == []


def test_a_loss_under_a_claim_that_is_not_verified_shakes_no_verdict(
    browser, reporter, blocked_page, now
):
    mark_seen(blocked_page, by=reporter, saw="gone", now=now)

    assert waiting(browser(reporter), "lost") == []


def test_the_list_tells_what_was_seen_last(browser, reporter, blocked_page, now):
    mark_seen(blocked_page, by=reporter, saw="fine", now=now)
    mark_seen(blocked_page, by=reporter, saw="quote_gone", now=now + timedelta(days=1))

    html = browser(reporter).get(LIST, {"by_hand": "done"}).content.decode()

    assert '<span class="badge badge-quote_gone">The quoted passage is not there</span>' in html
    assert "badge-fine" not in html


def test_what_was_seen_of_a_page_that_can_be_visited_again_is_of_old(
    browser, reporter, blocked_page, now
):
    mark_seen(blocked_page, by=reporter, saw="gone", now=now)
    CitedPage.objects.update(link_state="alive")

    html = browser(reporter).get(LIST, {"by_hand": "done"}).content.decode()

    assert '<span class="badge badge-past">The page is gone</span>' in html


def test_whoever_saw_a_loss_is_led_to_the_claims_that_rest_on_the_page(
    browser, reporter, verified_claim, blocked_page
):
    Claim.objects.update(text="Twelve <b>buses</b>")

    answer = browser(reporter).post(url_of(blocked_page, "seen"), {"saw": "gone"}, follow=True)

    said = [str(message) for message in answer.context["messages"]]
    assert said[1:] == [
        "If a verdict rests on this page, flag its claim for re-check: "
        f'<a href="{page_of(verified_claim)}">Twelve &lt;b&gt;buses&lt;/b&gt;</a>'
    ]


@pytest.mark.parametrize("saw", ["fine", "quote_there"])
def test_whoever_saw_no_loss_is_led_to_no_claim(
    browser, reporter, verified_claim, blocked_page, saw
):
    answer = browser(reporter).post(url_of(blocked_page, "seen"), {"saw": saw}, follow=True)

    assert len(answer.context["messages"]) == 1


def tally(client):
    """Return what the first page counts of losses that were seen."""
    html = client.get(reverse("admin:index")).content.decode()
    return int(html.partition(f'"{LIST}?by_hand=lost"')[2].partition("<strong>")[2].split("<")[0])
