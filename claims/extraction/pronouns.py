"""Whom "er", "sie", "he" or "she" means."""

import re
from collections.abc import Sequence

from claims.extraction.names import Names, gender
from claims.extraction.tokens import tokenize

PRONOUNS = {
    "de": {
        "er": "m",
        "sie": "f",
        "sein": "m",
        "seine": "m",
        "ihr": "f",
        "ihre": "f",
        "seiner": "m",
        "seinen": "m",
        "seinem": "m",
        "ihrer": "f",
        "ihren": "f",
        "ihrem": "f",
        "dieser": "m",
        "diese": "f",
        "letzterer": "m",
        "letztere": "f",
        "beide": "",
    },
    "en": {"he": "m", "she": "f", "they": "", "his": "m", "her": "f", "their": ""},
}
"""Pronouns and possessives that stand for a speaker, with their gender."""


def as_pronoun(speaker: str, language: str) -> str:
    """Return the pronoun that a speaker's words are or stand for, or nothing.

    "Der 52-Jährige" is whoever was spoken of, as "er" is.
    """
    aged = _AGED.fullmatch(speaker) if language == "de" else None
    if aged:
        return {"der": "er", "die": "sie"}[aged[1].lower()]
    return speaker if speaker.lower() in PRONOUNS[language] else ""


_AGED = re.compile(r"([Dd]er|[Dd]ie) \d{1,3}-[Jj]ährige")


def person_before(
    pronoun: str, earlier: Sequence[str], last_speaker: str, names: Names, language: str
) -> str:
    """Return the person whom a pronoun means, or nothing.

    `earlier` are the sentences before it, the last one up to the pronoun itself. The
    nearest person of its gender wins; for a group it is the last speaker.
    """
    wanted = PRONOUNS[language][pronoun.lower()]
    for text in reversed(earlier):
        for token in reversed(tokenize(text)):
            name = names.resolve(token) if names.is_person(token) else ""
            if name and _fits(name, wanted):
                return name
    return last_speaker if _may_be_group(pronoun) else ""


def _fits(name: str, wanted: str) -> bool:
    known = gender(name)
    return known == wanted if wanted == "f" else known in (wanted, "")


def _may_be_group(pronoun: str) -> bool:
    return pronoun.lower() in {"sie", "ihre", "they", "their"}
