"""Any passage of a text read as a claim, also one that is no sentence of its own."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile
from operator import attrgetter

from claims.extraction.anchors import describe
from claims.extraction.check_worthiness import Weights, hand_set, reasons_for, score
from claims.extraction.features import measure
from claims.extraction.found import Extraction, FoundClaim
from claims.extraction.kinds import checkable_kind
from claims.extraction.reading import plain
from claims.vocabulary import CHECKABLE_KINDS


def readings_of(extraction: Extraction) -> list[FoundClaim]:
    """Return all that was read in the text, in its order: a sentence each, none overlapping."""
    return sorted([*extraction.claims, *extraction.set_aside], key=attrgetter("start"))


def reading_at(start: int, end: int, readings: Sequence[FoundClaim]) -> FoundClaim | None:
    """Return the most check-worthy reading that overlaps a passage; None when none does."""
    after = bisect_left(readings, end, key=attrgetter("start"))
    before_its_end = (readings[place] for place in range(after - 1, -1, -1))
    overlapping = takewhile(lambda found: found.end > start, before_its_end)
    return max(overlapping, key=attrgetter("check_worthiness"), default=None)


def read_passage(
    text: str,
    start: int,
    end: int,
    *,
    readings: Sequence[FoundClaim],
    language: str,
    weights: Weights | None = None,
) -> FoundClaim:
    """Return `text[start:end]` as the claim that somebody sees in it, so of a checkable kind.

    Speaker and date are those of the sentence that it belongs to, if it belongs to one.
    """
    sentence = reading_at(start, end, readings)
    if sentence is None or (sentence.start, sentence.end) != (start, end):
        alone = read_alone(text, start, end, language=language, weights=weights)
        sentence = _said_as(sentence, alone) if sentence else alone
    kind = sentence.kind if sentence.kind in CHECKABLE_KINDS else checkable_kind(sentence.features)
    return replace(sentence, kind=str(kind))


def read_alone(
    text: str, start: int, end: int, *, language: str, weights: Weights | None = None
) -> FoundClaim:
    """Return what a passage shows by itself; who says it and when stays unknown."""
    weights = weights or hand_set(language)
    anchor = describe(text, start, end)
    words = plain(anchor.exact)
    features = measure(words, language=language, quoted=False, attributed=False)
    return FoundClaim(
        quote=anchor.exact,
        start=start,
        end=end,
        prefix=anchor.prefix,
        suffix=anchor.suffix,
        text=words,
        claimant="",
        claimant_surface="",
        claimant_rule="",
        claimant_confidence=0.0,
        claimed_on=None,
        claimed_on_precision="",
        claimed_on_phrase="",
        kind=checkable_kind(features).value,
        check_worthiness=score(features, weights),
        reasons=reasons_for(features, weights),
        features=features,
    )


def _said_as(sentence: FoundClaim, passage: FoundClaim) -> FoundClaim:
    return replace(
        passage,
        claimant=sentence.claimant,
        claimant_surface=sentence.claimant_surface,
        claimant_rule=sentence.claimant_rule,
        claimant_confidence=sentence.claimant_confidence,
        claimed_on=sentence.claimed_on,
        claimed_on_precision=sentence.claimed_on_precision,
        claimed_on_phrase=sentence.claimed_on_phrase,
    )
