"""Pages that are small, and take a parser minutes or all memory: the same pages without that."""

import re

from claims.linkcheck.formatting import BETWEEN_ATTRIBUTES, reopens_too_much, without_formatting

LONGEST_HTML = 2_000_000
"""Bytes of HTML that are read: its tree takes eight times as much memory, and one page of
5 MB as much as all else that a worker holds."""

MOST_TAGS = 50_000
"""Nested in each other, so many take three to seven seconds to read; twice as many four times
as long."""

LONG_TAG = re.compile(rb"<([a-zA-Z](?>[^\s/>]{0,50}))[^>]{10000,}>?")
"""The name gives nothing back: tried at each of its lengths, names of 38 letters in 2 MB of
tags that do not end took seven seconds instead of a third of one."""
QUOTED = re.compile(rb"(?<=[^\s/=]=)(?:\"[^\"]*\"|'[^']*')")
MOST_ATTRIBUTES = 2000
"""Each is compared with all before it: 170,000 of them, in one tag of 2 MB, take a minute."""
SHORT_HTML = 50_000
"""Bytes in which there is no room for so many that they take long."""


def beginning(body: bytes) -> bytes:
    """Return the page, a long one up to a tag, so that no letter is cut in two."""
    if len(body) <= LONGEST_HTML and body.count(b"<") <= MOST_TAGS:
        return body
    return b"<".join(body[:LONGEST_HTML].split(b"<", MOST_TAGS)[:-1])


def defused(html: bytes, most_reopened_bytes: int) -> bytes:
    """Return HTML, in UTF-8, that says the same without formatting and attributes that explode.

    A parser opens formatting that is not closed anew in each block that follows, with all its
    attributes: a page of 300 KB with five hundred different <font> grows to eight million
    elements and 3 GB, one with a single <font> of 1 MB and a thousand blocks to 1 GB.
    `most_reopened_bytes` is how much that may add.
    """
    if len(html) > SHORT_HTML:
        html = LONG_TAG.sub(_bare_if_crowded, html)
    return without_formatting(html) if reopens_too_much(html, most_reopened_bytes) else html


def _bare_if_crowded(tag: re.Match[bytes]) -> bytes:
    """Return a tag without attributes if there are too many; an image written into it is one."""
    attributes = BETWEEN_ATTRIBUTES.findall(QUOTED.sub(b'"', tag[0]))
    return b"<" + tag[1] + b">" if len(attributes) > MOST_ATTRIBUTES else tag[0]
