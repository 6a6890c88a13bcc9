"""What a sentence asserts, or that it asserts nothing that could be checked."""

from enum import Enum, auto

from claims.extraction.check_worthiness import THRESHOLD
from claims.extraction.features import Features
from claims.vocabulary import Kind


class Quotation(Enum):
    """How a sentence quotes a known speaker."""

    NONE = auto()
    INDIRECT = auto()
    """It tells in its own words what somebody says."""
    INTRODUCED = auto()
    """It tells who says the words: a claim about that, whatever was said."""
    BARE = auto()
    """It is nothing but quoted words, introduced in another sentence."""


def kind_of(features: Features, *, quotation: Quotation, score: float) -> Kind:
    """Return the kind of a sentence; below the threshold of `score` it is not checkable.

    That somebody said something can be checked whatever it was worth.
    """
    if quotation is Quotation.INTRODUCED:
        return Kind.QUOTE
    if features.get("future") and (score < _CERTAIN or not _has_figures(features)):
        return Kind.PREDICTION
    if score < THRESHOLD:
        return Kind.QUOTE if quotation is Quotation.INDIRECT else Kind.OPINION
    return Kind.QUOTE if quotation is Quotation.BARE else checkable_kind(features)


_CERTAIN = 0.8
"""A sentence about the future with this score states facts beside it."""


def checkable_kind(features: Features) -> Kind:
    """Return the kind of a sentence of which somebody knows that it can be checked."""
    if features.get("legal"):
        return Kind.LEGAL
    if _has_figures(features):
        return Kind.NUMBER
    if features.get("comparison") or features.get("relation"):
        return Kind.RELATION
    return Kind.EVENT


def _has_figures(features: Features) -> bool:
    return any(features.get(name) for name in ("number", "percentage", "money"))
