"""What a sentence asserts, or that it asserts nothing that could be checked."""

from claims.extraction.features import Features
from claims.vocabulary import Kind


def kind_of(features: Features, *, direct_speech: bool, score: float) -> Kind:
    """Return the kind of a sentence.

    `direct_speech` says that the sentence tells who said the words it quotes: then it is
    a claim about that, whatever was said.
    """
    if direct_speech:
        return Kind.QUOTE
    if score < 0.5 and _is_prediction(features):
        return Kind.PREDICTION
    if score < 0.5:
        return Kind.OPINION
    return _checkable_kind(features)


def _is_prediction(features: Features) -> bool:
    return features.get("future", 0) > 0 and features.get("opinion", 0) < 2


def _checkable_kind(features: Features) -> Kind:
    if features.get("legal"):
        return Kind.LEGAL
    if any(features.get(name) for name in ("number", "percentage", "money")):
        return Kind.NUMBER
    if features.get("comparison") or features.get("relation"):
        return Kind.RELATION
    return Kind.EVENT
