"""Weights learned from what a desk accepted and dismissed, and how good they are.

Needs scikit-learn, which the default install leaves out: import it only where one learns.
"""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, f1_score
from sklearn.model_selection import StratifiedGroupKFold, StratifiedKFold

from claims.extraction.check_worthiness import THRESHOLD, Weights, score
from claims.extraction.features import Features

FOLDS = 5
PRIOR = 16.0
"""So many decisions weighs what the shipped weights say of one feature.

Chosen among seven values by learning from 60 and from 150 labelled sentences that the rules
had let through, and ordering all others, also those that no desk would have been shown.
German comments, average precision with 60 and 150: shipped weights 0.553; learned with 0.25
0.504 and 0.565, with 16 0.558 and 0.594. English debates: shipped 0.911; with 0.25 0.598 and
0.823, with 16 0.877 and 0.879, so nothing is gained there, and least is lost with more.
"""


@dataclass(frozen=True, slots=True)
class Decision:
    """What the desk decided about one claim; `place` is where it stands in its article."""

    features: Features
    accepted: bool
    article: Hashable
    place: int


@dataclass(frozen=True, slots=True)
class Figures:
    """How far an order of claims, and the line drawn through it, agree with the desk.

    Both 0..1: average precision of the accepted claims, and macro F1; None where an order
    draws no line.
    """

    average_precision: float
    f1: float | None


def learn(decisions: Sequence[Decision], shipped: Weights) -> Weights:
    """Return the weights that explain the decisions best, near the shipped ones if in doubt.

    A desk decides only about what it was shown, so opinions hardly occur: by themselves the
    decisions would teach that nearly everything is worth a check. What the shipped weights
    say of each feature therefore counts as some decisions, too. Accepted and dismissed
    claims weigh the same in sum: how strict a desk is must not move the threshold.
    """
    names = sorted(shipped.features.keys() | {name for each in decisions for name in each.features})
    known = [Features(), *({name: 1.0} for name in names)]
    beliefs = [score(features, shipped) for features in known]
    rows = [each.features for each in decisions] + known + known
    model = LogisticRegression(C=float("inf"), max_iter=1000)
    model.fit(
        [[features.get(name, 0.0) for name in names] for features in rows],
        [each.accepted for each in decisions] + [True] * len(known) + [False] * len(known),
        sample_weight=[
            *_balanced(decisions),
            *(PRIOR * belief for belief in beliefs),
            *(PRIOR * (1 - belief) for belief in beliefs),
        ],
    )
    learned = zip(names, model.coef_[0], strict=True)
    return Weights(
        round(float(model.intercept_[0]), 4),
        {name: round(float(weight), 4) for name, weight in learned},
    )


def _balanced(decisions: Sequence[Decision]) -> list[float]:
    accepted = sum(each.accepted for each in decisions)
    share = {True: accepted, False: len(decisions) - accepted}
    return [len(decisions) / (2 * share[each.accepted]) for each in decisions]


def appraise(
    decisions: Sequence[Decision], shipped: Weights, others: Mapping[str, Weights]
) -> dict[str, Figures]:
    """Return how well weights learned from such decisions do, and what they are to beat.

    The learned ones are cross-validated: each decision is foretold by weights that did not
    see it, nor any other of its article where the articles allow that.
    """
    truth = [each.accepted for each in decisions]
    scores = {
        name: [score(each.features, weights) for each in decisions]
        for name, weights in others.items()
    }
    scores = {"learned": _foretold(decisions, shipped), **scores}
    figures = {name: Figures(*_agreement(truth, values)) for name, values in scores.items()}
    order = average_precision_score(truth, [-each.place for each in decisions])
    return figures | {
        "order": Figures(round(float(order), 4), None),
        "chance": Figures(round(sum(truth) / len(truth), 4), None),
    }


def _foretold(decisions: Sequence[Decision], shipped: Weights) -> list[float]:
    scores = [0.0] * len(decisions)
    for seen, unseen in _folds(decisions):
        weights = learn([decisions[place] for place in seen], shipped)
        for place in unseen:
            scores[place] = score(decisions[place].features, weights)
    return scores


def _folds(decisions: Sequence[Decision]) -> Iterator[tuple[Sequence[int], Sequence[int]]]:
    """Yield what is seen and what is foretold; an article is kept together if that is possible.

    So it is when accepted claims stand in enough articles, and dismissed ones, too.
    """
    truth = [each.accepted for each in decisions]
    articles = [
        {each.article for each in decisions if each.accepted is accepted}
        for accepted in (True, False)
    ]
    if min(map(len, articles)) < FOLDS:
        yield from StratifiedKFold(FOLDS, shuffle=True, random_state=0).split(decisions, truth)
        return
    groups = [str(each.article) for each in decisions]
    folds = StratifiedGroupKFold(FOLDS, shuffle=True, random_state=0)
    yield from folds.split(decisions, truth, groups)


def _agreement(truth: Sequence[bool], scores: Sequence[float]) -> tuple[float, float]:
    above = [value >= THRESHOLD for value in scores]
    precision = average_precision_score(truth, scores)
    return round(float(precision), 4), round(float(f1_score(truth, above, average="macro")), 4)
