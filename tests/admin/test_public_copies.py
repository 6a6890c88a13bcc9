"""What a public archive has of a cited page, where people look for it."""

from datetime import datetime

import pytest
from django.urls import reverse

from claims.models import CitedPage, PublicCopy
from tests.admin.conftest import page_of

COPY_URL = "https://web.archive.example/web/20240829101500/https://archive.example.org/fleet"


@pytest.fixture
def dead_page(evidence):
    CitedPage.objects.update(link_state="dead")
    evidence.page.refresh_from_db()
    return evidence.page


@pytest.fixture
def keep(dead_page, now):
    def keep(**fields):
        return PublicCopy.objects.create(
            page=dead_page, wish="look_up", died_at=now, **{"next_try_at": None, **fields}
        )

    return keep


@pytest.fixture
def found(keep):
    return keep(url=COPY_URL, taken_at=datetime.fromisoformat("2024-08-29T10:15:00Z"))


def cited_page(page):
    return reverse("admin:claims_citedpage_change", args=[page.pk])


def text_of(answer):
    return " ".join(answer.content.decode().split())


def test_the_public_copy_of_a_dead_page_is_linked_with_its_date(browser, reporter, found, claim):
    for address in (cited_page(found.page), page_of(claim)):
        html = text_of(browser(reporter).get(address))

        assert "Public copy from before the page died, taken on Aug. 29, 2024:" in html
        assert f'<a href="{COPY_URL}" target="_blank" rel="noopener noreferrer nofollow">' in html


def test_it_is_told_in_german_too(browser, reporter, found, claim):
    browser = browser(reporter)
    browser.defaults["HTTP_ACCEPT_LANGUAGE"] = "de"

    html = text_of(browser.get(page_of(claim)))

    assert (
        "Öffentliche Kopie aus der Zeit, bevor die Seite verschwand, vom 29. August 2024:" in html
    )


def test_where_there_is_no_copy_the_reason_is_given(browser, reporter, keep, claim):
    copy = keep(refusal="excluded", words="Blocked Site Error")

    for address in (cited_page(copy.page), page_of(claim)):
        html = text_of(browser(reporter).get(address))

        assert (
            "Public copy from before the page died: the archive may not keep this page"
            " (“Blocked Site Error”)" in html
        )


def test_a_wish_that_waits_says_when_the_archive_is_asked(browser, reporter, keep, now):
    copy = keep(next_try_at=now)

    html = text_of(browser(reporter).get(cited_page(copy.page)))

    assert (
        "Public copy from before the page died: asked for; next request: Sept. 2, 2024, noon"
        in html
    )


def test_words_of_the_archive_are_no_markup(browser, reporter, keep):
    copy = keep(refusal="failed", words="<script>alert(1)</script>")

    html = text_of(browser(reporter).get(cited_page(copy.page)))

    assert "<script>alert(1)" not in html
    assert "&lt;script&gt;alert(1)" in html


def test_a_claim_speaks_of_public_copies_only_where_the_page_is_dead(
    browser, reporter, found, claim
):
    CitedPage.objects.update(link_state="alive")

    assert COPY_URL not in text_of(browser(reporter).get(page_of(claim)))
    assert COPY_URL in text_of(browser(reporter).get(cited_page(found.page)))


def test_a_page_that_no_archive_was_asked_about_says_nothing_of_it(browser, reporter, dead_page):
    assert "public archive" not in text_of(browser(reporter).get(cited_page(dead_page)))
