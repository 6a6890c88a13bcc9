"""Other desks' ratings are mapped by a table, never guessed."""

from decimal import Decimal

import pytest

from claims.readers.ratings import rating_of
from claims.vocabulary import Rating


@pytest.mark.parametrize(
    ("label", "rating"),
    [
        ("True", Rating.TRUE),
        ("Richtig", Rating.TRUE),
        ("MOSTLY TRUE", Rating.MOSTLY_TRUE),
        ("Größtenteils richtig", Rating.MOSTLY_TRUE),
        ("Half-True!", Rating.HALF_TRUE),
        ("Teilweise falsch", Rating.HALF_TRUE),
        ("Misleading.", Rating.MISLEADING),
        ("Irreführend", Rating.MISLEADING),
        ("Fehlender Kontext", Rating.MISLEADING),
        ("mostly_false", Rating.MOSTLY_FALSE),
        ("Überwiegend  falsch", Rating.MOSTLY_FALSE),
        ("„Falsch“", Rating.FALSE),
        ("Pants on Fire!", Rating.FALSE),
        ("Unproven", Rating.UNPROVEN),
        ("Unbelegt", Rating.UNPROVEN),
    ],
)
def test_a_known_label_has_its_rating(label, rating):
    assert rating_of(label) == rating


@pytest.mark.parametrize("rating", Rating.values)
def test_our_own_values_are_known(rating):
    assert rating_of(rating) == rating


@pytest.mark.parametrize(
    "label", ["Three Pinocchios", "Falsch und irreführend", "nicht falsch", "Satire", "5", "?"]
)
def test_an_unknown_label_is_left_to_a_person(label):
    assert rating_of(label) is None


def test_a_number_does_not_speak_where_an_unknown_label_does():
    assert rating_of("Three Pinocchios", value=2, best=5, worst=1) is None


@pytest.mark.parametrize(
    ("value", "rating"),
    [
        (5, Rating.TRUE),
        (4, Rating.MOSTLY_TRUE),
        (3, Rating.HALF_TRUE),
        (2, Rating.MOSTLY_FALSE),
        (Decimal("1.0"), Rating.FALSE),
    ],
)
def test_a_number_alone_is_read_on_the_scale_of_claim_review(value, rating):
    assert rating_of("", value=value, best=5, worst=1) == rating
    assert rating_of("", value=value) == rating


@pytest.mark.parametrize(
    ("value", "best", "worst"),
    [(3, 10, 1), (3, 5, 0), (1, 1, 5), (0, 5, 1), (6, 5, 1), (2.5, 5, 1), (-1, None, None)],
)
def test_a_number_on_another_scale_is_left_to_a_person(value, best, worst):
    assert rating_of("", value=value, best=best, worst=worst) is None


def test_no_label_and_no_number_is_no_rating():
    assert rating_of(" ") is None
