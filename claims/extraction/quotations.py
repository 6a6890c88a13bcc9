"""Which parts of a block stand inside quotation marks, in all styles."""

import re

from claims.extraction.spans import Span

_PAIRS = {"„": '“”"', "“": "”", "”": "”", "»": "«", "«": "»", "‟": "”"}
_MARK = re.compile('["„“”‟»«]')


def quoted_parts(block: str) -> list[Span]:
    """Return the quotations of a block, marks included, in order.

    A quotation that is never closed reaches to the end of the block. Single marks are
    left alone: they are apostrophes or quotations within one.
    """
    parts: list[Span] = []
    opened, closers = -1, ""
    for mark in _MARK.finditer(block):
        place, sign = mark.start(), mark[0]
        if opened >= 0 and sign in closers and not (sign == '"' and _opens(block, place)):
            parts.append(Span(opened, place + 1))
            opened = -1
        elif opened < 0 and sign in _PAIRS and not (sign in "“”«»" and _hangs(block, place)):
            opened, closers = place, _PAIRS[sign]
        elif opened < 0 and sign == '"' and _opens(block, place):
            opened, closers = place, '"“”'
    if opened >= 0:
        parts.append(Span(opened, len(block)))
    return parts


def _opens(block: str, place: int) -> bool:
    """Return whether a straight mark stands where a quotation begins."""
    before, after = block[place - 1 : place], block[place + 1 : place + 2]
    free = not before or before.isspace() or before in "([–—-:/'‚"
    return free and bool(after) and not after.isspace()


def _hangs(block: str, place: int) -> bool:
    """Return whether a mark ends a word, so that it closes something we did not see open."""
    before, after = block[place - 1 : place], block[place + 1 : place + 2]
    return bool(before) and not before.isspace() and (not after or not after.isalnum())
