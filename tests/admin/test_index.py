"""The first page: what waits at the desk, for whoever looks."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from claims.actions.cite_evidence import cite_evidence
from claims.models import Article, CitedPage, Evidence

INDEX = "/admin/"
ROTTEN = "verified, with evidence altered or lost"


def tallies(client):
    """Return number and link by label."""
    html = client.get(INDEX).content.decode()
    found = re.findall(r'<a href="([^"]+)"[^>]*><strong>(\d+)</strong> ([^<]+)</a>', html)
    return {label: (int(number), url.replace("&amp;", "&")) for url, number, label in found}


def test_an_editor_sees_what_waits_for_her(browser, editor, awaiting_claim, make_claim):
    make_claim("Zwölf Busse")
    CitedPage.objects.update(link_state="blocked")
    Article.objects.update(publish_at=timezone.now() + timedelta(days=3))

    found = tallies(browser(editor))

    assert {label: number for label, (number, _url) in found.items()} == {
        "new claims to review": 1,
        "in your review": 0,
        "wait for your confirmation": 1,
        "need a re-check": 0,
        ROTTEN: 0,
        "blocked pages to look at": 1,
        "pages seen lost by hand, verdict still stands": 0,
        "pages that the desk may not contact": 0,
        "articles due with open claims": 1,
    }


def test_every_tally_leads_to_the_list_that_it_counts(browser, editor, awaiting_claim, make_claim):
    make_claim("Zwölf Busse")
    client = browser(editor)

    for number, url in tallies(client).values():
        assert client.get(url).context["cl"].result_count == number


@pytest.mark.parametrize(
    ("piece", "page"),
    [
        ({"quote_state": "altered"}, {}),
        ({"quote_state": "missing"}, {}),
        ({}, {"link_state": "dead"}),
    ],
)
def test_a_verified_claim_with_evidence_altered_or_lost_is_counted_and_listed(
    browser, reviewer, verified_claim, make_claim, now, piece, page
):
    unread = make_claim("Zwölf Busse")
    url, quote = "https://archive.example.org/fleet", "Twelve buses were ordered."
    cite_evidence(unread, by=reviewer, url=url, stance="supports", quote=quote, now=now)
    Evidence.objects.update(**{"quote_state": "found"} | piece)
    CitedPage.objects.update(**{"link_state": "alive"} | page)
    client = browser(reviewer)

    number, url = tallies(client)[ROTTEN]

    assert number == 1
    assert list(client.get(url).context["cl"].result_list) == [verified_claim]


def test_a_verified_claim_of_an_article_that_is_not_out_counts_as_well(
    browser, reviewer, verified_claim
):
    Evidence.objects.update(quote_state="altered")
    Article.objects.update(ours=True, publish_at=timezone.now() + timedelta(days=3))

    assert tallies(browser(reviewer))[ROTTEN][0] == 1


@pytest.mark.parametrize(
    "changed",
    [{"retracted_at": timezone.now()}, {"quote_state": "found"}, {"quote": ""}],
)
def test_evidence_that_says_what_it_said_or_carries_nothing_is_not_counted(
    browser, reviewer, verified_claim, changed
):
    Evidence.objects.update(**{"quote_state": "altered"} | changed)

    assert tallies(browser(reviewer))[ROTTEN][0] == 0


def test_a_page_that_may_not_be_contacted_is_counted_while_a_claim_relies_on_it(
    browser, reporter, evidence
):
    CitedPage.objects.update(link_state="unsafe")
    client = browser(reporter)

    number, url = tallies(client)["pages that the desk may not contact"]

    assert number == 1
    assert list(client.get(url).context["cl"].result_list) == [evidence.page]
    CitedPage.objects.update(next_check_at=None)
    assert tallies(client)["pages that the desk may not contact"][0] == 0
    assert list(client.get(url).context["cl"].result_list) == []


def test_what_i_rated_myself_does_not_wait_for_me(browser, reviewer, editor, awaiting_claim):
    reviewer.groups.set(editor.groups.all())

    assert tallies(browser(reviewer))["wait for your confirmation"][0] == 0


def test_a_reviewer_sees_what_she_works_on(browser, reviewer, claim_in_review):
    assert tallies(browser(reviewer))["in your review"][0] == 1


def test_the_index_costs_a_constant_number_of_queries(
    browser, editor, awaiting_claim, django_assert_max_num_queries
):
    client = browser(editor)

    with django_assert_max_num_queries(10):
        client.get(INDEX)


def test_the_last_steps_are_told(browser, reporter, verified_claim):
    html = browser(reporter).get(INDEX).content.decode()

    assert "What happened last" in html
    assert "Edda Editor" in html


def test_the_desk_bears_its_name(browser, reporter):
    assert settings.DESK_NAME in browser(reporter).get(INDEX).content.decode()


@pytest.mark.parametrize("name", ["index", "claims_claim_changelist", "claims_article_add"])
def test_no_page_needs_inline_script_or_style(browser, reporter, claim, name):
    html = browser(reporter).get(reverse(f"admin:{name}")).content.decode()

    assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)", html)
    assert " onclick=" not in html
    assert " style=" not in html


def test_the_login_page_opens(client):
    response = client.get("/admin/login/")

    assert response.status_code == 200
    assert "script-src" not in response["Content-Security-Policy"]
    assert "default-src 'self'" in response["Content-Security-Policy"]
