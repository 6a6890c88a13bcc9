"""How good a ranking or a decision is, in one figure."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured, None when nothing could be; `note` tells on what, or why not."""

    value: float | None
    note: str


@dataclass(frozen=True, slots=True)
class Hits:
    """How many of the `wanted` are among the `found`."""

    right: int
    found: int
    wanted: int

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.found + self.wanted) if self.found + self.wanted else 0.0


def macro_f1(decisions: Sequence[bool], labels: Sequence[bool]) -> float:
    """Return the mean of the F1 of yes and of no."""
    return (_f1(decisions, labels, of=True) + _f1(decisions, labels, of=False)) / 2


def average_precision(scores: Sequence[float], labels: Sequence[bool]) -> float:
    """Return the mean precision at each wanted item, ranked by score.

    Items of one score share a rank: their order in the file counts for nothing.
    """
    ranked = sorted(zip(scores, labels, strict=True), reverse=True)
    wanted = sum(labels)
    seen, right, area = 0, 0, 0.0
    for _, tied in groupby(ranked, key=lambda item: item[0]):
        hits = [label for _, label in tied]
        seen, right = seen + len(hits), right + sum(hits)
        area += sum(hits) * right / seen
    return area / wanted if wanted else 0.0


def _f1(decisions: Sequence[bool], labels: Sequence[bool], *, of: bool) -> float:
    right = sum(decision == label == of for decision, label in zip(decisions, labels, strict=True))
    return Hits(right, decisions.count(of), labels.count(of)).f1
