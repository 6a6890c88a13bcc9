"""Whom "er", "sie", "he" or "she" means."""

import re
from collections.abc import Iterator, Sequence

from claims.extraction.names import Names
from claims.extraction.titles import is_first_name, is_role
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
    nearest person of its gender wins, then the last speaker if it may be one of these:
    "er" may be "ein Sprecher", "sie" anything in the feminine or plural.
    """
    wanted = PRONOUNS[language][pronoun.lower()]
    people = list(_people(earlier, names))
    for name in people:
        if _fits(names.gender_of(name), wanted):
            return name
    if last_speaker and _may_be(pronoun.lower(), last_speaker, names):
        return last_speaker
    unknown = (name for name in people if not names.gender_of(name))
    return next(unknown, "") if pronoun.lower() in _OF_PEOPLE else ""


def _people(earlier: Sequence[str], names: Names) -> Iterator[str]:
    """Yield the people whom some sentences name, the last first."""
    for text in reversed(earlier):
        tokens = tokenize(text)
        for place in range(len(tokens) - 1, -1, -1):
            if names.is_person(tokens[place]):
                yield names.resolve(" ".join(tokens[_name_start(tokens, place) : place + 1]))


def _name_start(tokens: Sequence[str], place: int) -> int:
    """Return where a person's name begins with its first names and titles."""
    while place and (is_role(tokens[place - 1]) or is_first_name(tokens[place - 1])):
        place -= 1
    return place


def _fits(known: str, wanted: str) -> bool:
    return known == wanted if wanted == "f" else known in (wanted, "")


def _may_be(pronoun: str, speaker: str, names: Names) -> bool:
    """Return whether a pronoun may mean a speaker of whom it is not known who it is."""
    if pronoun in _OF_PEOPLE:
        return _sex(speaker, names) in (PRONOUNS["en"][pronoun], "")
    masculine = speaker.lower().startswith(("der ", "ein ", "sein ", "ihr "))
    is_masculine = masculine or names.gender_of(speaker) == "m"
    return is_masculine if pronoun == "er" else pronoun in _OF_GROUPS and not is_masculine


def _sex(speaker: str, names: Names) -> str:
    """Return "f" for "a spokeswoman", "m" for "the chairman", else what a first name tells."""
    if speaker.endswith("woman"):
        return "f"
    return "m" if speaker.endswith("man") else names.gender_of(speaker)


_OF_PEOPLE = frozenset({"he", "she"})
"""An organisation is "it" or "they", never one of these; in German it is "sie" as well."""
_OF_GROUPS = frozenset({"sie", "ihre", "they", "their"})
