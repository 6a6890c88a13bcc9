"""A quote among its neighbours."""

from dataclasses import dataclass

AROUND = 420
"""How many characters of the article are shown on either side: two or three sentences."""


@dataclass(frozen=True)
class Passage:
    before: str
    quote: str
    after: str


def passage_around(text: str, start: int, end: int, around: int = AROUND) -> Passage:
    """Return `text[start:end]` with whole words on both sides, “…” where it was cut."""
    return Passage(
        _last_words(text[:start], around), text[start:end], _first_words(text[end:], around)
    )


def _last_words(text: str, limit: int) -> str:
    if len(text) <= limit:
        return text.lstrip()
    return "… " + text[-limit:].partition(" ")[2]


def _first_words(text: str, limit: int) -> str:
    if len(text) <= limit:
        return text.rstrip()
    return text[:limit].rpartition(" ")[0] + " …"
