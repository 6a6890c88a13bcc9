"""A passage that somebody takes for a claim, whether or not it is a sentence of the text."""

from datetime import date

from claims.extraction.check_worthiness import Weights
from claims.extraction.extract import extract_claims
from claims.extraction.passages import read_alone, read_passage, reading_at, readings_of

TEXT = (
    "Haushalt\n"
    "Jana Weber sagte letzten Monat, die Halle sei schön und koste 12 Millionen Euro. "
    "Das ist wunderbar. Wer soll das bezahlen?"
)
READ = readings_of(extract_claims(TEXT, language="de", published_on=date(2024, 8, 15)))


def passage(words, **known):
    start = TEXT.index(words)
    return read_passage(TEXT, start, start + len(words), readings=READ, language="de", **known)


def test_readings_come_in_the_texts_order_whatever_became_of_them():
    assert [each.quote[:10] for each in READ] == ["Jana Weber", "Das ist wu"]


def test_a_sentence_is_read_as_in_its_text():
    found = passage(
        "Jana Weber sagte letzten Monat, die Halle sei schön und koste 12 Millionen Euro."
    )

    assert found == READ[0]


def test_what_somebody_takes_for_a_claim_is_of_a_checkable_kind():
    assert READ[1].kind == "opinion"
    assert passage("Das ist wunderbar.").kind == "event"
    assert passage("Das ist wunderbar.").check_worthiness == READ[1].check_worthiness


def test_a_part_of_a_sentence_keeps_its_speaker_and_its_day():
    found = passage("die Halle sei schön und koste 12 Millionen Euro")

    assert (found.quote, found.text) == (found.text, found.quote)
    assert TEXT[found.start : found.end] == found.quote
    assert (found.claimant, found.claimed_on) == ("Jana Weber", date(2024, 7, 1))
    assert (found.kind, found.features["money"]) == ("number", 1.0)


def test_a_question_has_features_though_it_is_no_sentence_that_states_anything():
    found = passage("Wer soll das bezahlen?")

    assert (found.features["question"], found.claimant, found.kind) == (1.0, "", "event")
    assert found.prefix == TEXT[:-22][-32:]


def test_a_passage_is_scored_with_the_weights_that_are_given():
    found = read_alone(TEXT, 0, 8, language="de", weights=Weights(50.0, {}))

    assert (found.quote, found.check_worthiness) == ("Haushalt", 1.0)


def test_a_passage_over_two_sentences_is_of_the_more_check_worthy_one():
    start, end = TEXT.index("koste"), TEXT.index("wunderbar")

    assert reading_at(start, end, READ) == READ[0]
    assert reading_at(0, 8, READ) is None
