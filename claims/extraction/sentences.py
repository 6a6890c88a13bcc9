"""Splits a text into sentences with exact offsets; direct speech is split inside its marks."""

import re
from collections.abc import Iterator

from claims.extraction.full_stops import Stop, ends_sentence, one_letter_names
from claims.extraction.lexicon import require_language
from claims.extraction.spans import Span

# A line break of any kind ends a block: headings and list items have no full stop.
_BLOCK = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_BULLET = re.compile(r"(?:[•‣▪◦·*–—-]+[\s\u200b]+)")
# White space and the invisible characters that pasted text carries at its edges.
_EDGE = " \t\xa0\u200b\u200c\u200d\u2060\ufeff\xad\u2002\u2003\u2009\u202f\u3000"

# An ellipsis may be set with spaces: ". . .".
_MARKS = re.compile(r"\.(?:[ \xa0\u2009\u202f]\.(?![.\w]))+[!?]*|[.!?…]+")
# What still belongs to the sentence after its mark: closing quotation marks, brackets,
# footnote numbers, and a closing mark set apart by a space as in French.
_CLOSERS = re.compile(
    r"(?:[\"'“”„‟»«’‘›‹)\]]|\[\d{1,3}\])*(?:[ \xa0\u202f][\"“”»«](?=\s|$))?"
    r"[\u200b\u200c\u200d\ufeff]*"
)


def split_sentences(text: str, *, language: str) -> list[Span]:
    """Return the sentences of `text` in order; they hold no white space at their edges.

    Nothing but white space, invisible characters and list bullets lies between them.
    Raises ValueError for a language without word lists.
    """
    require_language(language)
    names = one_letter_names(text, language)
    return [span for block in blocks(text) for span in _sentences_of(text, block, language, names)]


def blocks(text: str) -> Iterator[Span]:
    """Yield every line that holds more than white space, without a list's bullet."""
    for line in _BLOCK.finditer(text):
        start, end = _trimmed(text, line.start(), line.end())
        bullet = _BULLET.match(text, start, end)
        if bullet:
            start = bullet.end()
        if start < end:
            yield Span(start, end)


def _sentences_of(text: str, block: Span, language: str, names: frozenset[str]) -> Iterator[Span]:
    start = block.start
    for mark in _MARKS.finditer(text, block.start, block.end):
        if mark.start() < start:
            continue
        closers = _CLOSERS.match(text, mark.end(), block.end)
        end = closers.end() if closers else mark.end()
        stop = Stop(text, block, start, mark.start(), mark.end(), end)
        if ends_sentence(stop, language=language, names=names):
            yield Span(start, end)
            start, _ = _trimmed(text, end, block.end)
    if start < block.end:
        yield Span(start, block.end)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (text[start] in _EDGE or text[start].isspace()):
        start += 1
    while start < end and (text[end - 1] in _EDGE or text[end - 1].isspace()):
        end -= 1
    return start, end
