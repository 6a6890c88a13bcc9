"""The readable text of a page, quickly: what a reader sees, without the furniture."""

import codecs
import re
from dataclasses import dataclass, replace

from selectolax.lexbor import LexborHTMLParser

from claims.linkcheck.html_bombs import beginning, defused

FURNITURE = "script, style, noscript, template, svg, iframe, nav, select, button"
BLOCK_EDGE = re.compile(
    rb"<(?=/?(?i:address|article|aside|blockquote|br|d[dlt]|div|fieldset|figcaption|figure|footer"
    rb"|form|h[1-6r]|header|li|main|ol|p|pre|section|summary|table|t[dhr]|title|ul)\b)",
)
BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
DECLARED = r"charset\s*+=\s*+[\"']?\s*+([\w:.-]+)"
"""Its white space gives nothing back: 4 KB of it in a meta element took five seconds."""

CHARSET = re.compile(DECLARED, re.IGNORECASE)
META_CHARSET = re.compile(rb"<meta[^>]{0,200}?" + DECLARED.encode(), re.IGNORECASE)
CHARACTER_SETS = re.compile(
    r"ascii|iso8859-|iso2022_jp|cp125|cp8(?:66|74)|cp9(?:32|49|50)|koi8|mac-|tis-|utf-(?:8|16|32)"
    r"|gb|big5|shift|euc_"
)
"""Python's names for what browsers read. It knows more codecs than these: some always raise
(undefined), or read what no page is written in (punycode, unicode_escape, utf-7)."""

MOST_HEADINGS, LONGEST_HEADING = 50, 10_000
"""That are read, and characters of each. A heading holds all that is nested in it: a thousand of
them in each other about a long text took 33 s and 2 GB."""

MOST_REOPENED_BYTES = 180_000_000
"""That unclosed formatting may add to a page's tree."""


@dataclass(frozen=True)
class PageText:
    """What a page says. `readable` is False for PDFs, images and other bytes.

    `is_cut` where only the beginning of a long page was read.
    """

    title: str = ""
    headings: tuple[str, ...] = ()
    text: str = ""
    readable: bool = True
    is_cut: bool = False


UNREADABLE = PageText(readable=False)


def read_page(body: bytes, content_type: str) -> PageText:
    """Return title, headings (h1, h2) and text of a page; one line for each block.

    The charset is that of the byte order mark, else of `content_type`, else of the page's
    meta element, else UTF-8, else Windows-1252, as browsers do. Never raises.
    """
    if is_html(body, content_type):
        return _read_beginning(body, content_type)
    media_type = _media_type(content_type)
    if media_type.startswith("text/") or media_type in ("application/json", "application/xml"):
        return PageText(text=_tidy(decode(body, content_type)))
    return UNREADABLE


def is_html(body: bytes, content_type: str) -> bool:
    """Whether the server says so; where it says nothing, whether it begins like HTML."""
    media_type = _media_type(content_type)
    return media_type in ("text/html", "application/xhtml+xml") or (
        not media_type and _looks_like_html(body)
    )


def _media_type(content_type: str) -> str:
    """Return the last one where the header came several times (WHATWG Fetch)."""
    types = [value.partition(";")[0].strip().lower() for value in content_type.split(",")]
    return next((name for name in reversed(types) if "/" in name), types[0])


def _read_beginning(body: bytes, content_type: str) -> PageText:
    read = beginning(body)
    is_cut = read is not body
    html = in_utf8(read, content_type)
    del read  # of a long page each copy is as large as all else that is read meanwhile
    return replace(_read_html(html), is_cut=is_cut)


def in_utf8(body: bytes, content_type: str) -> bytes:
    """Return a page in the one encoding that parsers take; as text it is twice as large."""
    return decode(body, content_type).encode()


def decode(body: bytes, content_type: str) -> str:
    for bom, encoding in BOMS:
        if body.startswith(bom):
            return body.decode(encoding, "replace").lstrip("\ufeff")
    for encoding in _declared(body, content_type):
        return body.decode(encoding, "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return body.decode("cp1252", "replace")


def _declared(body: bytes, content_type: str) -> list[str]:
    in_header = CHARSET.search(content_type)
    in_meta = META_CHARSET.search(body[:4096])
    names = [in_header[1]] if in_header else []
    names += [_of_meta(in_meta[1].decode("ascii", "replace"))] if in_meta else []
    return [_as_browsers_read(name) for name in names if _is_character_set(name)]


def _of_meta(name: str) -> str:
    """Return UTF-8 for wider ones, in which nobody could read that meta element (HTML)."""
    return "utf-8" if re.match(r"utf-?(?:16|32)", name, re.IGNORECASE) else name


def _is_character_set(name: str) -> bool:
    try:
        return CHARACTER_SETS.match(codecs.lookup(name).name) is not None
    except LookupError:
        return False


def _as_browsers_read(name: str) -> str:
    """Return Windows-1252 for what calls itself Latin-1 or ASCII (WHATWG Encoding)."""
    return "cp1252" if codecs.lookup(name).name in ("iso8859-1", "ascii") else name


def _looks_like_html(body: bytes) -> bool:
    start = body[:512].lower()
    return b"<html" in start or b"<!doctype html" in start


def _read_html(html: bytes) -> PageText:
    title, headings, text = _raw_texts(html)
    lines = (_one_line(heading) for heading in headings)
    return PageText(
        title=_one_line(title),
        headings=tuple(line for line in lines if line),
        text=_tidy(text),
    )


def _raw_texts(html: bytes) -> tuple[str, list[str], str]:
    """Return title, headings and text as they stand in the tree, which is gone by then."""
    # A line break before every tag of a block, opening or closing, is where a reader sees
    # one; walking the tree from Python instead takes four times as long.
    tree = LexborHTMLParser(BLOCK_EDGE.sub(b"\n<", defused(html, MOST_REOPENED_BYTES)))
    title = tree.css_first("title")
    title_text = title.text() if title else ""
    for node in tree.css(FURNITURE):
        node.decompose()
    headings = [node.text()[:LONGEST_HEADING] for node in tree.css("h1, h2")[:MOST_HEADINGS]]
    return title_text, headings, tree.body.text() if tree.body else ""


def _one_line(text: str) -> str:
    return " ".join(_tidy(text).split())


def _tidy(text: str) -> str:
    """Return `text` without empty lines, and single spaces for all other white space."""
    lines = (" ".join(line.split()) for line in text.replace("\0", "").split("\n"))
    return "\n".join(line for line in lines if line)
