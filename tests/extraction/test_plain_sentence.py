import pytest

from claims.extraction.attribution import attribute
from claims.extraction.plain_sentence import plain_sentence
from claims.extraction.reading import read_sentences


def plain_sentences(text, language="de"):
    sentences = read_sentences(text, language=language)
    speakers = attribute(sentences, language=language)
    return [
        plain_sentence(sentence, speaker, language=language)
        for sentence, speaker in zip(sentences, speakers, strict=True)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Weber sagte: „Es regnet. Es stürmt. Alles ist nass“, und ging.",
            [
                "Weber sagte: „Es regnet.“",
                "Weber: „Es stürmt.“",
                "„Alles ist nass“, und ging.",
            ],
        ),
        (
            'Weber sagte: "Es regnet heute. Es stürmt."',
            ['Weber sagte: "Es regnet heute."', "Weber: „Es stürmt.“"],
        ),
        (
            "»Es regnet heute. Es stürmt«, sagte Weber.",
            ["Weber: „Es regnet heute.“", "»Es stürmt«, sagte Weber."],
        ),
        ("Er nannte es „Unfug“ und ging.", ["Er nannte es „Unfug“ und ging."]),
    ],
)
def test_a_quotation_over_several_sentences_is_made_whole_in_each(text, expected):
    assert plain_sentences(text) == expected


def test_an_english_quotation_has_english_marks():
    text = "Linda Carver said: “It rains a lot. It storms.”"
    assert plain_sentences(text, "en")[1] == "Linda Carver: “It storms.”"


def test_a_possessive_becomes_the_name_in_the_genitive():
    text = "Karl Brandt kaufte das Boot. Seine Begründung: „Es war billig zu haben.“"
    assert plain_sentences(text)[1] == "Karl Brandts Begründung: „Es war billig zu haben.“"


def test_a_possessive_in_any_case_becomes_the_name_in_the_genitive():
    text = "Karl Brandt kaufte das Boot. Seinen Angaben zufolge war es billig."
    assert plain_sentences(text)[1] == "Karl Brandts Angaben zufolge war es billig."


def test_invisible_characters_and_line_ends_are_gone():
    assert plain_sentences("Der\xa0Deich\u200b \xadhält.") == ["Der Deich hält."]
