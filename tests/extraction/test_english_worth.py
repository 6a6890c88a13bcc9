"""What makes an English sentence worth checking, in speech and in print."""

import pytest

from claims.extraction.check_worthiness import hand_set, score
from claims.extraction.features import measure


def features(sentence):
    return measure(sentence, language="en", quoted=False, attributed=False)


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ("The council cut the library's budget by half.", "I want to cut the library's budget."),
        ("She voted against the harbour bill twice.", "She is a woman of courage and integrity."),
        ("We spent more on roads than on schools.", "We can spend money on roads and schools."),
        ("They never published the survey.", "They always love a survey."),
        ("Rents rose faster than wages.", "Rents are better than wages, I believe."),
        ("The plant shipped eighty turbines last year.", "Let me say something about turbines."),
        ("The mayor didn’t sign the lease.", "The mayor shouldn’t sign the lease."),
        ("Exports fell to a record low.", "Why do exports fall?"),
    ],
)
def test_what_was_done_ranks_above_wishes_praise_and_questions(better, worse):
    weights = hand_set("en")
    assert score(features(better), weights) > score(features(worse), weights)


def test_a_speaker_s_we_is_a_country_or_a_firm_and_no_sign_of_opinion():
    assert "first_person" not in features("We closed our last coal mine.")
    assert features("I closed my last coal mine.")["first_person"] == 2.0


@pytest.mark.parametrize("sentence", ["First, look at the roads.", "Wait a second for the bus."])
def test_an_order_or_a_moment_is_no_number(sentence):
    assert "number" not in features(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The firm bought a quarry.",
        "They weren't told.",
        "The price tripled.",
        "Two ferries ran years ago.",
    ],
)
def test_the_past_is_seen_in_irregular_and_negated_verbs(sentence):
    assert features(sentence)["past"] == 1.0


@pytest.mark.parametrize("sentence", ["They need speed, indeed.", "A hundred trees stand there."])
def test_a_word_that_merely_ends_like_a_past_form_is_none(sentence):
    assert "past" not in features(sentence)


def test_a_name_of_several_words_counts_once():
    found = features("The ferry left Port Ellen for New South Wales before I'd seen it.")
    assert found["named"] == 2.0


def test_a_curly_apostrophe_reads_like_a_straight_one():
    assert features("I’ll say we’re late.") == features("I'll say we're late.")
    assert features("I’ll say we’re late.")["future"] == 1.0
