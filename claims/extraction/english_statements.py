"""Statements that an English verb of saying brings along without "that" or a quotation."""

from functools import cache
from itertools import pairwise

from claims.extraction.lexicon import words
from claims.extraction.tenses import speaks_of_past

_LONGEST_SUBJECT = 8
_SIGNS = frozenset({",", ";", ":", "§"})


def is_denied(tokens: tuple[str, ...], place: int) -> bool:
    """Return whether nothing is said with the verb at `place`: "did not immediately say"."""
    before = tokens[max(0, place - 3) : place]
    auxiliaries = words("en", "speech", "auxiliaries")
    apart = any(first in auxiliaries and then == "not" for first, then in pairwise(before))
    return apart or any(token.endswith(("n't", "n’t")) for token in before)


def brings_clause(tokens: tuple[str, ...], place: int) -> bool:
    """Return whether a clause follows the verb at `place`: "reported the deal was off"."""
    for token in tokens[place + 2 :]:
        if token in _SIGNS or token in _relatives():
            return False
        if token in words("en", "speech", "auxiliaries"):
            return True
    return False


def opens_clause(tokens: tuple[str, ...], end: int) -> bool:
    """Return whether a noun phrase up to `end` has its verb there: "the dam broke", "it was"."""
    return any(
        token in words("en", "speech", "auxiliaries")
        or (token.islower() and speaks_of_past(token, language="en"))
        for token in tokens[end - 1 : end + 1]
    )


def closes_statement(tokens: tuple[str, ...], place: int) -> bool:
    """Return whether the last clause tells who said the rest: "..., a witness told Reuters"."""
    start = _clause_start(tokens, place)
    if not start or tokens[start - 1] != "," or not _SIGNS.isdisjoint(tokens[place:]):
        return False
    subject, told = tokens[start:place], tokens[_clause_start(tokens, start - 1) : start - 1]
    return (
        0 < len(subject) <= _LONGEST_SUBJECT
        and words("en", "speech", "conjunctions").isdisjoint(subject)
        and not any(token.lower() in _no_subjects() for token in subject[:1] + told[:1])
        and _has_verb(told)
    )


def _clause_start(tokens: tuple[str, ...], place: int) -> int:
    return max((at + 1 for at in range(place) if tokens[at] in _SIGNS), default=0)


@cache
def _relatives() -> frozenset[str]:
    return words("en", "speech", "relative_pronouns") | words("en", "speech", "subordinators")


@cache
def _no_subjects() -> frozenset[str]:
    return words("en", "speech", "subordinators") | words("en", "speech", "prepositions")


def _has_verb(clause: tuple[str, ...]) -> bool:
    auxiliaries = words("en", "speech", "auxiliaries")
    return not auxiliaries.isdisjoint(clause) or speaks_of_past(" ".join(clause), language="en")
