"""Where the numbers of two claims differ, which are else the same."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.extraction.repeats_numbers import different_numbers
from claims.extraction.repeats_quantities import quantities


def differences(here, there, language="de", other_language=None):
    found = different_numbers(
        here, there, language=language, other_language=other_language or language
    )
    return [(each.here, each.there) for each in found]


@pytest.mark.parametrize(
    ("here", "there", "found"),
    [
        ("Sie hat 11 Mitarbeiter.", "Nur 6 Mitarbeiter!", [("11 Mitarbeiter", "6 Mitarbeiter")]),
        ("xAI hat elf Beschäftigte.", "xAI hat 11 Mitarbeiter.", []),
        ("Elf Leute arbeiten dort.", "Dort sind 6 Angestellte.", [("Elf Leute", "6 Angestellte")]),
        ("Es kostet 1,5 Milliarden Euro.", "Es kostet 1.500 Millionen Euro.", []),
        ("Es kostet 1,5 Mrd. Euro.", "Es kostet 1,6 Mrd. €.", [("1,5 Mrd. Euro", "1,6 Mrd. €")]),
        ("Es waren 30 Prozent.", "Es waren 30 %.", []),
        ("Es waren 30 Prozent.", "Es waren 30 Prozentpunkte.", []),
        ("Im Jahr 2022 schloss sie.", "Sie schloss 2023.", [("2022", "2023")]),
        ("Rund 100.000 Vögel sterben.", "98.500 Vögel sterben.", []),
        ("100.000 Vögel sterben.", "98.500 Vögel sterben.", [("100.000 Vögel", "98.500 Vögel")]),
        ("Am 3. Mai kamen 20 Gäste.", "Am 5. Mai kamen 20 Gäste.", []),
        ("Um 11:40 Uhr kam er.", "Um 9:30 Uhr kam er.", []),
        ("Es kamen 20 Gäste.", "Es kamen Gäste.", []),
        ("Drei Tage lang kamen 90 Gäste.", "Es kamen 80 Gäste.", [("90 Gäste", "80 Gäste")]),
        ("Eine Million Menschen.", "Zwei Millionen Menschen.",
         [("Eine Million Menschen", "Zwei Millionen Menschen")]),
    ],
)  # fmt: skip
def test_numbers_of_the_same_thing_are_compared(here, there, found):
    assert differences(here, there) == found


@pytest.mark.parametrize(
    ("here", "there", "found"),
    [
        ("It cost $1.5bn.", "It cost 1.5 billion dollars.", []),
        ("It cost $1,500 million.", "It cost $1.5 billion.", []),
        ("Twelve buses were bought.", "12 buses were bought.", []),
        ("Some 70 per cent agreed.", "70% agreed.", []),
        ("90 percent of doctors", "80 percent of doctors", [("90 percent", "80 percent")]),
        ("On May 3, 2016 he left.", "On May 9, 2016 he left.", []),
        ("2000 people came.", "In 2001 people came.", []),
        ("Twenty-one dogs barked.", "21 dogs barked.", []),
    ],
)
def test_so_are_those_of_english_claims(here, there, found):
    assert differences(here, there, language="en") == found


def test_numbers_are_the_same_in_every_language():
    german, english = "Es kostet 1,5 Milliarden Euro.", "It costs 1.5 billion euros."

    assert differences(german, english, "de", "en") == []


def test_a_billion_is_not_a_german_billion():
    german, english = "Es kostet 2 Billionen Euro.", "It costs 2 billion euros."

    assert differences(german, english, "de", "en") == [("2 Billionen Euro", "2 billion euros")]


@pytest.mark.parametrize(
    ("written", "language", "value"),
    [
        ("1.500", "de", "1500"),
        ("1,500", "en", "1500"),
        ("1,5", "de", "1.5"),
        ("1.5", "de", "1.5"),
        ("1,500,000", "de", "1500000"),
        ("1.234,56", "de", "1234.56"),
        ("1,234.56", "en", "1234.56"),
        ("einundzwanzig", "de", "21"),
        ("12 Mio.", "de", "12000000"),
        ("three hundred", "en", "300"),
    ],
)
def test_a_number_is_worth_what_its_language_says(written, language, value):
    (quantity,) = quantities(f"Es {written}" if language == "de" else f"so {written}", language)

    assert quantity.value == Decimal(value)


@given(st.text("0123456789.,:-% $€Mio millionProzent\n"), st.sampled_from(["de", "en", "fr"]))
def test_no_text_is_too_odd_to_be_read(text, language):
    assert all(each.written for each in quantities(text, language))


@given(st.text("0123456789., %MioTage"))
def test_a_claim_does_not_differ_from_itself(text):
    assert differences(text, text) == []
