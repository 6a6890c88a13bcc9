"""A web page: trafilatura finds the article among the menus, we keep its blocks."""

import re
from collections.abc import Iterator
from contextlib import suppress
from copy import deepcopy
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from trafilatura import bare_extraction, load_html
from trafilatura.settings import DEFAULT_CONFIG

from claims.readers.draft import BlockKind, DraftArticle
from claims.readers.fields import NAME_LENGTH, TITLE_LENGTH, is_web_url
from claims.readers.layout import lay_out
from claims.readers.unreadable import UnreadableSource
from claims.vocabulary import Language

_SPACES = re.compile(r"[ \t\n\r\f]+")  # HTML's white space; a no-break space is a sign like others
_XML_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")  # lxml refuses text that names an encoding
_LINE_AFTER_A_SENTENCE = re.compile(r"(?<=[.!?:“”\"])\s*\0")
# trafilatura names elements as TEI does; those without a kind keep the kind they stand in.
_BLOCKS: dict[str, BlockKind | None] = {
    "head": "heading",
    "item": "list_item",
    "quote": "paragraph",
    "code": "paragraph",
    "table": "paragraph",
    "row": None,
    "list": None,
    "p": None,
    "div": None,
}


# Below 250 characters trafilatura would take the whole page, menus included, for the article.
_CONFIG = deepcopy(DEFAULT_CONFIG)
_CONFIG.set("DEFAULT", "MIN_EXTRACTED_SIZE", "20")


def read_html(text: str, *, name: str) -> DraftArticle:
    """Return the article of the page `text`, its text built from the blocks it is made of."""
    tree = load_html(_XML_DECLARATION.sub("", text))
    page = None if tree is None else _extracted(tree)
    passages = [] if page is None else list(_passages(page.body))
    if tree is None or page is None or not any(map(_is_prose, passages)):
        raise UnreadableSource(_("%(name)s has no readable text.") % {"name": name})
    title = _plain(page.title or "")[:TITLE_LENGTH]
    article_text, blocks = lay_out(_under_title(title, passages))
    return DraftArticle(
        text=article_text,
        title=title,
        url=_address(page.url or ""),
        author=(page.author or "")[:NAME_LENGTH],
        publisher=(page.sitename or "")[:NAME_LENGTH],
        published_on=_date(page.date),
        language=_language(tree.get("lang") or ""),
        blocks=blocks,
    )


def _is_prose(passage: tuple[BlockKind, str]) -> bool:
    """Return whether a passage is more than a word of a menu, which is all some pages have."""
    kind, words = passage
    return kind != "heading" and len(words.split()) > 2


def _extracted(tree: Any) -> Any:
    """Return trafilatura's document, or None; dates are read from the markup, not guessed."""
    return bare_extraction(
        tree,
        with_metadata=True,
        include_comments=False,
        include_formatting=True,
        config=_CONFIG,
        date_extraction_params={"original_date": True, "extensive_search": False},
    )


def _passages(element: Any, kind: BlockKind = "paragraph") -> Iterator[tuple[BlockKind, str]]:
    """Yield the blocks below `element` of trafilatura's body; its own words are a `kind`."""
    if element.tag == "row":
        yield from _split(kind, " | ".join(_plain("".join(cell.itertext())) for cell in element))
        return
    words = element.text or ""
    for child in element:
        if child.tag in _BLOCKS:
            yield from _split(kind, words)
            yield from _passages(child, _BLOCKS[child.tag] or kind)
            words = child.tail or ""
        else:
            words += _inline(child) + (child.tail or "")
    yield from _split(kind, words)


def _inline(element: Any) -> str:
    """Return the words of `element`, a NUL for a line break."""
    inner = "".join(_inline(child) + (child.tail or "") for child in element)
    return ("\0" if element.tag == "lb" else "") + (element.text or "") + inner


def _split(kind: BlockKind, words: str) -> Iterator[tuple[BlockKind, str]]:
    """Yield `words` as one block, or as several where a line ends with its sentence."""
    for piece in _LINE_AFTER_A_SENTENCE.split(words):
        passage = _plain(piece.replace("\0", " "))
        if passage.strip(" |"):
            yield kind, passage


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


def _address(url: str) -> str:
    """Return the address that the page gives itself, "" where that is none."""
    return url if is_web_url(url) else ""


def _date(value: str | None) -> date | None:
    with suppress(ValueError):
        return date.fromisoformat(value) if value else None
    return None


def _language(lang: str) -> str:
    code = lang.replace("_", "-").partition("-")[0].lower()
    return code if code in Language.values else ""
