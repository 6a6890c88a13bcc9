"""Learned weights for people to read: whether they count, how good they are, what they weigh."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from claims.actions.weights_in_use import weights_in_use
from claims.admin.badges import badge
from claims.extraction.check_worthiness import hand_set
from claims.extraction.extract import VERSION
from claims.extraction.reasons import reason_label
from claims.models import LearnedWeights
from claims.vocabulary import Language


@dataclass(frozen=True)
class UsedWeights:
    """What scores the sentences of a language now; `name` is "" for the shipped weights."""

    language: str
    name: str


@dataclass(frozen=True)
class Figure:
    """How well one way of ordering claims agrees with the desk; f1 is None without a line."""

    label: str
    average_precision: float
    f1: float | None


@dataclass(frozen=True)
class Weight:
    """What a reason adds to the score; `shipped` is None for one that did not count before."""

    label: str
    value: float
    shipped: float | None

    @property
    def size(self) -> float:
        return abs(self.value)


def used_weights() -> list[UsedWeights]:
    return [
        UsedWeights(str(Language(language).label), weights.name)
        for language, weights in weights_in_use().items()
    ]


def standing_badge(learned: Any) -> SafeString:
    """Tell from the annotation `is_newest`, and as `weights_in_use` does, what became of a row."""
    if not learned.is_newest:
        return badge("replaced", _("Replaced"))
    if learned.weights and learned.features_version != VERSION:
        return badge("outdated", _("Learned for older rules"))
    return badge("in_use", _("In use") if learned.weights else _("Shipped weights in use"))


def weights_context(learned: LearnedWeights) -> dict[str, Any]:
    shipped = hand_set(learned.language)
    weighed = dict(learned.weights) or {"bias": shipped.bias, **shipped.features}
    bias = weighed.pop("bias")
    weights = _strongest_first(weighed, shipped.features)
    return {
        "title": _("Weights %(name)s") % {"name": learned.name},
        "learned": learned,
        "standing": standing_badge(learned),
        "figures": _figures(learned),
        "bias": bias,
        "shipped_bias": shipped.bias,
        "strongest": weights[0].size if weights else 0,
        "raising": [weight for weight in weights if weight.value >= 0],
        "lowering": [weight for weight in weights if weight.value < 0],
    }


def _strongest_first(weighed: Mapping[str, float], shipped: Mapping[str, float]) -> list[Weight]:
    weights = [
        Weight(str(reason_label(code)), value, shipped.get(code)) for code, value in weighed.items()
    ]
    return sorted(weights, key=lambda weight: (-weight.size, weight.label))


def _figures(learned: LearnedWeights) -> list[Figure]:
    """Return these weights first and mere chance last: PostgreSQL keeps no order of keys."""
    before = sorted(learned.figures.keys() - {"learned", "shipped", "order", "chance"})
    labels = {
        "learned": _("these weights, on decisions that they had not seen"),
        "shipped": _("shipped weights"),
        **{name: _("learned before: %(name)s") % {"name": name} for name in before},
        "order": _("order of the text"),
        "chance": _("chance"),
    }
    return [
        Figure(label, **learned.figures[name])
        for name, label in labels.items()
        if name in learned.figures
    ]
