"""JSON-LD as publishers really write it: lists or single values, names or objects."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from selectolax.lexbor import LexborHTMLParser

from claims.readers.fields import Place, iso_date, number, short_text, web_url
from claims.readers.unreadable import UnreadableSource
from claims.vocabulary import Language


@dataclass(frozen=True)
class Node:
    """One object of a JSON-LD document that knows its place; an absent one is empty."""

    source: str
    number_in_source: int
    path: str = ""
    members: dict[str, Any] = field(default_factory=dict)

    def place(self, name: str) -> Place:
        return Place(self.source, "ClaimReview", self.number_in_source, self.path + name)

    def node(self, name: str) -> "Node":
        """Return the first object at `name`; a bare address or name stands for one."""
        value = _first(self.members.get(name))
        if isinstance(value, str):
            value = {"url" if value.lower().startswith(("http:", "https:")) else "name": value}
        members = value if isinstance(value, dict) else {}
        return Node(self.source, self.number_in_source, f"{self.path}{name}.", members)

    def text(self, *names: str, limit: int | None = None) -> str:
        """Return the first of the members `names` that says something, or ""."""
        for name in names:
            value = self._scalar(name)
            if value:
                return short_text(value, self.place(name), limit=limit or len(value))
        return ""

    def named(self, *, limit: int) -> str:
        """Return the name of a person or an organisation."""
        return self.text("name", "alternateName", limit=limit)

    def url(self) -> str:
        name = "url" if self._scalar("url") else "@id"
        value = self._scalar(name)
        if name == "@id" and not value.lower().startswith(("http:", "https:")):
            return ""  # a label inside the document, not an address
        return web_url(value, self.place(name))

    def day(self, name: str) -> date | None:
        """Return a date; None too for a bare year or month, which names no day."""
        value = self._scalar(name)
        if len(value) in (len("2024"), len("2024-08")) and value.replace("-", "").isdigit():
            return None
        return iso_date(value, self.place(name))

    def number(self, name: str) -> Decimal | None:
        return number(self._scalar(name), self.place(name))

    def language(self) -> str:
        """Return "de" or "en"; "" for another language or none, the text itself may tell."""
        value = self._scalar("inLanguage") or self.node("inLanguage").text("alternateName")
        code = value.partition("-")[0].lower()
        return code if code in Language.values else ""

    def words(self, name: str, *, limit: int) -> tuple[str, ...]:
        """Return keywords, which come as a list or with commas."""
        value = self.members.get(name)
        listed = value if isinstance(value, list) else str(value or "").split(",")
        words = [_clean(word, self.place(name)) for word in listed if isinstance(word, str)]
        return tuple(
            short_text(word, self.place(name), limit=limit) for word in dict.fromkeys(words) if word
        )

    def _scalar(self, name: str) -> str:
        value = _first(self.members.get(name))
        if isinstance(value, dict):
            value = _first(value.get("@value"))
        if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
            return ""
        return _clean(str(value), self.place(name))


def nodes_of_type(kind: str, text: str, *, name: str) -> list[Node]:
    """Return the objects of type `kind` in a JSON document, or in the scripts of a page."""
    documents = _scripts(text) if text.lstrip().startswith("<") else [text]
    found = [
        members
        for document in documents
        for members in _objects(_parsed(document, name))
        if _is_a(members, kind)
    ]
    return [Node(name, position, "", members) for position, members in enumerate(found, 1)]


def _scripts(page: str) -> list[str]:
    scripts = LexborHTMLParser(page).css('script[type="application/ld+json"]')
    return [script.text() for script in scripts if script.text().strip()]


def _parsed(document: str, name: str) -> Any:
    try:
        return json.loads(document, parse_float=Decimal, strict=False)
    except json.JSONDecodeError as error:
        raise UnreadableSource(
            _("%(name)s is not JSON: %(problem)s in line %(line)d.")
            % {"name": name, "problem": error.msg, "line": error.lineno}
        ) from error
    except (RecursionError, ValueError) as error:
        raise UnreadableSource(
            _("%(name)s is no JSON that can be read.") % {"name": name}
        ) from error


def _objects(document: Any) -> Iterator[dict[str, Any]]:
    """Yield every object of `document`, in its order: graphs and feeds nest in many ways."""
    waiting = [document]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            yield value
            waiting.extend(reversed(list(value.values())))
        elif isinstance(value, list):
            waiting.extend(reversed(value))


def _is_a(members: dict[str, Any], kind: str) -> bool:
    types = members.get("@type")
    names = types if isinstance(types, list) else [types]
    return any(
        isinstance(name, str) and name.rpartition("/")[2].rpartition(":")[2] == kind
        for name in names
    )


def _first(value: Any) -> Any:
    if isinstance(value, list):
        return next((item for item in value if item not in (None, "")), None)
    return value


def _clean(value: str, place: Place) -> str:
    """Return `value` without white space around it; JSON can escape what no text may hold."""
    if "\0" in value or any("\ud800" <= character <= "\udfff" for character in value):
        raise place.refused(_("it contains signs that are not text"))
    return value.strip()
