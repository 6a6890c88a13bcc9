"""ClaimReview markup becomes claims with the ratings that others gave them."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from claims.readers.claim_review import read_claim_review
from claims.readers.draft import DraftArticle, DraftClaim
from claims.readers.unreadable import UnreadableSource

REVIEW: dict[str, Any] = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "url": "https://pruefer.example/ofen",
    "claimReviewed": "Der Ofen läuft.",
    "inLanguage": "de-DE",
    "datePublished": "2024-06-01",
    "author": {"@type": "Organization", "name": "Prüfstelle"},
    "reviewBody": "Er stand den ganzen Mai still.",
    "keywords": "ofen, stadt",
    "itemReviewed": {
        "@type": "Claim",
        "author": {"@type": "Person", "name": "Rosa Lind"},
        "datePublished": "2024-05-01T08:00:00+02:00",
        "appearance": [
            {
                "@type": "Article",
                "url": "https://flussbote.example/ofen",
                "headline": "Der Ofen am Fluss",
                "publisher": {"name": "Flussbote"},
                "datePublished": "2024-05-03",
                "inLanguage": "de",
            }
        ],
    },
    "reviewRating": {
        "@type": "Rating",
        "ratingValue": "2",
        "bestRating": 5,
        "worstRating": 1.0,
        "alternateName": "Größtenteils falsch",
    },
}


def read(document: object) -> list[DraftArticle]:
    return read_claim_review(json.dumps(document), name="pruefung.json")


def refusal(text: str) -> str:
    with pytest.raises(UnreadableSource) as refused:
        read_claim_review(text, name="pruefung.json")
    return str(refused.value)


def changed(**members: object) -> dict[str, Any]:
    return REVIEW | members


def test_a_review_becomes_a_claim_in_the_article_where_it_appeared():
    [article] = read(REVIEW)

    assert article.url == "https://flussbote.example/ofen"
    assert article.title == "Der Ofen am Fluss"
    assert article.publisher == "Flussbote"
    assert article.published_on == date(2024, 5, 3)
    assert article.language == "de"
    assert article.text == "Der Ofen läuft."
    assert article.claims == (
        DraftClaim(
            quote="Der Ofen läuft.",
            start=0,
            end=15,
            text="Der Ofen läuft.",
            claimant="Rosa Lind",
            claimed_on=date(2024, 5, 1),
            rating_label="Größtenteils falsch",
            rating_value=Decimal(2),
            rating_best=Decimal(5),
            rating_worst=Decimal(1),
            explanation="Er stand den ganzen Mai still.",
            review_url="https://pruefer.example/ofen",
            reviewed_by="Prüfstelle",
            tags=("ofen", "stadt"),
        ),
    )


@pytest.mark.parametrize(
    ("claimed", "url"),
    [
        ({"appearance": "https://a.example/1"}, "https://a.example/1"),
        ({"appearance": ["https://a.example/1", "https://a.example/2"]}, "https://a.example/1"),
        ({"appearance": {"@id": "https://a.example/1"}}, "https://a.example/1"),
        (
            {
                "firstAppearance": {"url": "https://a.example/first"},
                "appearance": ["https://a.example/1"],
            },
            "https://a.example/first",
        ),
        ({"name": "ohne Ort"}, "https://pruefer.example/ofen"),
    ],
    ids=["address", "list", "node", "first appearance", "nowhere"],
)
def test_the_article_is_where_the_claim_appeared_first_or_else_the_review(claimed, url):
    [article] = read(changed(itemReviewed=claimed))

    assert article.url == url


def test_reviews_of_one_article_are_gathered():
    [article] = read([REVIEW, changed(claimReviewed="Der Ofen steht."), REVIEW])

    assert article.text == "Der Ofen läuft.\nDer Ofen steht."
    assert [(claim.start, claim.end) for claim in article.claims] == [(0, 15), (16, 31)]


@pytest.mark.parametrize(
    "document",
    [
        {"@context": "https://schema.org", "@graph": [{"@type": "WebPage"}, REVIEW]},
        {"@type": "DataFeed", "dataFeedElement": [{"@type": "DataFeedItem", "item": [REVIEW]}]},
        {"@type": "DataFeed", "dataFeedElement": [{"item": REVIEW}, {"item": None}]},
        {**REVIEW, "@type": ["Review", "ClaimReview"]},
        {**REVIEW, "@type": "http://schema.org/ClaimReview"},
    ],
    ids=["graph", "feed of lists", "feed of objects", "two types", "full type"],
)
def test_reviews_are_found_wherever_publishers_put_them(document):
    [article] = read(document)

    assert [claim.quote for claim in article.claims] == ["Der Ofen läuft."]


def test_reviews_are_found_in_the_scripts_of_a_page():
    page = (
        "<!doctype html><html><head><script>start()</script>"
        '<script type="application/ld+json">{"@type": "WebPage"}</script>'
        f'<script type="application/ld+json">{json.dumps(REVIEW)}</script></head></html>'
    )

    [article] = read_claim_review(page, name="seite.html")

    assert article.claims[0].review_url == "https://pruefer.example/ofen"


def test_people_may_be_named_by_a_word_or_in_a_list():
    [article] = read(changed(author="Prüfstelle", itemReviewed={"author": [{"name": "Rosa"}]}))

    assert article.claims[0].reviewed_by == "Prüfstelle"
    assert article.claims[0].claimant == "Rosa"


def test_a_claim_whose_year_alone_is_known_has_no_day():
    [article] = read(changed(itemReviewed={"datePublished": "2024"}))

    assert article.claims[0].claimed_on is None


def test_a_review_without_a_rating_is_still_a_claim():
    [article] = read({"@type": "ClaimReview", "claimReviewed": "Der Ofen läuft."})

    assert (article.url, article.title) == ("", "pruefung.json")
    assert (article.claims[0].rating_label, article.claims[0].rating_value) == ("", None)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[]", "pruefung.json contains no ClaimReview."),
        ('{"@type": "WebPage"}', "pruefung.json contains no ClaimReview."),
        ("<html><p>Der Ofen</p></html>", "pruefung.json contains no ClaimReview."),
        ('{\n"@type" "ClaimReview"}',
         "pruefung.json is not JSON: Expecting ':' delimiter in line 2."),
        ("[" * 100_000, "pruefung.json is no JSON that can be read."),
        (json.dumps([REVIEW, changed(claimReviewed="", itemReviewed={})]),
         "pruefung.json, ClaimReview 2, field claimReviewed: the claim is missing."),
        (json.dumps(changed(itemReviewed={"datePublished": "im Mai"})),
         "pruefung.json, ClaimReview 1, field itemReviewed.datePublished: "
         "“im Mai” is not a date such as 2024-08-15."),
        (json.dumps(changed(url="ftp://a.example")),
         "pruefung.json, ClaimReview 1, field url: “ftp://a.example” is not a web address."),
        (json.dumps(changed(reviewRating={"ratingValue": "viel"})),
         "pruefung.json, ClaimReview 1, field reviewRating.ratingValue: “viel” is not a number."),
        (json.dumps(changed(reviewRating={"ratingValue": "NaN"})),
         "pruefung.json, ClaimReview 1, field reviewRating.ratingValue: “NaN” is not a number."),
        (json.dumps(changed(claimReviewed="Der\0Ofen")),
         "pruefung.json, ClaimReview 1, field claimReviewed: it contains signs that are not text."),
        (json.dumps(changed(claimReviewed="Der \ud83d Ofen")),
         "pruefung.json, ClaimReview 1, field claimReviewed: it contains signs that are not text."),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_its_review_and_field(text, sentence):
    assert refusal(text) == sentence


def test_an_article_without_a_title_is_called_by_the_beginning_of_its_long_address():
    url = "https://andere.example/" + "a" * 600
    review = f'{{"@type": "ClaimReview", "claimReviewed": "Drei Hunde.", "url": "{url}"}}'

    (article,) = read_claim_review(review, name="review.json")

    assert (article.title, article.url) == (url[:500], url)
