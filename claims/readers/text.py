"""Plain text: lines are paragraphs, short lines without a full stop are headings."""

import re
from collections.abc import Iterator, Sequence

from claims.readers.draft import Block, BlockKind, DraftArticle

TITLE_LENGTH = 150
HEADING_LENGTH = 80

_LINE = re.compile(r"[^\n]+")
_BULLET = re.compile(r"(?:[-*•·–‣▪]|\d{1,2}\))\s+")
_ENDS_A_SENTENCE = re.compile(r"[.!?…:;,][\"'”“»«›‹’‘)\]]*$")
_ENDS_A_TITLE = re.compile(r"[.!…:;,][\"'”“»«›‹’‘)\]]*$")


def read_text(text: str) -> DraftArticle:
    """Return the article that `text` is; its text is kept, but for lines broken to a width."""
    text = unwrapped(text)
    blocks = tuple(_blocks(text))
    titles = [text[block.start : block.end] for block in blocks if block.kind == "title"]
    return DraftArticle(text=text, title=titles[0] if titles else "", blocks=blocks)


def unwrapped(text: str) -> str:
    """Return `text` with a space for each line break that was only made to fit a width.

    Such a text shows itself by lines that go on in lower case. A break would otherwise
    cut its sentences in two. Offsets are not moved.
    """
    breaks = re.findall(r"(?<=\S)[ \t]*\n(?=[^\S\n]*\S)", text)
    running_on = re.findall(r"(?<=[\w,;–-])[ \t]*\n(?=[a-zäöüß])", text)
    if len(running_on) < 2 or len(running_on) * 4 < len(breaks):
        return text
    return re.sub(r"(?<=\S)([ \t]*)\n(?=\S)(?![-*•·–‣▪]\s|\d{1,2}\)\s)", r"\1 ", text)


def _blocks(text: str) -> Iterator[Block]:
    spans = [_stripped(match.start(), match.end(), text) for match in _LINE.finditer(text)]
    lines = [(start, end) for start, end in spans if start < end]
    for position, (start, end) in enumerate(lines):
        following = [text[s:e] for s, e in lines[position + 1 : position + 2]]
        kind = _kind(text[start:end], following, is_first=position == 0)
        bullet = _BULLET.match(text, start, end) if kind == "list_item" else None
        yield Block(kind, bullet.end() if bullet else start, end)


def _stripped(start: int, end: int, text: str) -> tuple[int, int]:
    line = text[start:end]
    return start + len(line) - len(line.lstrip()), end - len(line) + len(line.rstrip())


def _kind(line: str, following: Sequence[str], *, is_first: bool) -> BlockKind:
    """Return what `line` is; a last line is never a heading, there is nothing under it."""
    if _BULLET.match(line):
        return "list_item"
    if not following:
        return "paragraph"
    if is_first and len(line) <= TITLE_LENGTH and not _ENDS_A_TITLE.search(line):
        return "title"
    if _is_short(line) and not _is_short(following[0]):
        return "heading"
    return "paragraph"


def _is_short(line: str) -> bool:
    return len(line) <= HEADING_LENGTH and not _ENDS_A_SENTENCE.search(line)
