import pytest

from claims.extraction.check_worthiness import Weights, hand_set, reasons_for, score
from claims.extraction.features import measure


def features(sentence, language="de"):
    return measure(sentence, language=language, quoted=False, attributed=False)


@pytest.mark.parametrize(
    ("better", "worse", "language"),
    [
        ("Der Umzug kostete 5 Millionen Euro.", "Der Umzug kostete die Stadt Geld.", "de"),
        ("Die Miete stieg um 12 Prozent.", "Die Miete ist unverschämt und dumm!", "de"),
        ("Das Gericht verurteilte den Wirt.", "Vielleicht könnte der Wirt irgendwann gehen.", "de"),
        ("The rent rose by 12 percent.", "I think the rent is terrible.", "en"),
        ("The state banned the pesticide in 2019.", "You should never buy that stuff.", "en"),
    ],
)
def test_facts_rank_above_judgements(better, worse, language):
    weights = hand_set(language)
    assert score(features(better, language), weights) > score(features(worse, language), weights)


def test_a_score_lies_between_0_and_1_whatever_fires():
    assert score({"money": 1000.0}, hand_set("de")) == 1.0
    assert score({"question": 1000.0}, hand_set("de")) == 0.0


def test_the_strongest_reason_comes_first():
    found = {"long": 1.0, "money": 1.0, "opinion": 3.0}
    assert reasons_for(found, hand_set("de")) == ("opinion", "money", "long")


def test_weights_of_a_desk_s_own_count_instead_of_those_set_by_hand():
    learned = Weights(bias=0.0, features={"money": -2.0}, name="de.1")
    assert score({"money": 1.0}, learned) == 0.1192
    assert reasons_for({"money": 1.0, "long": 1.0}, learned) == ("money",)


def test_a_year_is_no_other_number():
    found = features("2019 kam der Umbau in Gang.")
    assert (found["year"], "number" in found) == (1.0, False)


def test_the_version_of_a_product_is_no_number():
    assert "number" not in features("Das Modell Kranich-4.5 ersetzt Kranich-4.")
