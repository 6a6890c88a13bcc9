"""Finds the words of one sentence that tell who is speaking in it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from claims.extraction.clauses import Clause, clause_start, opener, verbs_of_saying
from claims.extraction.lexicon import words
from claims.extraction.noun_phrases import phrase_at, phrase_before
from claims.extraction.tokens import is_capital, tokenize

# A party or an acronym in brackets after a name stands in the way of no rule.
_ASIDE = re.compile(r"\s\([^()]{1,40}\)")


@dataclass(frozen=True, slots=True)
class Cue:
    """The speaker's words in the sentence, as tokens, and the rule that found them.

    `rank` orders several cues of one sentence: a main clause beats a subordinate one.
    """

    surface: str
    rule: str
    rank: int
    place: int


def best_cue(frame: str, *, language: str) -> Cue | None:
    """Return the cue that most likely names the speaker of a sentence's statement, or None.

    `frame` is the sentence with `§` for every quotation.
    """
    tokens = tokenize(_ASIDE.sub(" ", frame))
    cues = [
        *_sources(tokens, language),
        *_verbs(tokens, language),
        *_colon(tokens, language),
        *_so(tokens, language),
    ]
    return max(cues, key=lambda cue: (cue.rank, -cue.place), default=None)


def _sources(tokens: tuple[str, ...], language: str) -> Iterator[Cue]:
    """Yield "laut X", "nach Angaben der X", "X zufolge", "according to X"."""
    for place, token in enumerate(tokens):
        lower = token.lower()
        if language == "en":
            if lower == "according" and tokens[place + 1 : place + 2] == ("to",):
                yield from _source_at(tokens, place + 2, language, "according_to")
        elif lower in words("de", "speech", "according"):
            yield from _source_at(tokens, place + 1, language, "according_to")
        elif lower == "nach":
            yield from _source_at(
                tokens, _after_noun_of_saying(tokens, place + 1), language, "according_to"
            )
        elif lower in words("de", "speech", "according_after"):
            yield from _source_before(tokens, place)


def _after_noun_of_saying(tokens: tuple[str, ...], place: int) -> int:
    """Return where the speaker stands after "nach Angaben", or past the end."""
    known = words("de", "speech", "according_nouns")
    for offset in range(3):
        here = place + offset
        if here < len(tokens) and tokens[here] in known:
            following = tokens[here + 1 : here + 2]
            tied = bool(following) and (following[0] in _TIES or is_capital(following[0]))
            alone = tokens[here] in words("de", "speech", "according_self") or not tied
            return place if alone else here + 1 + (following[0] == "von")
        if here < len(tokens) and is_capital(tokens[here]):
            break
    return len(tokens)


def _source_at(tokens: tuple[str, ...], place: int, language: str, rule: str) -> Iterator[Cue]:
    """Yield the source that stands at `place`, in whatever case."""
    start = place
    while start < len(tokens) and tokens[start].lower() in _DATIVE and language == "de":
        start += 1
    phrase = phrase_at(tokens, start, language=language)
    if phrase is None:
        return
    end = _with_reliance(tokens, phrase.end, language)
    yield Cue(_joined(tokens[place:end]), rule, 5, place)


def _source_before(tokens: tuple[str, ...], place: int) -> Iterator[Cue]:
    for start in range(max(0, place - 6), place):
        inner = start + (tokens[start].lower() in _DATIVE)
        phrase = phrase_at(tokens, inner, language="de", wide=True)
        if phrase and phrase.end == place:
            yield Cue(_joined(tokens[start:place]), "according_to", 5, start)
            return


_TIES = frozenset({"der", "des", "von", "vom", "eines", "einer", "seiner", "ihrer"})
_DATIVE = frozenset(
    {
        "dem",
        "der",
        "den",
        "des",
        "einem",
        "einer",
        "eines",
        "von",
        "vom",
        "seinen",
        "seinem",
        "ihren",
    }
)


def _with_reliance(tokens: tuple[str, ...], end: int, language: str) -> int:
    """Return the end with "unter Berufung auf Insider" taken in, or `end`."""
    relying = tuple(str(part) for part in _RELYING[language])
    if tokens[end : end + len(relying)] != relying:
        return end
    phrase = phrase_at(tokens, end + len(relying), language=language)
    return phrase.end if phrase else end


_RELYING = {"de": ("unter", "Berufung", "auf"), "en": ("citing",)}


def _verbs(tokens: tuple[str, ...], language: str) -> Iterator[Cue]:
    for clause in verbs_of_saying(tokens, language=language):
        cue = _subject(tokens, clause, language)
        if cue:
            yield cue


def _subject(tokens: tuple[str, ...], clause: Clause, language: str) -> Cue | None:
    """Return who does the saying: before its verb, after it, or in the clause before."""
    rank = 2 if clause.is_subordinate else 4
    before = _before(tokens, clause.verb, language)
    if before:
        return Cue(before, "subject_before", rank, clause.verb)
    if opener(tokens, clause.verb) in {"wie", "as", "obwohl", "nachdem", "dass"}:
        phrase = phrase_at(tokens, clause_start(tokens, clause.verb) + 1, language=language)
        if phrase and phrase.end <= clause.verb:
            return Cue(
                _joined(tokens[phrase.start : phrase.end]), "subject_before", rank, clause.verb
            )
    after = _after(tokens, clause.verb, language)
    if after:
        return Cue(after, "subject_after", rank, clause.verb)
    shared = _shared(tokens, clause.verb, language)
    return Cue(shared, "shared_subject", 3, clause.verb) if shared else None


def _before(tokens: tuple[str, ...], verb: int, language: str) -> str:
    place = verb
    while place and tokens[place - 1] in words(language, "speech", "fillers"):
        place -= 1
    if place and tokens[place - 1].lower() in words(language, "speech", "pronouns"):
        return tokens[place - 1]
    if place and tokens[place - 1] == ",":
        return _before_apposition(tokens, place - 1, language)
    phrase = phrase_before(tokens, place, language=language)
    return _joined(tokens[phrase.start : phrase.end]) if phrase else ""


def _before_apposition(tokens: tuple[str, ...], comma: int, language: str) -> str:
    """Return the name in "Ada Braun, Professorin in Kiel, sagt"."""
    for place in range(comma - 1, 0, -1):
        if tokens[place] in {"§", ":", ";"}:
            return ""
        if tokens[place] == ",":
            phrase = phrase_before(tokens, place, language=language)
            if phrase and is_capital(tokens[place - 1]) and phrase.start in (0, 1):
                return _joined(tokens[phrase.start : phrase.end])
            name = tokens[place + 1 : comma]
            if 2 <= len(name) <= 4 and all(map(is_capital, name)):
                return _joined(name)
    return ""


def _after(tokens: tuple[str, ...], verb: int, language: str) -> str:
    if language == "en" and not (verb and tokens[verb - 1] in {",", "§", "?", "!"}):
        return ""
    place = verb + 1
    for _ in range(3):
        place = _past_fillers(tokens, place, language)
        if place >= len(tokens):
            return ""
        if tokens[place] in words(language, "speech", "pronouns"):
            return tokens[place]
        phrase = phrase_at(tokens, place, language=language)
        if phrase:
            return _joined(tokens[phrase.start : phrase.end])
        further = _past_adverbial(tokens, place, language)
        if further == place:
            return ""
        place = further
    return ""


def _past_fillers(tokens: tuple[str, ...], place: int, language: str) -> int:
    known = words(language, "speech", "fillers")
    while place < len(tokens) and tokens[place] in known:
        place += 1
    return place


def _past_adverbial(tokens: tuple[str, ...], place: int, language: str) -> int:
    """Return the place after "am Dienstag" or "in Berlin", or `place` if none stands there."""
    if tokens[place] not in words(language, "speech", "prepositions"):
        return place
    end = place + 1
    while (
        end < len(tokens)
        and not is_capital(tokens[end])
        and tokens[end].isalnum()
        and end - place < 4
    ):
        end += 1
    if end < len(tokens) and is_capital(tokens[end]):
        return end + 1
    return place


def _shared(tokens: tuple[str, ...], verb: int, language: str) -> str:
    """Return the subject that "... und sagte" shares with the clause before it."""
    if not verb or tokens[verb - 1] not in {"und", "sowie", "and", "but", "aber"}:
        return ""
    phrase = phrase_at(tokens, 0, language=language)
    if phrase:
        return _joined(tokens[phrase.start : phrase.end])
    known = words(language, "speech", "pronouns")
    return next((token for token in tokens[: verb - 1] if token.lower() in known), "")


def _colon(tokens: tuple[str, ...], language: str) -> Iterator[Cue]:
    """Yield who stands before a colon and a quotation: "Sein Rat: §", "Braun: §"."""
    for place, (sign, following) in enumerate(zip(tokens, (*tokens[1:], ""), strict=False)):
        if sign != ":" or following not in {"§", ""}:
            continue
        if tokens[0].lower() in _POSSESSIVES[language]:
            yield Cue(tokens[0], "possessive", 3, 0)
            return
        phrase = phrase_at(tokens, 0, language=language)
        if phrase and phrase.end <= place:
            yield Cue(_joined(tokens[: phrase.end]), "colon", 3, 0)


def _so(tokens: tuple[str, ...], language: str) -> Iterator[Cue]:
    """Yield the speaker of "…, so die Ministerin"."""
    if language != "de":
        return
    for place in range(1, len(tokens) - 1):
        if tokens[place] != "so" or tokens[place - 1] not in {",", "§"}:
            continue
        phrase = phrase_at(tokens, place + 1, language=language)
        if phrase:
            yield Cue(_joined(tokens[phrase.start : phrase.end]), "so", 4, place)


_POSSESSIVES = {
    "de": frozenset({"sein", "seine", "ihr", "ihre"}),
    "en": frozenset({"his", "her", "their"}),
}


def _joined(tokens: tuple[str, ...]) -> str:
    return " ".join(tokens)
