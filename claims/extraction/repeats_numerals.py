"""What a number is worth, in digits or in words."""

import re
from decimal import Decimal
from functools import cache

from claims.extraction.lexicon import words

_MARKS = {"de": (".", ","), "en": (",", ".")}
"""What parts thousands, and what parts decimals."""
_GROUP = 3


def value_of(written: str, language: str) -> Decimal:
    """Return what digits are worth: "1.500" in German and "1,500" in English are 1500.

    Where the marks cannot mean what they mean in the language, they mean the other thing:
    a German "1,500,000" or "1.5", an English "1.500.000" or "1,5".
    """
    group, decimal = _MARKS[language]
    if _is_grouped(written, group, decimal):
        return Decimal(written.replace(group, "").replace(decimal, "."))
    if _is_grouped(written, decimal, group):
        return Decimal(written.replace(decimal, "").replace(group, "."))
    return Decimal(re.sub(r"\D", "", written))


def _is_grouped(written: str, group: str, decimal: str) -> bool:
    """Whether a number is written so: groups of three digits, then at most one decimal mark."""
    whole = rf"\d{{1,{_GROUP}}}(?:{re.escape(group)}\d{{{_GROUP}}})+|\d+"
    return bool(re.fullmatch(rf"(?:{whole})(?:{re.escape(decimal)}\d+)?", written))


@cache
def numerals(language: str) -> dict[str, Decimal]:
    """Return what number words are worth, from two to ninety-nine, and some beyond."""
    written = mapped(language, "numerals") | mapped(language, "tens")
    known = {word: Decimal(value) for word, value in written.items()}
    for ten, tens in mapped(language, "tens").items():
        for one, ones in mapped(language, "ones").items():
            joined = f"{one}und{ten}" if language == "de" else f"{ten}-{one}"
            known[joined] = Decimal(tens) + Decimal(ones)
    return known


@cache
def mapped(language: str, name: str) -> dict[str, str]:
    """Return a list of the lexicon whose entries are `word=value`."""
    return dict(entry.split("=") for entry in words(language, "numbers", name))
