"""Verbs of saying and whether something is said with them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from claims.extraction.lexicon import table, words
from claims.extraction.tokens import is_word


@dataclass(frozen=True, slots=True)
class Clause:
    """A verb of saying: the place of the word that agrees with its subject."""

    verb: int
    is_subordinate: bool


def verbs_of_saying(tokens: tuple[str, ...], *, language: str) -> Iterator[Clause]:
    """Yield the verbs with which a sentence tells what somebody says.

    Only those count that bring a statement along: a quotation, a clause, a subjunctive;
    or that need none ("demanded").
    """
    for place, token in enumerate(tokens):
        if not token.islower():
            continue
        if _is_finite(tokens, place, language) or _is_parted(tokens, place, language):
            yield Clause(place, _is_subordinate(tokens, place, language))
        elif token in words(language, "speech", "having") and _has_participle(
            tokens, place, language
        ):
            yield Clause(place, _is_subordinate(tokens, place, language))


def _is_finite(tokens: tuple[str, ...], place: int, language: str) -> bool:
    token = tokens[place]
    if token in words(language, "speech", "joined"):
        return True
    if token not in words(language, "speech", "finite") or _is_passive(tokens, place, language):
        return False
    return token in words(language, "speech", "free") or _states(tokens, place, language)


def _is_parted(tokens: tuple[str, ...], place: int, language: str) -> bool:
    """Return whether the verb's second part follows: "teilte ... mit"."""
    particles = _parted(language).get(tokens[place])
    if not particles:
        return False
    rest = tokens[place + 1 :]
    found = next((at for at, token in enumerate(rest) if token in particles), None)
    if found is None:
        return False
    following = rest[found + 1 : found + 2]
    ends = not following or not is_word(following[0]) or following[0] in {"und", "and"}
    return ends or "als" in particles or "für" in particles


def _has_participle(tokens: tuple[str, ...], place: int, language: str) -> bool:
    """Return whether "hat" goes with a participle of saying, after it or just before."""
    known = words(language, "speech", "participles")
    clause = _until_comma(tokens, place + 1)
    after = next((at for at in range(place + 1, clause) if tokens[at] in known), None)
    if after is not None and "worden" not in tokens[after : after + 2]:
        return tokens[after] in _free_participles(language) or _states(tokens, after, language)
    return language == "de" and place > 0 and tokens[place - 1] in known


def _free_participles(language: str) -> frozenset[str]:
    if language == "en":
        return words("en", "speech", "free")
    return frozenset(
        {
            "gefordert",
            "kritisiert",
            "angekündigt",
            "vorgeworfen",
            "bezeichnet",
            "gewarnt",
            "behauptet",
        }
    )


def _states(tokens: tuple[str, ...], place: int, language: str) -> bool:
    """Return whether a statement stands beside the verb at `place`."""
    rest = tokens[place + 1 :]
    if "§" in tokens or ":" in rest:
        return True
    if place and tokens[place - 1] == ",":
        return True
    if any(token in words(language, "speech", "complementizers") for token in rest[:12]):
        return True
    if language == "en":
        return tokens[place] in _PLAIN_SAYING
    subjunctives = words("de", "speech", "subjunctive") | words("de", "speech", "subjunctive_past")
    return any(token in subjunctives for token in rest)


_PLAIN_SAYING = frozenset({"said", "says", "say"})
"""English drops "that" after these: "Smith said the bridge was closed"."""


def _is_passive(tokens: tuple[str, ...], place: int, language: str) -> bool:
    """Return whether the verb is a participle of the passive: "wurde kritisiert"."""
    auxiliaries = _PASSIVE[language]
    if language == "en":
        return any(token in auxiliaries for token in tokens[max(0, place - 2) : place])
    if tokens[place] not in words("de", "speech", "participles"):
        return False
    start = max((at for at in range(place) if tokens[at] == ","), default=0)
    return any(
        token in auxiliaries for token in (*tokens[start:place], *tokens[place + 1 : place + 3])
    )


_PASSIVE = {
    "de": frozenset(
        "wird werden wurde wurden worden ist sind war waren sei seien hat haben hatte hatten habe".split()
    ),
    "en": frozenset("is are was were be been being".split()),
}


def _is_subordinate(tokens: tuple[str, ...], place: int, language: str) -> bool:
    """Return whether the verb stands in a clause that begins with "who", "obwohl", "dass"."""
    start = max((at + 1 for at in range(place) if tokens[at] in {",", ":", ";", "§"}), default=0)
    opener = tokens[start].lower() if start < place else ""
    if opener in {"wie", "as"}:
        return False
    if opener not in words(language, "speech", "subordinators"):
        return False
    if opener in {"der", "die", "das", "den", "dem"}:
        return start > 0 and _ends_clause(tokens, place)
    return True


def _ends_clause(tokens: tuple[str, ...], place: int) -> bool:
    following = tokens[place + 1 : place + 2]
    return not following or not is_word(following[0]) or following[0] in {"hat", "haben", "hatte"}


def _until_comma(tokens: tuple[str, ...], place: int) -> int:
    while place < len(tokens) and tokens[place] not in {",", ";", ":"}:
        place += 1
    return place


@cache
def _parted(language: str) -> dict[str, frozenset[str]]:
    rows = (
        row.split("|") for row in table(language, "speech")["parted"].splitlines() if "|" in row
    )
    return {verb: frozenset(second.split()) for first, second in rows for verb in first.split()}
