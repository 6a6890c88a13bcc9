import pytest

from claims.extraction.check_worthiness import hand_set, score
from claims.extraction.features import measure
from claims.extraction.kinds import Quotation, kind_of
from claims.vocabulary import Kind

CASES = [
    ("Die Firma beschäftigt 300 Menschen in Ulm und Kiel.", "de", Kind.NUMBER),
    ("Das Gericht in Mainz hat die Klage gegen den Bürgermeister abgewiesen.", "de", Kind.LEGAL),
    ("Der Verlag gehört der Stadt Ulm und einer Stiftung.", "de", Kind.RELATION),
    (
        "Der Bürgermeister von Ulm ist am Morgen zurückgetreten und wurde entlassen.",
        "de",
        Kind.EVENT,
    ),
    ("Das ist wirklich eine furchtbar dumme und peinliche Idee!", "de", Kind.OPINION),
    ("Im nächsten Jahr wird der Ort stark wachsen.", "de", Kind.PREDICTION),
    ("Ich finde, wir sollten endlich aufhören.", "de", Kind.OPINION),
    ("The firm employs 300 people in Ohio.", "en", Kind.NUMBER),
    ("The Supreme Court ruled against the mayor of Ohio.", "en", Kind.LEGAL),
    ("The river will rise again.", "en", Kind.PREDICTION),
    ("What a terrible, stupid idea this is!", "en", Kind.OPINION),
]


def kind(sentence, language, quotation=Quotation.NONE):
    features = measure(sentence, language=language, quoted=False, attributed=False)
    return kind_of(features, quotation=quotation, score=score(features, hand_set(language)))


@pytest.mark.parametrize(("sentence", "language", "expected"), CASES)
def test_a_sentence_has_the_kind_of_what_it_asserts(sentence, language, expected):
    assert kind(sentence, language) == expected


def test_that_somebody_said_something_can_be_checked_even_of_an_opinion():
    assert kind("Weber: „Das ist dumm!“", "de", Quotation.INTRODUCED) == Kind.QUOTE


def test_an_opinion_that_somebody_is_told_to_hold_is_a_quote_but_a_fact_keeps_its_kind():
    assert kind("Weber hält das für dumm.", "de", Quotation.INDIRECT) == Kind.QUOTE
    assert kind("Laut Weber kamen 300 Leute.", "de", Quotation.INDIRECT) == Kind.NUMBER


def test_a_fact_within_a_quotation_is_a_claim_about_a_quote():
    assert kind("Die Firma beschäftigt 300 Menschen.", "de", Quotation.BARE) == Kind.QUOTE


def test_a_bare_opinion_within_a_quotation_is_set_aside():
    assert kind("Das ist dumm und peinlich!", "de", Quotation.BARE) == Kind.OPINION


@pytest.mark.parametrize(
    "sentence",
    [
        "Die Halle wird heute geschlossen.",
        "Die Daten werden zum Training genutzt.",
        "Er wird 80 Jahre alt.",
    ],
)
def test_a_passive_is_no_prediction(sentence):
    assert kind(sentence, "de") != Kind.PREDICTION
