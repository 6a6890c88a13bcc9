"""What visits change in the finished documents, and what they leave alone."""

import pytest

from claims.models import CitedPage, PublishedClaim
from tests.actions.protocol import PAGE, SENTENCE, visit
from tests.web import Reply


@pytest.fixture
def visited(verified):
    visit()
    return PublishedClaim.objects.get()


def document():
    return PublishedClaim.objects.get().document["evidence"][0]


def test_a_visit_that_finds_nothing_new_leaves_the_document_alone(visited):
    visit()

    assert PublishedClaim.objects.get().updated_at == visited.updated_at


def test_the_time_of_such_a_visit_is_told_nevertheless(visited, client):
    visit()

    told = client.get(f"/api/v1/claims/{visited.claim_id}/").json()["evidence"][0]
    visited_at = CitedPage.objects.get().last_checked_at
    assert told["last_checked_at"] == visited_at.isoformat().replace("+00:00", "Z")
    assert told["last_checked_at"] != visited.document["evidence"][0]["last_checked_at"]


def test_a_page_that_fails_is_in_the_document_at_once(visited, web):
    web.pages["/protokoll"] = Reply("weg", status=410)

    visit()

    assert document()["link_state"] == "failing"


def test_a_passage_that_has_changed_is_in_the_document_at_once(visited, web):
    web.pages["/protokoll"] = PAGE.replace(SENTENCE, SENTENCE.replace("zwölf", "dreizehn"))

    visit()

    assert document()["quote_state"] == "altered"


def test_a_new_title_is_in_the_document_at_once(visited, web):
    web.pages["/protokoll"] = PAGE.replace("<title>", "<title>Neu: ")

    visit()

    assert document()["title"].startswith("Neu: ")


def test_a_new_copy_is_in_the_document_at_once(visited, web):
    web.pages["/protokoll"] = PAGE.replace("</p>", " Und noch ein Satz.</p>")

    visit()

    assert document()["archive_url"] != visited.document["evidence"][0]["archive_url"]
