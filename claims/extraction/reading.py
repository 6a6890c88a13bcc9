"""A text read sentence by sentence, with what each sentence's place tells about it."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property

from claims.extraction.quotations import quoted_parts
from claims.extraction.sentences import blocks, split_sentences
from claims.extraction.spans import Span

_INVISIBLE = re.compile("[\xad\u200b\u200c\u200d\u2060\ufeff]")
_ENDS = re.compile(r"[.!?…:;][\"'“”„»«’‘›‹)\]\s]*(?:\[\d+\])*$")
_HEADING_LENGTH = 140
_WORDS_OF_A_QUOTATION = 3
_LONGEST_NAME = 5
_MARKS = '"“”„‟»«'
QUOTATION = "§"
"""Stands for a quotation in a sentence's frame."""


@dataclass(frozen=True)
class Sentence:
    """A sentence and its surroundings.

    `quoted` are the parts of `words` inside quotation marks; `goes_on` says that the first
    of them began in an earlier sentence. `block` counts the blocks from 0.
    """

    span: Span
    raw: str
    quoted: tuple[Span, ...]
    goes_on: bool
    block: int
    is_heading: bool

    @cached_property
    def words(self) -> str:
        """The sentence as people read it: one line, plain spaces, nothing invisible."""
        return plain(self.raw)

    @cached_property
    def frame(self) -> str:
        """The sentence outside its quotations, each of which leaves `§` behind.

        A word or two in quotation marks is no quotation, nor is a name: they stay, unmarked.
        """
        if not self.quoted:
            return self.words
        parts, place = [], 0
        for quotation in self.quoted:
            inside = quotation.of(self.raw)
            kept = inside.strip(_MARKS) if _is_remark(inside) and not self.goes_on else " § "
            parts += [self.raw[place : quotation.start], kept]
            place = quotation.end
        return plain("".join([*parts, self.raw[place:]]))

    @property
    def quotes(self) -> bool:
        """Whether somebody's words stand in it, more than a word or two."""
        return QUOTATION in self.frame

    @property
    def is_speech(self) -> bool:
        """Whether nothing but quotation is in it."""
        return self.quotes and not re.search(r"\w", self.frame)


def read_sentences(text: str, *, language: str) -> list[Sentence]:
    """Return the sentences of `text` in order."""
    spans = split_sentences(text, language=language)
    lines = list(blocks(text))
    quotations = [
        Span(line.start + part.start, line.start + part.end)
        for line in lines
        for part in quoted_parts(line.of(text))
    ]
    starts = [part.start for part in quotations]
    ends = [part.end for part in quotations]
    sentences, block = [], 0
    for span in spans:
        while span.start >= lines[block].end:
            block += 1
        nearby = quotations[bisect_right(ends, span.start) : bisect_left(starts, span.end)]
        heading = span == lines[block] and _is_heading(text, lines, block)
        sentences.append(_sentence(text, span, nearby, block, heading))
    return sentences


def plain(text: str) -> str:
    """Return `text` on one line with single spaces and without invisible characters.

    Letters and their combining marks are one character, as the rules and word lists have them.
    """
    return " ".join(_INVISIBLE.sub("", unicodedata.normalize("NFC", text)).split())


def _is_remark(inside: str) -> bool:
    """Return whether it is a word or two, or a name: "Frankfurter Allgemeine Zeitung"."""
    told = inside.split()
    is_name = len(told) <= _LONGEST_NAME and all(word.strip(_MARKS)[:1].isupper() for word in told)
    brief = len(told) < _WORDS_OF_A_QUOTATION or is_name
    return brief and not re.search(r"[.!?…,]\W*$", inside)


def _sentence(text: str, span: Span, quotations: list[Span], block: int, heading: bool) -> Sentence:
    goes_on = bool(quotations) and quotations[0].start < span.start
    quoted = tuple(
        Span(max(part.start, span.start) - span.start, min(part.end, span.end) - span.start)
        for part in quotations
    )
    return Sentence(span, span.of(text), quoted, goes_on, block, heading)


def _is_heading(text: str, lines: list[Span], block: int) -> bool:
    """Return whether a lone line without a closing mark stands above running text."""
    line = lines[block].of(text)
    if _ENDS.search(line) or len(line) > _HEADING_LENGTH or _is_list_item(text, lines[block]):
        return False
    following = [each.of(text) for each in lines[block + 1 : block + 3]]
    return any(_ENDS.search(each) and len(each) > 60 for each in following[:2])


def _is_list_item(text: str, line: Span) -> bool:
    before = text[text.rfind("\n", 0, line.start) + 1 : line.start]
    return bool(before.strip()) or bool(re.match(r"\d+[.)]\s|[a-z]\)\s", line.of(text)))
