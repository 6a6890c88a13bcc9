"""How much a sentence deserves a fact-checker's time: 0..1, and why."""

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from claims.extraction.features import Features

THRESHOLD = 0.5
"""From here on a sentence is worth a look at all."""

_WEIGHTS = Path(__file__).with_name("weights.toml")
_BIAS = "bias"


@dataclass(frozen=True, slots=True)
class Weights:
    """What each feature adds to a score, and where it begins: data, not code.

    `name` tells weights apart that a desk has learned; the ones set by hand have none.
    """

    bias: float
    features: Mapping[str, float]
    name: str = ""

    def parts(self, features: Features) -> Features:
        """Return what each known feature adds to the score or takes from it."""
        known = self.features
        return {name: known[name] * value for name, value in features.items() if name in known}


@cache
def hand_set(language: str) -> Weights:
    """Return the weights of `weights.toml` for a language."""
    tables = tomllib.loads(_WEIGHTS.read_text(encoding="utf-8"))
    values = {**tables["any"], **tables[language]}
    return Weights(values.pop(_BIAS), values)


def score(features: Features, weights: Weights) -> float:
    """Return the check-worthiness of a sentence with these features."""
    total = weights.bias + sum(weights.parts(features).values())
    return round(1 / (1 + math.exp(-max(-_CERTAIN, min(_CERTAIN, total)))), 4)


_CERTAIN = 50.0
"""Beyond it a score is 0 or 1 anyhow, and `exp` would end in an error."""


def reasons_for(features: Features, weights: Weights) -> tuple[str, ...]:
    """Return the features that moved the score, the strongest first; see `reasons.py`."""
    parts = weights.parts(features)
    return tuple(sorted(parts, key=lambda name: (-abs(parts[name]), name)))
