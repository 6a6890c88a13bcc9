"""Formatting that a page leaves open: a parser opens it anew in each block that follows."""

import re
from collections import Counter

NAMES = (
    rb"(?=[abcefinstuABCEFINSTU])"  # spares the rest at most tags
    rb"(?i:a|b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)(?=[\s/>])"
)
ATTRIBUTE = (
    rb"[^\t\n\f\r />][^\t\n\f\r />=]*+"
    rb"(?:[\t\n\f\r ]*+=[\t\n\f\r ]*+(?:\"[^\"]*+\"?|'[^']*+'?|[^\t\n\f\r >\"'][^\t\n\f\r >]*+)?)?"
)
"""As HTML's tokenizer reads it (WHATWG, 13.2.5.32 to 13.2.5.39): a `>` in quotes ends no tag."""

STARTS, ENDS = re.compile(b"<(?=" + NAMES + b")"), re.compile(b"</(?=" + NAMES + b")")
TAGS = re.compile(b"<(?=(" + NAMES + rb"(?:[\t\n\f\r /]++|" + ATTRIBUTE + b")*))")
"""Those within an attribute as well: whether one is, or a comment, only a parser can tell."""
LINKS = re.compile(rb"(?i:a|nobr)\b")
"""Of which a parser keeps the last one only (WHATWG, 13.2.6.4.7)."""
BETWEEN_ATTRIBUTES = re.compile(rb"[\s/\"']+")

MOST_ALIKE = 3
"""A parser keeps no more with the same name and attributes (WHATWG, 13.2.4.3)."""

ELEMENT_BYTES, ATTRIBUTE_BYTES = 360, 160
"""What each takes in a tree."""
CHARACTER_BYTES = 6
"""Of an attribute: in the tree, written out, and as text, where one emoji makes it four."""
MOST_BYTES_OF_ONE = ATTRIBUTE_BYTES // 2 + 6 * CHARACTER_BYTES
"""What one byte of a tag takes at most: half an attribute, or a sign that is written out."""
ESCAPED = re.compile(b'[&"<>\xa0]')
"""Written out as up to six characters each, such as `&quot;`."""


def reopens_too_much(html: bytes, most_bytes: int) -> bool:
    """Whether formatting that is opened anew may add more than `most_bytes` to a tree.

    Counts as if all of it stayed open until the end, and each tag were a block. Where tags
    together are longer than the page they lie in each other: nobody writes many of those,
    and to measure each would take minutes.
    """
    tags: list[bytes] = []
    length = 0
    for found in TAGS.finditer(html):
        tags.append(found[1])
        length += len(found[1])
        if length > len(html):
            return True
    blocks = html.count(b"<") - len(tags)
    alike = Counter(tags)
    links = [tag for tag in alike if LINKS.match(tag)]
    opened = sum(_size(tag) * min(alike[tag], MOST_ALIKE) for tag in alike.keys() - links)
    # A page may well have hundreds of links: they are measured only where it might matter.
    longest = ELEMENT_BYTES + MOST_BYTES_OF_ONE * max(map(len, links), default=0)
    if (opened + longest) * blocks <= most_bytes:
        return False
    return (opened + max(map(_size, links), default=0)) * blocks > most_bytes


def without_formatting(html: bytes) -> bytes:
    """Return HTML whose formatting and links are elements without a meaning."""
    return ENDS.sub(b"</x-", STARTS.sub(b"<x-", html))


def _size(tag: bytes) -> int:
    """Return bytes that the tag's element takes at most, in a tree and written out."""
    attributes = len(BETWEEN_ATTRIBUTES.findall(tag))
    characters = len(tag) + 5 * len(ESCAPED.findall(tag))
    return ELEMENT_BYTES + ATTRIBUTE_BYTES * attributes + CHARACTER_BYTES * characters
