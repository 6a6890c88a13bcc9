"""Verbs of saying and whether something is said with them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from claims.extraction.english_statements import brings_clause, closes_statement, is_denied
from claims.extraction.lexicon import table, words
from claims.extraction.tokens import is_capital, is_word


@dataclass(frozen=True, slots=True)
class Clause:
    """A verb of saying: the place of the word that agrees with its subject."""

    verb: int
    is_subordinate: bool
    states: bool
    """Whether a statement stands beside it: "said that", not "confirmed his plans"."""


def verbs_of_saying(tokens: tuple[str, ...], *, language: str) -> Iterator[Clause]:
    """Yield the verbs with which a sentence tells what somebody says.

    Only those count that bring a statement along: a quotation, a clause, a subjunctive;
    or that need none ("demanded").
    """
    known = sayings(language)
    for place, token in enumerate(tokens):
        if token not in known or not token.islower():
            continue
        if language == "en" and is_denied(tokens, place):
            continue
        if any(rule(tokens, place, language) for rule in (_is_finite, _is_parted, _is_perfect)):
            states = _states(tokens, place, language)
            yield Clause(place, _is_subordinate(tokens, place, language), states)


@cache
def sayings(language: str) -> frozenset[str]:
    """Return the words that may be the finite part of a verb of saying."""
    lists = (words(language, "speech", name) for name in ("joined", "finite", "having", "learning"))
    return frozenset(_parted(language)).union(*lists)


def _is_finite(tokens: tuple[str, ...], place: int, language: str) -> bool:
    token = tokens[place]
    if token in words(language, "speech", "joined"):
        return True
    if token in words("de", "speech", "learning"):
        return opener(tokens, place) == "wie" or tokens[place - 1] == ","
    if token not in words(language, "speech", "finite") or _is_passive(tokens, place, language):
        return False
    needs_none = token in words(language, "speech", "free")
    if needs_none and not _is_infinitive(tokens, place, language):
        return words(language, "speech", "toll").isdisjoint(tokens)
    return _states(tokens, place, language)


def _is_parted(tokens: tuple[str, ...], place: int, language: str) -> bool:
    """Return whether the verb's second part follows: "teilte ... mit"."""
    particles = _parted(language).get(tokens[place])
    if not particles:
        return False
    ends = [at for at in range(place + 1, len(tokens)) if tokens[at] in particles]
    if particles & {"als", "für"} and ends and ends[0] < _until_comma(tokens, place + 1):
        return True
    return any(_closes(tokens, at) for at in ends)


def _closes(tokens: tuple[str, ...], place: int) -> bool:
    """Return whether a clause ends with the word at `place`."""
    following = tokens[place + 1 : place + 2]
    return not following or not is_word(following[0]) or following[0] in {"und", "and"}


def _is_perfect(tokens: tuple[str, ...], place: int, language: str) -> bool:
    """Return whether it is a "hat" with a participle of saying, after it or just before."""
    if tokens[place] not in words(language, "speech", "having"):
        return False
    known = words(language, "speech", "participles")
    clause = _until_comma(tokens, place + 1)
    after = next((at for at in range(place + 1, clause) if tokens[at] in known), None)
    if after is not None and "worden" not in tokens[after : after + 2]:
        return tokens[after] in words(language, "speech", "free") or _states(
            tokens, after, language
        )
    return language == "de" and place > 0 and tokens[place - 1] in known


def _states(tokens: tuple[str, ...], place: int, language: str) -> bool:
    """Return whether a statement stands beside the verb at `place`."""
    rest = tokens[place + 1 :]
    if tokens[place] in words(language, "speech", "showing"):
        after = tokens[max(0, place - 1)] == "," and "sich" not in rest[:1]
        if language == "en":
            return "that" in rest[:6] or closes_statement(tokens, place)
        return after or rest[:2] == (",", "dass")
    if "§" in tokens or ":" in rest or opener(tokens, place) in {"wie", "as"}:
        return True
    if place and tokens[place - 1] == ",":
        return True
    if place == 1 and tokens[0] in words(language, "speech", "pointing_back"):
        return "nicht" not in rest  # "Das berichtet die Zeitung."
    if language == "de" and (_speaks_of(tokens, place) or _brings_infinitive(rest)):
        return True
    if language == "de" and (_judges(tokens, place) or _brings_pronoun(rest)):
        return True
    if any(token in words(language, "speech", "complementizers") for token in rest[:12]):
        return True
    if language == "en":
        plain = tokens[place] in words("en", "speech", "plain_saying")
        return plain or brings_clause(tokens, place) or closes_statement(tokens, place)
    known = _subjunctives()
    return any(is_main(tokens, at) for at in range(place + 1, len(tokens)) if tokens[at] in known)


