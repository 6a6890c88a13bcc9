"""A sentence as words and signs, for rules that look at neighbours."""

import re
from functools import lru_cache

from claims.extraction.lexicon import ANY, words

# `§` stands for a quotation. A title or initial keeps its full stop: "Dr. Weber", "J. Brandt",
# and "Thomas K." wherever the sentence goes on; a degree belongs to its title: "Dr. h. c.".
_TOKEN = re.compile(
    r"§|(?:Dr|Prof)\.(?:\s?[a-z]{1,5}\.|-Ing\.)+(?=\s+[A-ZÄÖÜ])|(?:Dr|Prof|Mr|Mrs|Ms|St|Sen|Gov|Rep|Gen|Jr|Sr)\.(?=\s+[A-ZÄÖÜ])"
    r"|(?:[A-Z]\.){2,}(?=,|\s+\S)|[A-ZÄÖÜ]\.(?=,|\s+\S)"
    r"|[^\W_]+(?:[-'’.&/][^\W_]+)*(?:(?<=s)['’](?=\s[A-Z]))?|[^\w\s]"
)
_CAPITAL = re.compile(r"[A-ZÄÖÜÉÈÁÓŠČŽŁØÅÇİŞ]|[a-z]{1,2}[A-Z]|\d+-[A-ZÄÖÜ]")


@lru_cache(maxsize=2048)
def tokenize(sentence: str) -> tuple[str, ...]:
    """Return words and punctuation marks in order."""
    return tuple(_TOKEN.findall(sentence))


@lru_cache(maxsize=16384)
def is_capital(token: str) -> bool:
    """Return whether a word is written as names are: `Tesla`, `xAI`, and `dpa` by exception."""
    return bool(_CAPITAL.match(token)) or token in words(ANY, "names", "uncapitalised")


def is_word(token: str) -> bool:
    """Return whether a token is a word, not a sign."""
    return token[:1].isalnum()
