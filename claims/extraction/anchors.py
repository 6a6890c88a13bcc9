"""Finds a quoted passage again after its text has changed: a W3C TextQuoteSelector."""

from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from claims.extraction.sentences import blocks
from claims.extraction.spans import Span

CONTEXT = 32
"""Code points kept on either side of a quote."""

_HALF_ALIKE = 0.5


@dataclass(frozen=True, slots=True)
class Anchor:
    """The exact words, with what stood directly before and after them."""

    exact: str
    prefix: str
    suffix: str


def describe(text: str, start: int, end: int) -> Anchor:
    """Return the anchor of `text[start:end]`."""
    prefix = text[max(0, start - CONTEXT) : start]
    return Anchor(text[start:end], prefix, text[end : end + CONTEXT])


def reanchor(anchor: Anchor, text: str, near: int) -> tuple[int, int] | None:
    """Return where the quote stands in `text` now, or None when its words are gone.

    Never fuzzy: a claim whose words have changed is an orphan. Among several places the
    one with the most of the old context wins, then the one nearest to `near`.
    """
    places = _places(anchor.exact, text)
    best = max(
        places, key=lambda place: (_likeness(anchor, text, place), -abs(place - near)), default=None
    )
    return None if best is None else (best, best + len(anchor.exact))


def closest_passage(quote: str, text: str) -> tuple[int, int, float] | None:
    """Return start, end and likeness (0..1) of the passage most like `quote`.

    For the list of orphans only: a person decides. None when nothing is half alike.
    """
    passages = (_passage(quote, block, text) for block in blocks(text))
    best = max(passages, key=lambda passage: passage[2], default=None)
    return best if best and best[2] >= _HALF_ALIKE else None


def _passage(quote: str, block: Span, text: str) -> tuple[int, int, float]:
    """Return the stretch of a block that is most like the quote, and how much it is."""
    line = block.of(text)
    start, end = 0, len(line)
    if len(line) > len(quote):
        alignment = fuzz.partial_ratio_alignment(quote, line)
        start, end = (alignment.dest_start, alignment.dest_end) if alignment else (0, end)
    likeness = fuzz.ratio(quote, line[start:end]) / 100
    return block.start + start, block.start + end, likeness


def _places(exact: str, text: str) -> Iterator[int]:
    place = text.find(exact) if exact else -1
    while place >= 0:
        yield place
        place = text.find(exact, place + 1)


def _likeness(anchor: Anchor, text: str, start: int) -> float:
    """Return how much of the old context is around `start`: 0 none, 2 all."""
    here = describe(text, start, start + len(anchor.exact))
    return Indel.normalized_similarity(anchor.prefix, here.prefix) + Indel.normalized_similarity(
        anchor.suffix, here.suffix
    )
