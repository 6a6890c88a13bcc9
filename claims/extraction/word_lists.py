"""Which lists of `worth.toml` the words of a sentence stand in, in one look-up a word."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from claims.extraction.lexicon import phrases, table, words

_PHRASES = "_phrases"
_Phrases = tuple[tuple[str, list[str]], ...]
"""Phrases in lower case, each with its list."""
_CASED = frozenset({"names"})
"""Lists of words that count only as they are written there."""

_NOUNS_OF_TIME = frozenset({"May", "Mal"})
"""In lower case they are other words: "it may", "sag mal"."""


def counted(tokens: Sequence[str], *, language: str) -> Mapping[str, int]:
    """Return how many words and phrases of each list are among the words of a sentence.

    A list that has none there counts 0.
    """
    found: dict[str, int] = defaultdict(int)
    for place, token in enumerate(tokens):
        lists, openings = _known(token, language, not place)
        for name in lists:
            found[name] += 1
        for name, phrase in openings:
            here = tokens[place : place + len(phrase)]
            found[name] += list(map(str.lower, here)) == phrase
    return found


@lru_cache(maxsize=16384)
def _known(token: str, language: str, opens: bool) -> tuple[tuple[str, ...], _Phrases]:
    """Return the lists that hold a word or its stem, and the phrases that it opens.

    A list that holds the word and its stem is named twice; a stem is that of an adjective,
    which has a capital only where it `opens` the sentence, as a German verb has: `Unterlagen`
    are papers, not what somebody was subject to. A German compound stands where
    its last part does: `Haftstrafe` with `strafe`.
    """
    lower = token if token in _NOUNS_OF_TIME else token.lower()
    known = _words(language)
    lists = tuple(known.get(lower, ()))
    if opens or token[:1].islower():
        lists += tuple(known.get(_stem(lower), ()))
    elif language == "de":
        lists = tuple(name for name in lists if name not in _OF_VERBS)
    if not lists and language == "de" and token[:1].isupper():
        lists = _lists_of_last_part(lower)
    return lists, _phrases(language).get(lower, ())


_OF_VERBS = frozenset({"preterite", "verbs"})


def _lists_of_last_part(compound: str) -> tuple[str, ...]:
    """Return the lists of nouns that hold the longest noun with which a compound ends."""
    nouns = _nouns()
    for place in range(_FIRST_PART, len(compound) - _LAST_PART + 1):
        lists = nouns.get(compound[place:])
        if lists:
            return lists
    return ()


@cache
def _nouns() -> dict[str, tuple[str, ...]]:
    """Return the German nouns that end compounds, with their lists."""
    known = {word: tuple(_NOUNS.intersection(lists)) for word, lists in _words("de").items()}
    return {word: lists for word, lists in known.items() if lists}


_FIRST_PART, _LAST_PART = 3, 5
"""The least letters of a compound's parts."""
_NOUNS = frozenset({"legal", "public_matter", "source"})
"""Lists whose German words are nouns, which make compounds."""


def _stem(token: str) -> str:
    """Return an adjective's stem with a star, as the lists write it: `schlimm*`."""
    for ending in ("sten", "ste", "ere", "er", "en", "em", "es", "e"):
        if token.endswith(ending) and len(token) > len(ending) + 3:
            return token[: -len(ending)] + "*"
    return token + "*"


@cache
def _words(language: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for name in table(language, "worth").keys() - _CASED:
        if not name.endswith(_PHRASES):
            for word in words(language, "worth", name):
                found[word].append(name)
    return dict(found)


@cache
def _phrases(language: str) -> dict[str, _Phrases]:
    """Return the phrases with their lists, by their first word."""
    found: dict[str, _Phrases] = defaultdict(tuple)
    for name in table(language, "worth"):
        if name.endswith(_PHRASES):
            for phrase in map(str.split, phrases(language, "worth", name)):
                found[phrase[0]] += ((name.removesuffix(_PHRASES), phrase),)
    return dict(found)
