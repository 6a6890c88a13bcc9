"""The words by which claims are compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.extraction.repeats_words import telling_words


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("Die Häuser in den Dörfern", "Haus im Dorf", "de"),
        ("kaufte", "gekauft", "de"),
        ("Die Straße", "STRASSEN", "de"),
        ("Die Beschäftigten der Firma", "Mitarbeiter des Unternehmens", "de"),
        ("die Vereinigten Staaten", "USA", "de"),
        ("hierzulande Deutschland", "hierzulande: die Bundesrepublik", "de"),
        ("cities", "City", "en"),
        ("stopped planning", "they stop plans", "en"),
        ("the U.S. President", "the United States' POTUS", "en"),
        ("#EndTheTaxNow", "End the tax now!", "en"),
        ("@MayorOfLeeds", "mayor of Leeds", "en"),
        ("Covid-19 vaccines", "coronavirus vaccination", "en"),
    ],
)
def test_what_means_the_same_has_the_same_words(one, other, language):
    assert telling_words(one, language) == telling_words(other, language) != []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Das ist es, was sie nicht haben wollte.", "de"),
        ("It is what they would not have.", "en"),
        ("https://example.org/hoax pic.twitter.com/Ab1 www.example.org", "en"),
        ("💖💖 … — „“", "de"),
    ],
)
def test_function_words_addresses_and_signs_tell_nothing(text, language):
    assert telling_words(text, language) == []


def test_an_address_that_is_glued_to_a_word_is_taken_off():
    assert telling_words("#Iranpic.twitter.com/Ab1 threatens", "en") == ["iran", "threaten"]


@pytest.mark.parametrize(("one", "other"), [("Impf\u00adpflicht", "Impfpflicht"), ("e\u0301", "é")])
def test_invisible_signs_and_spellings_of_one_letter_do_not_count(one, other):
    assert telling_words(f"Zur {one} hin", "de") == telling_words(f"Zur {other} hin", "de")


def test_an_unknown_language_is_read_as_english():
    assert telling_words("the cities", "fr") == telling_words("the cities", "en") == ["citi"]


@given(st.text(), st.sampled_from(["de", "en", ""]))
def test_any_text_has_words_without_white_space(text, language):
    assert all(word.split() == [word] for word in telling_words(text, language))
