"""What stands in a changed text instead of a quote that it has lost."""

from collections.abc import Sequence

from claims.extraction.anchors import closest_passage
from claims.extraction.spans import Span


def closest_sentences(quote: str, text: str, sentences: Sequence[Span]) -> Span | None:
    """Return the whole sentences about the passage most like `quote`: one, unless it was split.

    `sentences` are those of `text`. For a person to look at; None when nothing is half alike.
    """
    found = closest_passage(quote, text)
    if found is None:
        return None
    passage = Span(*found[:2])
    chosen = [sentence for sentence in sentences if _is_meant(sentence, passage)]
    return Span(chosen[0].start, chosen[-1].end) if chosen else passage


def _is_meant(sentence: Span, passage: Span) -> bool:
    """Whether half of either lies in the other: a passage may spill into its neighbours."""
    shared = min(sentence.end, passage.end) - max(sentence.start, passage.start)
    return 2 * shared >= min(sentence.end - sentence.start, passage.end - passage.start)
