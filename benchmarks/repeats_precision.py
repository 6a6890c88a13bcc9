"""How good a ranking of the claims that a text repeats is."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet


def average_precision_at(most: int, ranked: Sequence[str], wanted: AbstractSet[str]) -> float:
    """Return the mean precision at each wanted item among the first `most`.

    An item that is not among them counts as a precision of 0.
    """
    hits = [place for place, each in enumerate(ranked[:most], start=1) if each in wanted]
    return sum(count / place for count, place in enumerate(hits, start=1)) / min(len(wanted), most)