@cache
def _subjunctives() -> frozenset[str]:
    names = ("subjunctive", "subjunctive_plural", "subjunctive_past")
    return frozenset().union(*(words("de", "speech", name) for name in names))


def _is_infinitive(tokens: tuple[str, ...], place: int, language: str) -> bool:
    """Return whether a modal verb stands in the clause of the verb."""
    if not tokens[place].endswith("en"):
        return False
    clause = tokens[clause_start(tokens, place) : _until_comma(tokens, place)]
    return not words(language, "speech", "modals").isdisjoint(clause)


def _judges(tokens: tuple[str, ...], place: int) -> bool:
    """Return whether somebody "nennt" a thing "ein Problem" or "absurd", gives it no name."""
    if tokens[place] not in words("de", "speech", "naming"):
        return False
    said = tokens[place + 2 : _until_comma(tokens, place)]
    judging = words("de", "speech", "judging_articles")
    last = next((token for token in reversed(said) if is_word(token)), "")
    return not judging.isdisjoint(said) or bool(_JUDGEMENT.fullmatch(last))


_JUDGEMENT = re.compile(
    r"[a-zäöüß]+(?:ig|lich|isch|bar|los|haft|sam|end|voll|wert|iv|al|abel|ell|ant|ent)"
    r"|falsch|absurd|fatal|unfair|gut|schlecht|richtig|klug|dumm|naiv|bizarr|infam|perfide"
)


def _speaks_of(tokens: tuple[str, ...], place: int) -> bool:
    """Return whether somebody "spricht von" what is not only named as a topic, or counts it."""
    token, rest = tokens[place], tokens[place + 1 :]
    if token in words("de", "speech", "speaking"):
        return "von" in (tokens if token in words("de", "speech", "participles") else rest)
    if token in words("de", "speech", "reckoning"):
        return "mit" in rest
    counts = token in words("de", "speech", "counting") and "an" not in rest
    return counts and any(each[0].isdigit() for each in rest[:_NEAR])


_NEAR = 4


def _brings_infinitive(rest: tuple[str, ...]) -> bool:
    """Return whether a clause with "zu" follows: "hofft, bald zu fahren", "..., einzusteigen"."""
    if "," not in rest:
        return False
    clause = rest[rest.index(",") + 1 :]
    parted = (
        first == "zu" and then.islower() and then[-1] == "n" for first, then in pairwise(clause)
    )
    return any(parted) or any(map(_WITH_ZU.fullmatch, clause))


def _brings_pronoun(rest: tuple[str, ...]) -> bool:
    """Return whether a main clause follows at once: "ergänzte, er komme"."""
    return rest[:1] == (",",) and rest[1:2] in {("er",), ("es",), ("sie",), ("man",)}


_WITH_ZU = re.compile(
    r"(?:ab|an|auf|aus|bei|durch|ein|fest|fort|frei|her|hin|los|mit|nach|nieder|um|vor|weg"
    r"|weiter|zurück|zusammen|zu)+zu[a-zäöüß]{3,}n"
)


def _is_passive(tokens: tuple[str, ...], place: int, language: str) -> bool:
    """Return whether the verb is a participle of the passive: "wurde kritisiert"."""
    auxiliaries = words(language, "speech", "passive")
    if language == "en":
        return any(token in auxiliaries for token in tokens[max(0, place - 2) : place])
    if tokens[place] not in words("de", "speech", "participles"):
        return False
    start = max((at for at in range(place) if tokens[at] == ","), default=0)
    return any(
        token in auxiliaries for token in (*tokens[start:place], *tokens[place + 1 : place + 3])
    )


def _is_subordinate(tokens: tuple[str, ...], place: int, language: str) -> bool:
    """Return whether the verb stands in a clause that begins with "who", "obwohl", "dass"."""
    first = opener(tokens, place)
    if first in {"wie", "as"} or first not in words(language, "speech", "subordinators"):
        return False
    if first in words("de", "speech", "relative_pronouns"):
        return clause_start(tokens, place) > 0 and _ends_clause(tokens, place)
    return True


def is_main(tokens: tuple[str, ...], place: int) -> bool:
    """Return whether a German verb is that of a main clause, not of "ob er komme"."""
    first = opener(tokens, place)
    if first in words("de", "speech", "relative_pronouns"):
        start = clause_start(tokens, place)
        return not start or is_capital(tokens[start + 1]) or not _ends_clause(tokens, place)
    return first not in words("de", "speech", "subordinators")


def clause_start(tokens: tuple[str, ...], place: int) -> int:
    """Return where the clause of the word at `place` begins, as far as signs tell."""
    return max((at + 1 for at in range(place) if tokens[at] in {",", ":", ";", "§"}), default=0)


def opener(tokens: tuple[str, ...], place: int) -> str:
    """Return the first word of that clause in lower case, or nothing."""
    start = clause_start(tokens, place)
    return tokens[start].lower() if start < place else ""


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
