"""The list of cited pages: which ones need somebody, seen at a glance."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from claims.actions.cite_evidence import cite_evidence
from claims.models import CitedPage, Evidence

LIST = reverse("admin:claims_citedpage_changelist")
EARLIER = datetime(2026, 1, 5, 9, tzinfo=UTC)


@pytest.fixture
def cite(claim_in_review, reviewer, now):
    def cite(name="fleet", quote_state="unknown", link_state="alive", quote="Twelve.", **page):
        url = f"https://archive.example.org/{name}"
        evidence = cite_evidence(
            claim_in_review, by=reviewer, url=url, stance="supports", quote=quote, now=now
        )
        Evidence.objects.filter(pk=evidence.pk).update(quote_state=quote_state)
        CitedPage.objects.filter(pk=evidence.page_id).update(link_state=link_state, **page)
        return evidence

    return cite


def listed(client, **filters):
    return [
        page.url.rpartition("/")[2] for page in client.get(LIST, filters).context["cl"].result_list
    ]


def test_a_page_goes_by_its_title_and_its_address(browser, reporter, cite):
    cite(title="Our <b>fleet</b>")

    html = browser(reporter).get(LIST).content.decode()

    assert "Our &lt;b&gt;fleet&lt;/b&gt;" in html
    assert '<span class="quiet">https://archive.example.org/fleet</span>' in html


def test_the_worst_quote_of_a_page_is_shown(browser, reporter, cite):
    cite(quote_state="found", quote="Twelve.")
    cite(quote_state="missing", quote="Thirteen.")
    cite(quote_state="altered", quote="Fourteen.")

    html = browser(reporter).get(LIST).content.decode()

    assert '<span class="badge badge-missing">Missing</span>' in html
    assert "badge-found" not in html


def test_evidence_that_was_taken_back_counts_for_nothing(browser, reporter, cite, now):
    cite(quote_state="missing")
    Evidence.objects.update(retracted_at=now)

    client = browser(reporter)

    assert "badge-missing" not in client.get(LIST).content.decode()
    assert client.get(LIST).context["cl"].result_list[0].pieces == 0
    assert listed(client, quote="missing") == []


def test_evidence_without_a_quote_has_no_state(browser, reporter, cite):
    cite(quote="")

    assert "badge-unknown" not in browser(reporter).get(LIST).content.decode()


@pytest.mark.parametrize("link_state", ["dead", "blocked", "unsafe"])
def test_a_page_that_shows_nothing_any_more_does_not_seem_to_have_its_quote(
    browser, reporter, cite, link_state
):
    cite(quote_state="found", link_state=link_state)

    assert "badge-found" not in browser(reporter).get(LIST).content.decode()


def test_pages_that_lost_a_quote_are_found_by_the_filter(browser, reporter, cite):
    cite("lost", "missing")
    cite("kept", "found")
    client = browser(reporter)

    assert listed(client, quote="missing") == ["lost"]
    assert listed(client, quote="found") == ["kept"]
    assert listed(client, quote="nonsense") == ["lost", "kept"]


def test_pages_are_found_by_whether_a_claim_relies_on_them(browser, reporter, cite):
    cite("a-needed")
    cite("b-forgotten", next_check_at=None)
    client = browser(reporter)

    assert listed(client, relied_on="yes") == ["a-needed"]
    assert listed(client, relied_on="no") == ["b-forgotten"]
    assert listed(client, relied_on="nonsense") == ["a-needed", "b-forgotten"]


def test_pages_are_found_by_words_of_their_title(browser, reporter, cite):
    cite("fleet", title="Our fleet")
    cite("budget", title="Our budget")

    assert listed(browser(reporter), q="fleet") == ["fleet"]


def test_pages_in_trouble_stand_first_the_worst_on_top(browser, reporter, cite):
    cite("a-alive", "found")
    cite("b-failing", link_state="failing", failures=1, first_failed_at=EARLIER)
    cite("c-blocked", link_state="blocked")
    cite("d-other-words", "altered")
    cite("e-lost-its-quote", "missing")
    cite("f-unsafe", link_state="unsafe")
    cite("g-dead", link_state="dead")

    assert listed(browser(reporter)) == [
        "g-dead",
        "f-unsafe",
        "e-lost-its-quote",
        "d-other-words",
        "c-blocked",
        "b-failing",
        "a-alive",
    ]


def test_among_equals_the_page_that_was_checked_longest_ago_stands_first(browser, reporter, cite):
    cite("a-yesterday", link_state="moved", last_checked_at=EARLIER + timedelta(days=30))
    cite("b-long-ago", last_checked_at=EARLIER)
    cite("c-never", link_state="unchecked")
    cite("d-dead-yesterday", link_state="dead", last_checked_at=EARLIER + timedelta(days=30))
    cite("e-dead-long-ago", link_state="dead", last_checked_at=EARLIER)

    assert listed(browser(reporter)) == [
        "e-dead-long-ago",
        "d-dead-yesterday",
        "c-never",
        "b-long-ago",
        "a-yesterday",
    ]


def test_a_page_that_no_claim_relies_on_worries_nobody(browser, reporter, cite):
    cite("a-forgotten", "missing", link_state="dead", next_check_at=None)
    cite("b-alive", "found")

    assert listed(browser(reporter)) == ["b-alive", "a-forgotten"]


def test_the_list_shows_what_it_is_sorted_by(browser, reporter, cite):
    cite()

    headers = browser(reporter).get(LIST).context["cl"].get_ordering_field_columns()

    assert headers == {1: "asc", 4: "asc"}  # link state, then last visit


def test_the_columns_can_be_sorted(browser, reporter, cite):
    cite("a", "found")
    cite("b", "missing")

    assert listed(browser(reporter), o="2") == ["b", "a"]


def test_more_pages_and_evidence_cost_no_more_queries(
    browser, reporter, cite, django_assert_max_num_queries
):
    for number in range(30):
        cite(str(number % 10), "found", quote=f"{number} buses.")

    client = browser(reporter)

    with django_assert_max_num_queries(6):
        pages = client.get(LIST).context["cl"].result_list

    assert [page.pieces for page in pages] == [3] * 10


def test_a_german_reads_it_in_german(browser, reporter, cite):
    cite(quote_state="missing")

    html = browser(reporter).get(LIST, headers={"accept-language": "de"}).content.decode()

    for words in ("Zitierte Seite", "Sichtprüfung", "Wartet auf einen Menschen", "Fehlt"):
        assert words in html
