"""Finds the words of one sentence that tell who is speaking in it."""

import re
from collections.abc import Iterator

from claims.extraction.clauses import Clause, clause_start, is_main, opener, verbs_of_saying
from claims.extraction.cue import Cue, joined
from claims.extraction.english_statements import opens_clause
from claims.extraction.lexicon import words
from claims.extraction.noun_phrases import phrase_at, phrase_before
from claims.extraction.sources import sources
from claims.extraction.tokens import is_capital, tokenize

# A party or an acronym in brackets after a name stands in the way of no rule.
_ASIDE = re.compile(r"\s\([^()]{1,40}\)")
# Also written in one word, as the lists have it.
_APART = re.compile(r"\bbekannt (gegeben|gemacht|gab|gaben)\b")


def best_cue(frame: str, *, language: str) -> Cue | None:
    """Return the cue that most likely names the speaker of a sentence's statement, or None.

    `frame` is the sentence with `§` for every quotation.
    """
    if "(" in frame:
        frame = _ASIDE.sub(" ", frame)
    if "bekannt g" in frame:
        frame = _APART.sub(r"bekannt\1", frame)
    tokens = tokenize(frame)
    cues = [
        *sources(tokens, language=language),
        *_verbs(tokens, language),
        *_colon(tokens, language),
        *_so(tokens, language),
    ]
    return max(cues, key=lambda cue: (cue.rank, -cue.place), default=None)


def _verbs(tokens: tuple[str, ...], language: str) -> Iterator[Cue]:
    for clause in verbs_of_saying(tokens, language=language):
        cue = _subject(tokens, clause, language)
        if cue:
            yield cue


def _subject(tokens: tuple[str, ...], clause: Clause, language: str) -> Cue | None:
    """Return who does the saying: before its verb, after it, or in the clause before."""
    rank = 2 if clause.is_subordinate else 4
    before = _before(tokens, clause.verb, language) or _opening(tokens, clause.verb, language)
    if before:
        return Cue(before, "subject_before", rank, clause.verb, clause.states)
    after = _after(tokens, clause.verb, language)
    if after:
        return Cue(after, "subject_after", rank, clause.verb, clause.states)
    shared = _shared(tokens, clause.verb, language)
    return Cue(shared, "shared_subject", 3, clause.verb, clause.states) if shared else None


def _opening(tokens: tuple[str, ...], verb: int, language: str) -> str:
    """Return the subject right after "wie" and its like: "wie die Bahn gestern mitteilt".

    So does it stand after "in dem" and its like: "in dem sie Hunger als Grund angab".
    """
    start = clause_start(tokens, verb)
    first = opener(tokens, verb)
    if first in words("de", "speech", "prepositions") and tokens[start].islower():
        start += 1
        first = "dass" if tokens[start] in words("de", "speech", "relative_pronouns") else ""
    if first not in {"wie", "as", "obwohl", "nachdem", "dass"}:
        return ""
    subject = start + 1
    if subject < verb and tokens[subject] in words(language, "speech", "pronouns"):
        return tokens[subject]
    phrase = phrase_at(tokens, subject, language=language)
    return joined(tokens[phrase.start : phrase.end]) if phrase and phrase.end <= verb else ""


def _before(tokens: tuple[str, ...], verb: int, language: str) -> str:
    place = verb
    while place and tokens[place - 1] in words(language, "speech", "fillers"):
        place -= 1
    if place and tokens[place - 1].lower() in words(language, "speech", "pronouns"):
        return tokens[place - 1]
    if place and tokens[place - 1] == ",":
        return _before_apposition(tokens, place - 1, language)
    phrase = phrase_before(tokens, place, language=language)
    if phrase is None or (language == "de" and _is_object(tokens[phrase.start : phrase.end])):
        return ""
    return joined(tokens[phrase.start : phrase.end])


