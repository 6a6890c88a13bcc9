"""`claims:search` answers like Google's Fact Check Tools API."""

from datetime import timedelta

import pytest
from django.utils import timezone

SEARCH = "/v1alpha1/claims:search"


def texts(answer) -> list[str]:
    assert answer.status_code == 200, answer.json()
    return [claim["text"] for claim in answer.json().get("claims", [])]


def test_a_found_claim_has_googles_shape(caller, make_verified, settings):
    settings.DESK_NAME = "Prüfstelle"
    claim = make_verified("Zwölf neue Busse.", claimant="Eva Roth", rating="false")

    (found,) = caller.get(SEARCH, query="busse").json()["claims"]

    (review,) = found.pop("claimReview")
    assert found == {"text": "Zwölf neue Busse.", "claimant": "Eva Roth"}
    assert review["publisher"] == {"name": "Prüfstelle", "site": "127.0.0.1"}
    assert review["url"].endswith(f"/claims/{claim.pk}/")
    assert review["reviewDate"] == "2024-09-02T10:00:00Z"
    assert review["languageCode"] == "de"
    assert review["textualRating"]


def test_nothing_found_is_an_empty_object(caller, db):
    assert caller.get(SEARCH, query="Einhorn").json() == {}


def test_only_verified_claims_are_found(caller, make_verified):
    make_verified("Busse, geprüft.")
    make_verified("Busse, wacklig.", status="needs_recheck")
    make_verified("Busse, offen.", status="in_review")

    assert texts(caller.get(SEARCH, query="busse")) == ["Busse, geprüft."]


def test_results_come_in_pages(caller, make_verified):
    for number in range(5):
        make_verified(f"Bus {number}.")

    found, token = [], ""
    for _ in range(3):
        page = caller.get(SEARCH, query="bus", pageSize=2, pageToken=token)
        found += texts(page)
        token = page.json().get("nextPageToken", "")

    assert found == ["Bus 4.", "Bus 3.", "Bus 2.", "Bus 1.", "Bus 0."]
    assert token == ""


def test_ten_results_are_a_page_unless_said_otherwise(caller, make_verified):
    for number in range(12):
        make_verified(f"Bus {number}.")

    assert len(texts(caller.get(SEARCH, query="bus"))) == 10
    assert texts(caller.get(SEARCH, query="bus", offset=10)) == ["Bus 1.", "Bus 0."]
    assert texts(caller.get(SEARCH, query="bus", offset=2147483647)) == []


def test_results_are_filtered_by_language_age_and_site(caller, make_article, make_verified):
    today = timezone.now()
    make_verified("Bus alt.", verified_at=today - timedelta(days=30))
    make_verified("Bus neu.", verified_at=today - timedelta(days=3))
    make_verified("Bus new.", verified_at=today, article=make_article(language="en"))

    assert texts(caller.get(SEARCH, query="bus", languageCode="en-US")) == ["Bus new."]
    assert texts(caller.get(SEARCH, query="bus", languageCode="fr")) == []
    assert texts(caller.get(SEARCH, query="bus", maxAgeDays=10)) == ["Bus new.", "Bus neu."]
    assert len(texts(caller.get(SEARCH, query="bus", maxAgeDays=2147483647))) == 3
    assert len(texts(caller.get(SEARCH, reviewPublisherSiteFilter="127.0.0.1"))) == 3
    assert texts(caller.get(SEARCH, reviewPublisherSiteFilter="other.example")) == []


def test_what_googles_clients_send_along_does_not_matter(caller, make_verified):
    make_verified("Bus.")

    answer = caller.get(SEARCH, query="bus", key="AIza", alt="json", prettyPrint="false")

    assert texts(answer) == ["Bus."]


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ({}, "Give a query, or a reviewPublisherSiteFilter."),
        ({"query": " "}, "Give a query, or a reviewPublisherSiteFilter."),
        ({"query": "bus", "pagesize": 2}, "Unknown name “pagesize”."),
        (
            {"query": "bus", "pageSize": "viele"},
            "Invalid value at “pageSize” (a whole number from 0): “viele”.",
        ),
        (
            {"query": "bus", "maxAgeDays": -1},
            "Invalid value at “maxAgeDays” (a whole number from 0): “-1”.",
        ),
        ({"query": "bus", "pageToken": "abc"}, "The pageToken is not one of this search."),
        (
            {"query": "a\0"},
            "Invalid value at “query”: at most 500 characters, none of them NUL.",
        ),
    ],
)
def test_errors_have_googles_shape(caller, db, query, message):
    answer = caller.get(SEARCH, **query)

    assert answer.status_code == 400
    assert answer.json() == {
        "error": {"code": 400, "message": message, "status": "INVALID_ARGUMENT"}
    }


def test_another_method_is_an_error_of_googles_shape(caller):
    answer = caller.post(SEARCH, {"query": "bus"})

    assert answer.status_code == 405
    assert answer.json()["error"]["status"] == "UNIMPLEMENTED"


def test_a_page_of_results_costs_the_same_queries_however_long(
    caller, make_verified, django_assert_max_num_queries
):
    for number in range(9):
        make_verified(f"Bus {number}.")

    with django_assert_max_num_queries(3):
        caller.get(SEARCH, query="bus")
