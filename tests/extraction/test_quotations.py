import pytest

from claims.extraction.quotations import quoted_parts
from claims.extraction.reading import read_sentences


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ("Er rief „Halt“ laut.", ["„Halt“"]),
        ('Er rief „Halt" laut.', ['„Halt"']),
        ('Er rief "Halt" laut.', ['"Halt"']),
        ("He cried “Stop” aloud.", ["“Stop”"]),
        ("Er rief »Halt« laut.", ["»Halt«"]),
        ("Er rief «Halt» laut.", ["«Halt»"]),
        ("„Halt“, rief er. „Nein!“", ["„Halt“", "„Nein!“"]),
        ("Sie sagte: „Das ist 'gut', sagt man.“", ["„Das ist 'gut', sagt man.“"]),
        ("Er sagte: „Es geht weiter", ["„Es geht weiter"]),
        ('Ein 5" breites Brett lag da.', []),
        ("It's John's.", []),
    ],
)
def test_quotations_of_every_style_are_seen(block, expected):
    assert [part.of(block) for part in quoted_parts(block)] == expected


def test_a_word_or_two_in_marks_is_no_quotation():
    [sentence] = read_sentences("Er hielt sein „Reich“ zusammen.", language="de")
    assert not sentence.quotes
    assert sentence.frame == "Er hielt sein Reich zusammen."


def test_a_quotation_leaves_a_sign_in_the_frame():
    [sentence] = read_sentences("Weber sagte: „Der Deich hält.“", language="de")
    assert sentence.frame == "Weber sagte: §"


def test_a_lone_line_above_running_text_is_a_heading():
    text = "Ein neuer Deich\nDer Deich am Rhein ist seit gestern fertig und hält dem Wasser stand."
    assert [each.is_heading for each in read_sentences(text, language="de")] == [True, False]


def test_a_text_of_one_line_is_no_heading():
    [sentence] = read_sentences("Die Quote sank auf 5,4 Prozent", language="de")
    assert not sentence.is_heading