def _is_object(phrase: tuple[str, ...]) -> bool:
    """Return whether it is told to somebody, or as something: "Der Zeitung sagte sie"."""
    if phrase[0] in words("de", "speech", "given_as"):
        return True
    media = tuple(words("de", "speech", "feminine_media"))
    if phrase[0].lower() != "der" or len(phrase) < 2:
        return False
    has_dative = len(phrase) > 2 and phrase[1].endswith("en") and is_capital(phrase[2])
    declined = phrase[1].islower() or phrase[1].endswith(("ischen", "eutschen"))
    return (has_dative and declined) or phrase[1].lower().endswith(media)


def _before_apposition(tokens: tuple[str, ...], comma: int, language: str) -> str:
    """Return the name in "Ada Braun, Ärztin in Kiel, sagt" and "Die Chefin, Ada Braun, sagt"."""
    for place in range(comma - 1, 0, -1):
        if tokens[place] in {"§", ":", ";"}:
            return ""
        if tokens[place] == ",":
            if words(language, "speech", "fillers").issuperset(tokens[place + 1 : comma]):
                return _before(tokens, place, language)
            phrase = phrase_before(tokens, place, language=language)
            name = tokens[place + 1 : comma]
            is_name = 2 <= len(name) <= 4 and all(map(is_capital, name))
            if is_name and (phrase is None or phrase.determined):
                return joined(name)
            noun = is_capital(tokens[place - 1]) or tokens[place + 1] == "who"
            if phrase and noun and phrase.start in (0, 1):
                return joined(tokens[phrase.start : phrase.end])
            if is_name:
                return joined(name)
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
            told = language == "en" and opens_clause(tokens, phrase.end)
            return "" if told else joined(tokens[phrase.start : phrase.end])
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
        return joined(tokens[phrase.start : phrase.end])
    known = words(language, "speech", "pronouns")
    return next((token for token in tokens[: verb - 1] if token.lower() in known), "")


def _colon(tokens: tuple[str, ...], language: str) -> Iterator[Cue]:
    """Yield who stands before a colon and words that are his: "Sein Rat: §", "Braun: §"."""
    if ":" not in tokens:
        return
    for place, (sign, following) in enumerate(zip(tokens, (*tokens[1:], ""), strict=False)):
        if sign != ":":
            continue
        phrase = phrase_at(tokens, 0, language=language)
        if following not in {"§", ""} and not (phrase and _tells(tokens, phrase.end, place)):
            continue
        subject = tokens[: phrase.end] if phrase else ()
        if tokens[0].lower() in _POSSESSIVES[language] and not _is_named(subject, language):
            yield Cue(tokens[0], "possessive", 3, 0)
            return
        if phrase and phrase.end <= place:
            yield Cue(joined(subject), "colon", 3, 0)


def _tells(tokens: tuple[str, ...], verb: int, colon: int) -> bool:
    """Return whether a verb is at `verb` and a subjunctive behind: "Braun legt nach: Es sei"."""
    moods = words("de", "speech", "subjunctive") | words("de", "speech", "subjunctive_plural")
    behind = (at for at in range(colon + 1, len(tokens)) if tokens[at] in moods)
    told = any(is_main(tokens, at) for at in behind)
    return (
        told
        and verb < colon
        and tokens[verb].islower()
        and tokens[verb].endswith(("t", "te", "en"))
    )


def _is_named(phrase: tuple[str, ...], language: str) -> bool:
    """Return whether a name follows a possessive: "Seine Anwältin Ada Braun"."""
    nouns = phrase[1:3] if language == "de" else phrase[-1:]
    alone = words(language, "speech", "ties").isdisjoint(phrase)
    return len(phrase) > 2 and alone and all(map(is_capital, nouns))


def _so(tokens: tuple[str, ...], language: str) -> Iterator[Cue]:
    """Yield the speaker of "…, so die Ministerin"."""
    if language != "de" or "so" not in tokens:
        return
    for place in range(1, len(tokens) - 1):
        if tokens[place] != "so" or tokens[place - 1] not in {",", "§"}:
            continue
        phrase = phrase_at(tokens, place + 1, language=language)
        if phrase:
            yield Cue(joined(tokens[phrase.start : phrase.end]), "so", 4, place)


_POSSESSIVES = {
    "de": frozenset({"sein", "seine", "ihr", "ihre"}),
    "en": frozenset({"his", "her", "their"}),
}
