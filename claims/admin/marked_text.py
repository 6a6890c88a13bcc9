"""An article's text with its claims marked in it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from operator import itemgetter

from claims.models import ArticleVersion, Claim


@dataclass(frozen=True)
class Segment:
    """A stretch of text, and the claim that it belongs to."""

    text: str
    claim: Claim | None


@dataclass(frozen=True)
class MarkedBlock:
    """A title, heading, paragraph or list item."""

    kind: str
    segments: list[Segment]


def marked_blocks(version: ArticleVersion, claims: Sequence[Claim]) -> list[MarkedBlock]:
    """Return the whole text in the order of its blocks; `claims` stand in this version.

    Where two claims overlap, the words belong to the one that begins first.
    """
    blocks = version.blocks or list(_lines(version.text))
    return [
        MarkedBlock(kind, list(_segments(version.text, start, end, claims)))
        for kind, start, end in blocks
    ]


def _lines(text: str) -> Iterator[tuple[str, int, int]]:
    start = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            yield "paragraph", start, start + len(line.rstrip())
        start += len(line)


def _segments(text: str, start: int, end: int, claims: Sequence[Claim]) -> Iterator[Segment]:
    inside = [claim for claim in claims if claim.start < end and start < claim.end]
    edges = {edge for claim in inside for edge in (claim.start, claim.end) if start < edge < end}
    cuts = [start, *sorted(edges), end]
    owned = [(left, right, _owner(left, right, inside)) for left, right in pairwise(cuts)]
    for owner, stretch in groupby(owned, key=itemgetter(2)):
        pieces = list(stretch)
        yield Segment(text[pieces[0][0] : pieces[-1][1]], owner)


def _owner(start: int, end: int, claims: Sequence[Claim]) -> Claim | None:
    return next((claim for claim in claims if claim.start <= start and end <= claim.end), None)
