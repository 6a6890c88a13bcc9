"""Other desks' ratings in our words: an explicit table, no guesses."""

import re
from decimal import Decimal

from claims.vocabulary import RATING_VALUES, Rating

_LABELS = {
    Rating.TRUE: (
        "true", "correct", "accurate", "right",
        "wahr", "richtig", "stimmt", "korrekt", "zutreffend",
    ),
    Rating.MOSTLY_TRUE: (
        "mostly true", "mostly correct", "mostly accurate", "largely true",
        "größtenteils wahr", "größtenteils richtig", "überwiegend wahr", "überwiegend richtig",
        "weitgehend wahr", "weitgehend richtig", "meist richtig",
    ),
    Rating.HALF_TRUE: (
        "half true", "partly true", "partially true", "partly false", "partially false", "mixture",
        "halb wahr", "halbwahr", "teilweise wahr", "teilweise richtig", "teilweise falsch",
        "teils richtig", "teils falsch", "teils teils",
    ),
    Rating.MISLEADING: (
        "misleading", "missing context", "lacks context", "out of context",
        "irreführend", "fehlender kontext", "falscher kontext", "ohne kontext",
        "aus dem kontext gerissen", "aus dem zusammenhang gerissen",
    ),
    Rating.MOSTLY_FALSE: (
        "mostly false", "mostly incorrect", "largely false",
        "größtenteils falsch", "überwiegend falsch", "weitgehend falsch", "meist falsch",
    ),
    Rating.FALSE: (
        "false", "incorrect", "wrong", "not true", "untrue", "fake", "pants on fire",
        "falsch", "unwahr", "stimmt nicht", "nicht wahr", "frei erfunden", "erfunden",
    ),
    Rating.UNPROVEN: (
        "unproven", "unverified", "unsupported", "unsubstantiated", "no evidence",
        "unbelegt", "nicht belegt", "unbewiesen", "nicht bewiesen", "nicht belegbar",
    ),
}  # fmt: skip
_RATINGS = {label: rating for rating, labels in _LABELS.items() for label in labels}
_BY_VALUE: dict[Decimal | float, Rating] = {
    RATING_VALUES[rating]: rating for rating in RATING_VALUES if rating is not Rating.MISLEADING
}


def rating_of(
    label: str,
    value: Decimal | float | None = None,
    best: Decimal | float | None = None,
    worst: Decimal | float | None = None,
) -> Rating | None:
    """Return what another desk's rating is in our words; None when a person must say.

    A label decides alone. A number counts only where there is no label, and only on
    ClaimReview's scale from 1 (worst) to 5 (best), which schema.org also assumes where
    `best` and `worst` are left out. Its 2 is "mostly false".
    """
    if label.strip():
        return _RATINGS.get(_normalised(label))
    if value is None or best not in (5, None) or worst not in (1, None):
        return None
    return _BY_VALUE.get(value)


def _normalised(label: str) -> str:
    """Return `label` in lower case, without signs around it: "Half-True!" is "half true"."""
    words = re.sub(r"[\s_\-–/]+", " ", label)
    return words.strip(" .!\"'„“”»«").lower()
