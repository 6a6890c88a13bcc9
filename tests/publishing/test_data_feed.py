"""The feed lists every claim once, and is JSON however many there are."""

import json
from datetime import UTC, datetime

import pytest

from claims.publishing.data_feed import data_feed


@pytest.mark.parametrize("count", [0, 1, 3])
def test_the_pieces_of_the_feed_are_one_json_document(ferry, count):
    pieces = data_feed(
        [ferry] * count,
        base_url="https://faktencheck.example",
        desk_name="Deich „Desk“",
        modified_at=datetime(2024, 8, 22, tzinfo=UTC),
    )

    feed = json.loads(b"".join(pieces))

    assert feed["@context"] == "https://schema.org"
    assert feed["@type"] == "DataFeed"
    assert feed["name"] == "Deich „Desk“"
    assert feed["dateModified"] == "2024-08-22T00:00:00Z"
    assert len(feed["dataFeedElement"]) == count


def test_an_item_of_the_feed_holds_the_claim_review(ferry):
    pieces = data_feed(
        [ferry],
        base_url="https://faktencheck.example",
        desk_name="Deichdesk",
        modified_at=datetime(2024, 8, 22, tzinfo=UTC),
    )

    [item] = json.loads(b"".join(pieces))["dataFeedElement"]

    assert item["@type"] == "DataFeedItem"
    assert item["dateCreated"] == "2024-08-20T09:30:00Z"
    assert item["dateModified"] == "2024-08-21T07:00:00Z"
    assert item["item"][0]["claimReviewed"] == "Seit Mai fährt die Fähre auch nachts."
    assert "@context" not in item["item"][0]
