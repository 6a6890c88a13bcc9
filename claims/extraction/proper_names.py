"""How many names of people, places and organisations a sentence holds, by its spelling."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from claims.extraction.lexicon import words

_NO_ENGLISH_NAMES = frozenset({"I", "I'm", "I've", "I'll", "I'd"})
_TWO_CAPITALS = re.compile(r"\b([A-ZÄÖÜ][\w-]+) ([A-ZÄÖÜ][\w-]+)")
# Nouns of a quality or an activity need no article and are no names: "aus Überzeugung".
_PLACE = re.compile(
    r"\b(?:[Ii]n|[Aa]us|[Nn]ach|[Bb]ei|[Vv]on) "
    r"(?!\w*(?:ung|heit|keit|schaft|tion|tät|ismus|nis)(?:en)?\b)([A-ZÄÖÜ]\w+)"
)


def count_names(sentence: str, tokens: Sequence[str], *, language: str) -> int:
    """Return the number of names; in English a run of capitalised words is one name."""
    if language == "en":
        capital = [word[0].isupper() and word not in _NO_ENGLISH_NAMES for word in tokens[1:]]
        return sum(here and not before for before, here in pairwise([False, *capital]))
    named = set(filter(_is_name, tokens))
    pairs = {last for first, last in _TWO_CAPITALS.findall(sentence) if _is_pair(first, last)}
    places = set(_PLACE.findall(sentence)) - words("de", "worth", "common_nouns")
    return len(named | pairs | places)


@lru_cache(maxsize=16384)
def _is_name(token: str) -> bool:
    """Return whether a word is known or has a capital within: "Berlin", "xAI", "Tesla-Werk"."""
    return token in words("de", "worth", "names") or token[1:] != token[1:].lower()


def _is_pair(first: str, last: str) -> bool:
    """Return whether two capitalised words side by side are a name or have one after them."""
    if first in words("de", "sentences", "starters"):
        return False
    measures = words("de", "dates", "time_nouns")
    return first not in measures and last not in measures and not first.isdigit()
