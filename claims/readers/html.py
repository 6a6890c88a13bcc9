"""A web page: trafilatura finds the article among the menus, we keep its blocks."""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from trafilatura import bare_extraction, load_html

from claims.readers.draft import BlockKind, DraftArticle
from claims.readers.fields import NAME_LENGTH, TITLE_LENGTH
from claims.readers.layout import lay_out
from claims.readers.unreadable import UnreadableSource
from claims.vocabulary import Language

_SPACES = re.compile(r"[ \t\n\r\f]+")  # HTML's white space; a no-break space is a sign like others
_XML_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")  # lxml refuses text that names an encoding
_KINDS: dict[str, BlockKind] = {
    "head": "heading",
    "p": "paragraph",
    "quote": "paragraph",
    "code": "paragraph",
    "row": "paragraph",
    "item": "list_item",
}


def read_html(text: str, *, name: str) -> DraftArticle:
    """Return the article of the page `text`, its text built from the blocks it is made of."""
    tree = load_html(_XML_DECLARATION.sub("", text))
    page = None if tree is None else _extracted(tree)
    passages = [] if page is None else list(_passages(page.body))
    if tree is None or page is None or not passages:
        raise UnreadableSource(_("%(name)s has no readable text.") % {"name": name})
    title = _plain(page.title or "")[:TITLE_LENGTH]
    article_text, blocks = lay_out(_under_title(title, passages))
    return DraftArticle(
        text=article_text,
        title=title,
        url=page.url or "",
        author=(page.author or "")[:NAME_LENGTH],
        publisher=(page.sitename or "")[:NAME_LENGTH],
        published_on=_date(page.date),
        language=_language(tree.get("lang") or ""),
        blocks=blocks,
    )


def _extracted(tree: Any) -> Any:
    """Return trafilatura's document, or None; dates are read from the markup, not guessed."""
    return bare_extraction(
        tree,
        with_metadata=True,
        include_comments=False,
        include_formatting=True,
        date_extraction_params={"original_date": True, "extensive_search": False},
    )


def _passages(element: Any) -> Iterator[tuple[BlockKind, str]]:
    """Yield the blocks of trafilatura's body, which uses the element names of TEI."""
    for child in element:
        if not isinstance(child.tag, str):
            continue
        kind = _KINDS.get(child.tag)
        if kind is None or any(inner.tag in _KINDS for inner in child if child.tag != "row"):
            yield from _around(child)
        else:
            yield from _split(kind, child)


def _around(element: Any) -> Iterator[tuple[BlockKind, str]]:
    """Yield what stands in a container of blocks: its own words, then the blocks."""
    own = _plain(element.text or "")
    if own:
        yield _KINDS.get(element.tag, "paragraph"), own
    yield from _passages(element)


def _split(kind: BlockKind, element: Any) -> Iterator[tuple[BlockKind, str]]:
    """Yield one block, or several where empty lines part it."""
    if element.tag == "row":
        pieces = [" | ".join(_plain("".join(cell.itertext())) for cell in element)]
    else:
        pieces = re.split(r"\0\s*\0", "".join(_words(element)))
    for piece in pieces:
        words = _plain(piece.replace("\0", " "))
        if words.strip(" |"):
            yield kind, words


def _words(element: Any) -> Iterator[str]:
    """Yield the text of `element` with a NUL for each line break."""
    if element.tag == "lb":
        yield "\0"
    yield element.text or ""
    for child in element:
        yield from _words(child)
        yield child.tail or ""


def _plain(text: str) -> str:
    return _SPACES.sub(" ", text).strip()


def _under_title(
    title: str, passages: list[tuple[BlockKind, str]]
) -> Iterator[tuple[BlockKind, str]]:
    """Yield the title once, first, whether or not the body repeats it as a heading."""
    if title:
        yield "title", title
    for kind, words in passages:
        if kind != "heading" or words.casefold() != title.casefold():
            yield kind, words


def _date(value: str | None) -> date | None:
    with suppress(ValueError):
        return date.fromisoformat(value) if value else None
    return None


def _language(lang: str) -> str:
    code = lang.replace("_", "-").partition("-")[0].lower()
    return code if code in Language.values else ""
