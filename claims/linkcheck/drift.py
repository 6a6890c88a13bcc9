"""How far a page has drifted from what it said: a share, and a diff to read."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

SHINGLE = 3
"""Words. One changed word then touches three shingles, and a paragraph that only moved next
to none; single words would not notice a text that was rearranged into another."""

MOST_WORDS = 250_000
"""Of longer texts every second, third, ... shingle is left out, the same ones on both sides."""

FEWEST_COUNTED = 10_000

LONGEST_PASSAGE = 800  # characters; longer paragraphs are cut at sentences, else at words
MOST_PASSAGES = 6_000  # of each side; the diff of longer texts is cut
MOST_SHOWN = 300
CONTEXT = 1
ALIKE = 50  # of 100; what is less alike is shown as one passage gone and another one new
LOOKAHEAD = 8
SHORT_RUN = 2
"""Words that happen to stay between two changes and only make them harder to read."""

SENTENCE_END = re.compile(r"(?<=[.!?…:;])\s+")


def drift(before: str, after: str) -> float:
    """Return the share of the readable text that changed, from 0 (equal) to 1 (nothing stayed).

    Of all runs of three words in both texts, it is the share of those that the other text
    lacks (Dice's measure on shingles, each counted as often as it occurs). A text half of
    which was replaced has drifted by a half, one that grew by a half by a fifth. White space
    is no text, and what only moved has hardly drifted.
    """
    old, new = before.split(), after.split()
    if old == new:
        return 0.0
    if not old or not new:
        return 1.0
    size = min(SHINGLE, len(old), len(new))
    sparseness = 1 + max(len(old), len(new)) // MOST_WORDS
    had, has = _shingles(old, size, sparseness), _shingles(new, size, sparseness)
    if had.total() + has.total() < FEWEST_COUNTED:  # few words, or the same ones over and over
        had, has = _shingles(old, size), _shingles(new, size)
    return 1 - 2 * (had & has).total() / (had.total() + has.total())


def _shingles(words: Sequence[str], size: int, sparseness: int = 1) -> Counter[int]:
    hashes = map(hash, zip(*(words[start:] for start in range(size)), strict=False))
    return Counter(each for each in hashes if each % sparseness == 0)


class Run(NamedTuple):
    """Words that stayed ("same"), came ("added") or went ("removed")."""

    kind: str
    text: str


@dataclass(frozen=True)
class Passage:
    """A paragraph, or a sentence of a long one; or `folded` unchanged ones, without their text."""

    runs: tuple[Run, ...] = ()
    folded: int = 0

    @property
    def is_changed(self) -> bool:
        return any(run.kind != "same" for run in self.runs)


@dataclass(frozen=True)
class Diff:
    """What changed, in the order of the texts. `cut` says that there is more than is shown."""

    passages: tuple[Passage, ...]
    cut: bool = False

    @property
    def is_empty(self) -> bool:
        return not any(passage.is_changed for passage in self.passages)


def diff(before: str, after: str) -> Diff:
    """Return what a reader must read to know what changed."""
    old, new = _passages(before), _passages(after)
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    head, tail = old[:start], old[len(old) - end :]
    changed_old, changed_new = old[start : len(old) - end], new[start : len(new) - end]
    cut = max(len(changed_old), len(changed_new)) > MOST_PASSAGES
    middle = _compare(changed_old[:MOST_PASSAGES], changed_new[:MOST_PASSAGES])
    unfolded = [*map(_unchanged, head), *middle, *map(_unchanged, [] if cut else tail)]
    folded = _fold(unfolded)
    return Diff(tuple(folded[:MOST_SHOWN]), cut or len(folded) > MOST_SHOWN)


def _passages(text: str) -> list[str]:
    lines = (" ".join(line.split()) for line in text.splitlines())
    return [passage for line in lines if line for passage in _cut(line)]


def _cut(line: str) -> Iterator[str]:
    if len(line) <= LONGEST_PASSAGE:
        yield line
        return
    for sentence in SENTENCE_END.split(line):
        while len(sentence) > LONGEST_PASSAGE:
            end = sentence.rfind(" ", 1, LONGEST_PASSAGE)
            end = end if end > 0 else LONGEST_PASSAGE
            yield sentence[:end]
            sentence = sentence[end:].lstrip()
        if sentence:
            yield sentence


def _common(old: Sequence[str], new: Sequence[str]) -> int:
    """Return how many passages the two begin with alike."""
    pairs = zip(old, new, strict=False)
    return sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _compare(old: list[str], new: list[str]) -> Iterator[Passage]:
    for same, removed, added in _hunks(old, new):
        yield from map(_unchanged, same)
        yield from _align(removed, added)


def _hunks(
    old: Sequence[str], new: Sequence[str]
) -> Iterator[tuple[Sequence[str], Sequence[str], Sequence[str]]]:
    """Yield what stayed, and what went and what came right after it, until both are told."""
    equal = [block for block in Indel.opcodes(old, new) if block.tag == "equal"]
    ends = [(0, 0), *((block.src_end, block.dest_end) for block in equal)]
    starts = [*((block.src_start, block.dest_start) for block in equal), (len(old), len(new))]
    same: Sequence[str] = ()
    for place, ((old_end, new_end), (old_start, new_start)) in enumerate(
        zip(ends, starts, strict=True)
    ):
        if place:
            same = old[equal[place - 1].src_start : old_end]
        yield same, old[old_end:old_start], new[new_end:new_start]


def _align(removed: Sequence[str], added: Sequence[str]) -> Iterator[Passage]:
    """Pair each passage that went with the next one that came and is alike, in order."""
    waiting = list(added)
    for old in removed:
        place = next(
            (
                place
                for place, new in enumerate(waiting[:LOOKAHEAD])
                if fuzz.ratio(old, new, score_cutoff=ALIKE)
            ),
            None,
        )
        if place is None:
            yield Passage((Run("removed", old),))
            continue
        yield from (Passage((Run("added", new),)) for new in waiting[:place])
        yield Passage(tuple(_reworded(old.split(), waiting[place].split())))
        del waiting[: place + 1]
    yield from (Passage((Run("added", new),)) for new in waiting)


def _reworded(old: list[str], new: list[str]) -> Iterator[Run]:
    removed: list[str] = []
    added: list[str] = []
    for same, went, came in _hunks(old, new):
        if len(same) <= SHORT_RUN and (removed or added) and (went or came):
            removed += same
            added += same
        else:
            yield from _runs(removed, added)
            yield from _runs_of("same", same)
            removed, added = [], []
        removed += went
        added += came
    yield from _runs(removed, added)


def _runs(removed: Sequence[str], added: Sequence[str]) -> Iterator[Run]:
    yield from _runs_of("removed", removed)
    yield from _runs_of("added", added)


def _runs_of(kind: str, words: Sequence[str]) -> Iterator[Run]:
    if words:
        yield Run(kind, " ".join(words))


def _unchanged(passage: str) -> Passage:
    return Passage((Run("same", passage),))


def _fold(passages: list[Passage]) -> list[Passage]:
    """Replace stretches of unchanged passages by their number, but for those beside a change."""
    near: set[int] = set()
    for place, passage in enumerate(passages):
        if passage.is_changed:
            near.update(range(place - CONTEXT, place + CONTEXT + 1))
    folded: list[Passage] = []
    hidden = 0
    for place, passage in enumerate(passages):
        if place in near:
            if hidden:
                folded.append(Passage(folded=hidden))
            hidden = 0
            folded.append(passage)
        else:
            hidden += 1
    return [*folded, Passage(folded=hidden)] if hidden else folded
