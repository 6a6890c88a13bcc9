"""Words cut down to what their inflected forms share, in German and in English.

The result is a key for comparing, not a word: "Häuser" and "Haus" meet at "haus".
"""

import re
import unicodedata
from functools import lru_cache

_ENDINGS = re.compile(r"(?:em|er|nd|en|es|e|n|s|t)$")
_SHORTEST = 4


@lru_cache(maxsize=65536)
def stem(word: str, language: str) -> str:
    """Return the stem of a lower-case word; a word with a digit stays as it is."""
    if any(sign.isdigit() for sign in word):
        return word
    plain = _without_accents(word)
    return _german(plain) if language == "de" else _english(plain)


def _without_accents(word: str) -> str:
    parts = unicodedata.normalize("NFD", word.replace("ß", "ss"))
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


def _german(word: str) -> str:
    """Take endings off while enough is left, and the "ge" of a participle."""
    if word.startswith("ge") and word.endswith(("t", "en")) and len(word) > 7:
        word = word[2:]
    while len(word) > _SHORTEST:
        shorter = _ENDINGS.sub("", word)
        if shorter == word or len(shorter) < _SHORTEST:
            break
        word = shorter
    return word


def _english(word: str) -> str:
    word = _singular(word)
    for ending in ("ingly", "edly", "ing", "ed", "ly"):
        rest = word.removesuffix(ending)
        if rest != word and len(rest) > 2 and re.search(r"[aeiouy]", rest):
            word = _undoubled(rest)
            break
    if len(word) > _SHORTEST and word.endswith("e"):
        word = word[:-1]
    return word[:-1] + "i" if len(word) > 3 and word.endswith("y") else word


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _undoubled(word: str) -> str:
    double = word[-1:] == word[-2:-1] and word[-1:] not in "aeiouls"
    return word[:-1] if double else word
