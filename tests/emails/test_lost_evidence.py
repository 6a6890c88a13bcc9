"""What a mail says of the visits that cost a claim its evidence."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from claims.emails import daily_digest, status_changed
from claims.models import CitedPage, LinkCheck, QuoteCheck, StatusChange
from claims.vocabulary import Cause
from tests.emails.changes import AT

Visit = Callable[..., LinkCheck]


@pytest.fixture
def visited(rotten: StatusChange) -> Visit:
    """Note a visit to the page of the lost evidence, so many days before the claim went back."""

    def visited(days_ago: int, quote: str = "", matched: str = "", **found: Any) -> LinkCheck:
        found = {"outcome": "alive", "link_state": "alive", "http_status": 200} | found
        at = AT - timedelta(days=days_ago)
        visit = LinkCheck.objects.create(page=rotten.evidence.page, checked_at=at, **found)
        if quote:
            piece = rotten.evidence
            QuoteCheck.objects.create(visit=visit, evidence=piece, state=quote, matched=matched)
        return visit

    return visited


@pytest.fixture
def dead(rotten: StatusChange, visited: Visit) -> StatusChange:
    """The claim, put back by a page that was good once and has failed for two days."""
    rotten.cause = Cause.PAGE_DEAD
    CitedPage.objects.update(first_failed_at=AT - timedelta(days=2), failures=2)
    rotten.evidence.page.refresh_from_db()
    visited(30)
    return rotten


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (
            {"outcome": "gone", "http_status": 404},
            "Der Server antwortet mit HTTP 404.",
        ),
        (
            {"outcome": "soft_404", "reason": "says_not_found"},
            "Die Seite sagt, dass es sie nicht mehr gibt, "
            "obwohl der Server mit HTTP 200 antwortet.",
        ),
        (
            {"outcome": "soft_404", "reason": "redirected_to_home"},
            "Der Server antwortet mit HTTP 200, aber mit einer anderen Seite.",
        ),
        (
            {"outcome": "unreachable", "http_status": None},
            "Der Server ist nicht zu erreichen.",
        ),
    ],
)
def test_of_a_dead_page_it_is_said_what_it_answers_since_when_and_when_it_was_good(
    dead, visited, anna, answer, words
):
    visited(0, link_state="dead", **answer)

    mail = status_changed(dead, anna)

    told = (
        f"{words} So ist es seit dem 31. August 2024. Zuletzt in Ordnung war sie am 3. August 2024."
    )
    assert f"Letzter Besuch: {told}" in " ".join(mail.text.split())
    assert told in mail.html


def test_of_a_missing_quote_it_is_said_in_how_many_visits_it_was_not_found(rotten, visited, john):
    visited(30, "found")
    visited(7, "missing")
    visited(3, outcome="blocked", http_status=403)
    visited(0, "missing")

    mail = status_changed(rotten, john)

    told = (
        "The quoted passage was not found in 2 visits. It has been so since Aug. 26, 2024. "
        "Last found on Aug. 3, 2024."
    )
    assert f"Last visit: {told}" in " ".join(mail.text.split())
    assert told in mail.html


def test_of_a_quote_with_other_words_these_are_told(rotten, visited, john):
    visited(0, "altered", matched="elf <Busse>")

    mail = status_changed(rotten, john)

    assert "Last visit: The page words it differently now: “elf <Busse>”. It has" in mail.text
    assert "The page words it differently now: “elf &lt;Busse&gt;”. It has" in mail.html


def test_a_page_that_was_never_good_has_no_good_day(dead, visited, john):
    LinkCheck.objects.filter(outcome="alive")._raw_delete("default")
    visited(0, outcome="gone", http_status=410, link_state="dead")

    assert "Last good" not in status_changed(dead, john).text


def test_what_a_later_visit_found_is_not_told(dead, visited, john):
    visited(0, outcome="gone", http_status=410, link_state="dead")
    visited(-1)

    text = status_changed(dead, john).text

    assert "HTTP 410" in text
    assert "Last good on Aug. 3, 2024." in text


def test_a_digest_tells_the_same(dead, visited, john):
    visited(0, outcome="gone", http_status=404, link_state="dead")

    mail = daily_digest([dead], john, date(2024, 9, 3))

    for part in (mail.text, mail.html):
        assert "The server answers HTTP 404." in part
        assert f"/admin/claims/citedpage/{dead.evidence.page_id}/change/" in part


def test_the_desk_is_led_to_the_history_of_the_page(rotten, john, make_person):
    history = f"http://127.0.0.1:8000/admin/claims/citedpage/{rotten.evidence.page_id}/change/"

    mail = status_changed(rotten, john)
    public = status_changed(rotten, make_person("reader", is_staff=False))

    assert f"History of the page: {history}" in " ".join(mail.text.split())
    assert f'<a href="{history}"' in mail.html
    assert "/citedpage/" not in public.text + public.html
