"""Whether a sentence states nothing and only leads on to a page: "Mehr dazu: https://…"."""

import re
from collections.abc import Sequence
from functools import cache

from claims.extraction.lexicon import phrases, words
from claims.extraction.signs import LINK
from claims.extraction.tenses import speaks_of_past
from claims.extraction.tokens import is_word, tokenize

_WORD = re.compile(r"\w")


def only_points(sentence: str, *, language: str) -> bool:
    """Return whether a plain sentence names a page and says nothing besides.

    It opens as pointers do, its link comes last, and no verb or figure stands before that.
    """
    link = LINK.find(sentence)
    if link is None or _WORD.search(LINK.pattern.sub(" ", sentence[link.start() :])):
        return False
    before = sentence[: link.start()]
    told = [token.lower() for token in tokenize(before) if is_word(token)]
    opener = _opener(told, language)
    rest = told[opener:]
    leads = not before.rstrip()[-1:].isalnum() or told[-1] in _known("leading", language)
    return bool(opener) and leads and not _states(rest, language)


def _opener(told: Sequence[str], language: str) -> int:
    """Return how many words a pointer's opening takes up, 0 if none stands there."""
    opening = " ".join(told) + " "
    fitting = [each for each in _openers(language) if opening.startswith(each + " ")]
    return max((len(each.split()) for each in fitting), default=0)


def _states(told: Sequence[str], language: str) -> bool:
    others = [word for word in told if word not in _known("pointing", language)]
    has_verb = not _verbs(language).isdisjoint(others)
    has_figure = any(word[0].isdigit() for word in others)
    return has_verb or has_figure or speaks_of_past(" ".join(others), language=language)


@cache
def _verbs(language: str) -> frozenset[str]:
    topics = [("worth", "verbs"), ("worth", "preterite"), ("worth", "event"), ("speech", "finite")]
    auxiliaries = words("en", "speech", "auxiliaries")
    return auxiliaries.union(*(words(language, topic, name) for topic, name in topics))


def _openers(language: str) -> tuple[str, ...]:
    return phrases(language, "pointers", "openers")


def _known(name: str, language: str) -> frozenset[str]:
    return words(language, "pointers", name)
