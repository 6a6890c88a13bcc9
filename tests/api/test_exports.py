"""All that is public, as streams."""

import csv
import json
from io import StringIO

import pytest

JSON_LINES = "/api/v1/export/claims.jsonl"
TABLE = "/api/v1/export/claims.csv"
FEED = "/api/v1/feeds/claim-review.json"


def body(answer) -> str:
    assert answer.status_code == 200
    assert answer.streaming
    return b"".join(answer.streaming_content).decode()


def test_json_lines_are_the_documents_of_the_list(caller, make_verified):
    make_verified("Erste.")
    make_verified("Zweite.")

    answer = caller.get(JSON_LINES)
    lines = [json.loads(line) for line in body(answer).splitlines()]

    assert answer["Content-Type"] == "application/x-ndjson"
    assert [line["text"] for line in lines] == ["Erste.", "Zweite."]
    assert lines[::-1] == caller.get("/api/v1/claims/").json()["results"]


def test_the_table_has_a_row_for_each_piece_of_evidence(caller, walked):
    answer = caller.get(TABLE)
    (row,) = csv.DictReader(StringIO(body(answer)))

    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="claims.csv"'
    assert row["text"] == "Die Stadt kauft zwölf neue Busse."
    assert row["evidence_url"] == "https://haushalt.example/busse"


def test_the_feed_is_a_data_feed_of_claim_reviews(caller, make_verified):
    make_verified("Erste.", rating="false")

    feed = json.loads(body(caller.get(FEED)))

    assert feed["@type"] == "DataFeed"
    (item,) = feed["dataFeedElement"]
    (review,) = item["item"]
    assert review["@type"] == "ClaimReview"
    assert review["claimReviewed"] == "Erste."
    assert review["reviewRating"]["ratingValue"] == 1


@pytest.mark.parametrize("path", [JSON_LINES, TABLE, FEED])
def test_exports_hold_only_what_is_public(caller, claim, make_verified, path):
    make_verified("Öffentlich.")
    make_verified("Geheim.", status="in_review")

    text = body(caller.get(path))

    assert "Öffentlich." in text
    assert "Geheim." not in text


@pytest.mark.parametrize("path", [JSON_LINES, TABLE, FEED])
def test_an_export_of_nothing_is_sound(caller, db, path):
    assert "text" not in body(caller.get(path)).partition("\n")[2]


@pytest.mark.parametrize("path", [JSON_LINES, TABLE, FEED])
def test_exports_take_the_filters_of_the_list_and_refuse_slips(caller, make_verified, path):
    make_verified("Wahr.")
    make_verified("Falsch.", rating="false")

    assert "Wahr." not in body(caller.get(path, rating="false"))
    assert caller.get(path, ratings="false").status_code == 400
    assert caller.get(path, page_size="5").status_code == 400
    assert caller.get(path, status="new").status_code == 401


@pytest.mark.parametrize("path", [JSON_LINES, TABLE, FEED])
def test_an_export_costs_the_same_queries_however_long_it_is(
    caller, make_verified, django_assert_max_num_queries, path
):
    for number in range(9):
        make_verified(f"Nummer {number}.")

    with django_assert_max_num_queries(5):
        body(caller.get(path))
