"""How much a sentence deserves a fact-checker's time: 0..1, and why."""

import math
import tomllib
from functools import cache
from pathlib import Path

from claims.extraction.features import Features

THRESHOLD = 0.5
"""From here on a sentence is worth a look at all."""

_WEIGHTS = Path(__file__).with_name("weights.toml")


def score(features: Features) -> float:
    """Return the check-worthiness of a sentence with these features."""
    return round(1 / (1 + math.exp(-(_weights()["bias"] + sum(_parts(features).values())))), 4)


def reasons_for(features: Features) -> tuple[str, ...]:
    """Return the features that moved the score, the strongest first; see `reasons.py`."""
    parts = _parts(features)
    return tuple(sorted(parts, key=lambda name: (-abs(parts[name]), name)))


def _parts(features: Features) -> Features:
    weights = _weights()
    return {name: weights[name] * value for name, value in features.items() if name in weights}


@cache
def _weights() -> Features:
    return tomllib.loads(_WEIGHTS.read_text(encoding="utf-8"))
