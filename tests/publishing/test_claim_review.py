"""The ClaimReview of a claim says what is known, in schema.org's words, and no more."""

import json
from datetime import date

import pytest

from claims.publishing.claim_review import claim_review, partial_date
from claims.readers.claim_review import read_claim_review

PAGE = "https://faktencheck.example/claims/00000000-0000-0000-0000-000000000002/"


def review_of(claim):
    return claim_review(claim, base_url="https://faktencheck.example", desk_name="Deichdesk")


def test_a_verified_claim_is_a_claim_review(ferry):
    assert review_of(ferry) == {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "@id": PAGE,
        "url": PAGE,
        "claimReviewed": "Seit Mai fährt die Fähre auch nachts.",
        "inLanguage": "de",
        "datePublished": "2024-08-20T09:30:00Z",
        "dateModified": "2024-08-21T07:00:00Z",
        "author": {
            "@type": "Organization",
            "name": "Deichdesk",
            "url": "https://faktencheck.example/",
        },
        "itemReviewed": {
            "@type": "Claim",
            "author": {"name": "Reederei Nord"},
            "datePublished": "2024-08-14",
            "appearance": {
                "@type": "Article",
                "url": "https://hafenbote.example/faehre",
                "headline": "Die Nachtfähre",
                "author": {"name": "Jan Petersen"},
                "publisher": {"@type": "Organization", "name": "Hafenbote"},
                "datePublished": "2024-08-15",
                "inLanguage": "de",
            },
        },
        "reviewRating": {
            "@type": "Rating",
            "alternateName": "Größtenteils falsch",
            "ratingValue": 2,
            "bestRating": 5,
            "worstRating": 1,
        },
        "reviewBody": "Sie fährt nur an Feiertagen nachts.",
        "keywords": ["hafen", "verkehr"],
        "citation": ["https://reederei.example/fahrplan"],
    }


def test_what_is_not_known_is_left_out(ferry):
    ferry.claimant, ferry.claimed_on, ferry.article.url = "", None, ""

    assert review_of(ferry)["itemReviewed"] == {"@type": "Claim"}


@pytest.mark.parametrize(
    ("rating", "value"),
    [("true", 5), ("mostly_true", 4), ("half_true", 3), ("misleading", 2), ("false", 1)],
)
def test_ratings_are_told_on_the_scale_from_one_to_five(ferry, rating, value):
    ferry.rating = rating

    assert review_of(ferry)["reviewRating"]["ratingValue"] == value


def test_an_unproven_claim_has_words_but_no_number(ferry):
    ferry.rating = "unproven"

    assert set(review_of(ferry)["reviewRating"]) == {"@type", "alternateName"}


def test_a_claim_that_needs_a_recheck_is_marked_so(ferry):
    ferry.status = "needs_recheck"

    assert review_of(ferry)["creativeWorkStatus"] == "needs_recheck"


@pytest.mark.parametrize(
    ("precision", "written"), [("day", "2024-08-14"), ("month", "2024-08"), ("year", "2024")]
)
def test_a_date_is_told_as_exactly_as_it_is_known(precision, written):
    assert partial_date(date(2024, 8, 14), precision) == written


def test_another_desk_can_import_what_we_publish(ferry):
    [article] = read_claim_review(json.dumps(review_of(ferry)), name="review.json")

    assert article.url == "https://hafenbote.example/faehre"
    assert article.claims[0].text == "Seit Mai fährt die Fähre auch nachts."
    assert article.claims[0].claimant == "Reederei Nord"
    assert article.claims[0].rating_value == 2
    assert article.claims[0].tags == ("hafen", "verkehr")
    assert article.claims[0].reviewed_by == "Deichdesk"
