"""What a desk's decisions teach, and how that is judged."""

import pytest

from claims.extraction.check_worthiness import Weights, hand_set, score
from claims.extraction.learning import Decision, appraise, learn

SHIPPED = Weights(bias=-0.5, features={"number": 1.5, "event": 1.0, "opinion": -1.5})


def decisions(accepted, dismissed, *, article=None):
    """Return forty decisions of each kind, ten an article, about claims with these features."""
    told = [(accepted, True)] * 40 + [(dismissed, False)] * 40
    return [
        Decision(features, is_accepted, article or place % 8, place)
        for place, (features, is_accepted) in enumerate(told)
    ]


def test_what_a_desk_always_dismisses_scores_lower_afterwards():
    learned = learn(decisions({"number": 1.0}, {"event": 1.0}), SHIPPED)

    assert score({"event": 1.0}, learned) < 0.5 < score({"event": 1.0}, SHIPPED)
    assert score({"number": 1.0}, learned) > 0.5


def test_what_a_desk_never_decided_about_keeps_its_weight_nearly():
    learned = learn(decisions({"number": 1.0}, {"event": 1.0}), SHIPPED)

    assert score({"opinion": 1.0}, learned) == pytest.approx(
        score({"opinion": 1.0}, SHIPPED), abs=0.05
    )


def test_a_desk_that_dismisses_little_does_not_find_everything_worth_a_check():
    few = decisions({"number": 1.0}, {"event": 1.0})[:44]

    learned = learn(few, SHIPPED)

    assert score({"opinion": 1.0}, learned) < 0.3


def test_how_strict_a_desk_is_does_not_move_the_scores():
    generous, strict = (
        [Decision({"number": 1.0}, place < accepted, place, place) for place in range(100)]
        for accepted in (90, 10)
    )

    scores = [score({"number": 1.0}, learn(told, SHIPPED)) for told in (generous, strict)]

    assert scores[0] == pytest.approx(scores[1], abs=0.01)


def test_a_feature_that_the_shipped_weights_do_not_know_can_be_learned():
    learned = learn(decisions({"number": 1.0, "local": 1.0}, {"number": 1.0}), SHIPPED)

    assert learned.features["local"] > 0.5


def test_learning_twice_from_the_same_gives_the_same():
    told = decisions({"number": 1.0}, {"event": 1.0})

    assert learn(told, hand_set("de")) == learn(told, hand_set("de"))


def test_learned_weights_are_judged_beside_the_others_the_order_and_chance():
    told = decisions({"event": 1.0}, {"number": 1.0})

    figures = appraise(told, SHIPPED, {"shipped": SHIPPED})

    assert {name: each.average_precision for name, each in figures.items()} == {
        "learned": 1.0,
        "shipped": 0.5,
        "order": 1.0,
        "chance": 0.5,
    }
    assert (figures["learned"].f1, figures["shipped"].f1) == (1.0, pytest.approx(0.33, abs=0.01))
    assert figures["order"].f1 is figures["chance"].f1 is None


def test_what_was_learned_is_judged_on_articles_it_has_not_seen():
    """Each article has a sign of its own, which tells nothing about any other article."""
    told = [
        Decision({f"only in {article}": 1.0, "event": 1.0}, article % 2 == 0, article, place)
        for article in range(12)
        for place in range(10)
    ]

    figures = appraise(told, SHIPPED, {})

    assert figures["learned"].average_precision < 0.8


def test_one_article_is_enough_to_be_judged():
    told = decisions({"event": 1.0}, {"number": 1.0}, article="the only one")

    assert appraise(told, SHIPPED, {})["learned"].average_precision == 1.0
