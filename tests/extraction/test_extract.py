import dataclasses
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.extraction.check_worthiness import Weights
from claims.extraction.extract import EXTRACTOR, VERSION, extract_claims

ARTICLE = (
    "Neue Fähre für den Bodensee\n"
    "Die Reederei Kranich hat im Mai ein Schiff für 12 Millionen Euro gekauft. Letzten Monat sagte"
    " Geschäftsführerin Jana Weber: „Wir stellen 40 Leute ein. Das Schiff fährt mit Strom.“\n"
    "Ist das nicht großartig? Das ist eine wunderbare, mutige Idee. Nächstes Jahr wird die"
    " Reederei den Hafen umbauen.\n"
    "Laut Weber hat die Werft 300 Beschäftigte."
)

PIECES = st.sampled_from(
    [
        "Weber sagte: „Der Deich hält. ",
        "Es kostet 5 Mrd. Euro.",
        "👩‍🔬 ",
        "e\u0301",
        "\xad",
        "\u200b",
        "\xa0",
        "“ ",
        "\n",
        "\r\n",
        "- ",
        "Im März brannte es. ",
        '"Halt!" ',
        "sei",
        ". ",
        "2022 kaufte X das Werk. ",
        ", so Weber. ",
        "laut",
    ]
)


def extraction():
    return extract_claims(ARTICLE, language="de", published_on=date(2024, 8, 15))


def claim(start):
    found = extraction()
    [match] = [each for each in found.claims + found.set_aside if each.quote.startswith(start)]
    return match


def test_claims_come_in_the_texts_order_without_headings_and_questions():
    assert [each.quote[:12] for each in extraction().claims] == [
        "Die Reederei",
        "Letzten Mona",
        "Das Schiff f",
        "Laut Weber h",
    ]


def test_opinions_and_predictions_are_set_aside():
    assert [(each.quote[:12], each.kind) for each in extraction().set_aside] == [
        ("Das ist eine", "opinion"),
        ("Nächstes Jah", "prediction"),
    ]


def test_every_quote_is_what_its_offsets_address():
    found = extraction()
    for each in found.claims + found.set_aside:
        assert ARTICLE[each.start : each.end] == each.quote
        assert ARTICLE[: each.start].endswith(each.prefix)
        assert ARTICLE[each.end :].startswith(each.suffix)


def test_a_quotation_is_put_with_its_speaker_and_closed():
    assert claim("Letzten").text == (
        "Letzten Monat sagte Geschäftsführerin Jana Weber: „Wir stellen 40 Leute ein.“"
    )
    assert claim("Das Schiff").text == "Jana Weber: „Das Schiff fährt mit Strom.“"


def test_a_claim_names_who_says_it_and_how_that_was_recognised():
    found = claim("Laut Weber")
    assert (found.claimant, found.claimant_surface) == ("Jana Weber", "Weber")
    assert (found.claimant_rule, found.claimant_confidence) == ("according_to", 0.9)


def test_a_claim_of_the_article_itself_has_no_claimant():
    found = claim("Die Reederei")
    assert (found.claimant, found.claimant_surface, found.claimant_confidence) == ("", "", 0.0)


def test_a_quotation_that_goes_on_keeps_its_day():
    found = claim("Das Schiff")
    assert (found.claimed_on, found.claimed_on_precision) == (date(2024, 7, 1), "month")
    assert found.claimed_on_phrase == "Letzten Monat"


def test_a_score_comes_with_its_reasons_and_features():
    found = claim("Die Reederei")
    assert found.kind == "number"
    assert {"number", "money", "event"} <= set(found.reasons)
    assert found.features["money"] == 1.0
    assert found.check_worthiness > claim("Das ist eine").check_worthiness


def test_a_pronoun_that_speaks_is_replaced_by_its_name():
    text = "Jana Weber kam. Sie sagte, der Deich halte 100 Jahre."
    [last] = extract_claims(text, language="de").claims[-1:]
    assert last.text == "Jana Weber sagte, der Deich halte 100 Jahre."


def test_a_list_item_without_a_full_stop_can_be_a_claim():
    text = "Die Partei fordert:\n- 500 neue Züge für die Region\n- 30 Euro Mindestlohn im Handel"
    found = extract_claims(text, language="de")
    assert "500 neue Züge für die Region" in [each.quote for each in found.claims]


def test_the_number_of_a_list_item_counts_nothing():
    found = extract_claims("2. Die Partei fordert neue Züge.", language="de")
    assert "number" not in (*found.claims, *found.set_aside)[0].reasons


def test_an_english_article_is_read_by_english_rules():
    text = "Linda Carver said in July last year that the bridge cost $42 million."
    [found] = extract_claims(text, language="en", published_on=date(2024, 8, 15)).claims
    assert (found.claimant, found.kind) == ("Linda Carver", "number")
    assert (found.claimed_on, found.claimed_on_phrase) == (date(2023, 7, 1), "in July last year")


def test_a_judgement_that_somebody_states_is_a_claim_about_what_was_said():
    [found] = extract_claims("Weber nennt den Bau einen dummen Fehler.", language="de").claims
    assert (found.claimant, found.kind) == ("Weber", "quote")


def test_an_empty_text_claims_nothing():
    found = extract_claims("", language="en")
    assert (found.claims, found.set_aside) == ((), ())


def test_an_unknown_language_is_refused_by_name():
    with pytest.raises(ValueError, match="'tlh'"):
        extract_claims("Das ist so.", language="tlh")


def test_the_extractor_names_itself_and_its_version():
    assert EXTRACTOR == "rules"
    assert extract_claims("Das ist so.", language="de").version == VERSION


def test_weights_that_a_desk_learned_are_named_beside_the_version():
    learned = Weights(bias=0.0, features={}, name="de.3")
    found = extract_claims("Das ist so.", language="de", weights=learned)
    assert found.version == f"{VERSION}+de.3"


def test_a_found_claim_cannot_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        claim("Die Reederei").kind = "event"


@given(
    st.lists(PIECES | st.text(max_size=8), max_size=14).map("".join),
    st.sampled_from(["de", "en"]),
    st.sampled_from([None, date(2024, 2, 29)]),
)
def test_offsets_hold_in_any_text(text, language, published_on):
    found = extract_claims(text, language=language, published_on=published_on)
    for each in found.claims + found.set_aside:
        assert text[each.start : each.end] == each.quote != ""
        assert 0 <= each.check_worthiness <= 1
        assert 0 <= each.claimant_confidence <= 1
        assert (each.claimed_on is None) == (each.claimed_on_precision == "")
