"""What the words beside a last name tell: titles, roles and first names."""

import re
from functools import cache, lru_cache
from itertools import pairwise

from claims.extraction.lexicon import ANY, words
from claims.extraction.tokens import is_capital

_DEGREE = re.compile(r"[a-z]{1,5}\.|(?:Dr|Prof)\.\s?\S.*")  # "Dr. h. c." is one token or three


def without_roles(tokens: list[str]) -> list[str]:
    """Return a name without the titles and roles before it.

    What no name follows is none: "Forscher der Universität" stay as they are.
    """
    tokens = [token for token in tokens if not _DEGREE.fullmatch(token)]
    for place, token in enumerate(tokens[:-1]):
        if token in _first_names() and is_capital(tokens[place + 1]):
            return tokens[place:]
    place = 0
    while place < len(tokens) - 1 and is_role(tokens[place]) and is_capital(tokens[place + 1]):
        place += 1
    return tokens[place:]


def after_plain_role(tokens: list[str]) -> list[str]:
    """Return the name after a role in lower case, "Ohio mayor Ann Lee", or nothing."""
    for place, (role, name) in enumerate(pairwise(tokens)):
        if role.islower() and is_capital(name) and is_role(role.capitalize()):
            return tokens[place + 1 :]
    return []


def without_office(name: list[str], *, titled: bool) -> list[str]:
    """Return a name without where its bearer is from: "Karl Brandt von der Bank".

    A first name that we do not know is told by the title before it.
    """
    if not titled and not is_first_name(name[0]):
        return name
    ends = (
        at for at in range(2, len(name)) if name[at] in _FROM and not is_first_name(name[at - 1])
    )
    return name[: next(ends, len(name))]


_FROM = frozenset({"von", "vom", "aus", "bei", "of", "from", "at"})


@lru_cache(maxsize=4096)
def is_role(token: str) -> bool:
    """Return whether a word is a title or role that stands before names."""
    endings = tuple(words(ANY, "names", "role_endings"))
    listed = token in words(ANY, "names", "roles") or is_courtesy(token)
    return listed or token.lower().endswith(endings)


def is_courtesy(token: str) -> bool:
    """Return whether a title tells no more than the gender, as "Frau" and "Mr" do."""
    lists = ("male_titles", "female_titles")
    return any(token in words(ANY, "names", name) for name in lists)


@lru_cache(maxsize=4096)
def gender_of_title(token: str) -> str:
    """Return "f" for "Frau", "Mrs" or "Ministerin", "m" for "Herr" or "Mr", else nothing."""
    if token in words(ANY, "names", "male_titles"):
        return "m"
    is_female = token in words(ANY, "names", "female_titles")
    return "f" if is_female or (is_role(token) and _FEMININE.search(token)) else ""


_FEMININE = re.compile("(?<!a)in$")  # not "Captain"


def gender(name: str) -> str:
    """Return "m" or "f" by the first name, or nothing when it does not tell."""
    first = name.split()[0] if name else ""
    male, female = words(ANY, "names", "male"), words(ANY, "names", "female")
    if (first in male) == (first in female):
        return ""
    return "m" if first in male else "f"


def is_first_name(token: str) -> bool:
    """Return whether we know a word as the first name of men or women."""
    return token in _first_names()


@cache
def _first_names() -> frozenset[str]:
    return words(ANY, "names", "male") | words(ANY, "names", "female")
