"""Who says what a sentence says: its own cue, or a speaker carried on from before."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from claims.extraction.clauses import is_main, sayings
from claims.extraction.cue import Cue
from claims.extraction.cues import best_cue
from claims.extraction.deeds import tells_hearsay
from claims.extraction.lexicon import words
from claims.extraction.names import Names, read_names
from claims.extraction.nominative import in_nominative
from claims.extraction.pronouns import PRONOUNS, as_pronoun, person_before
from claims.extraction.reading import Sentence
from claims.extraction.tokens import tokenize

CARRIED = frozenset({"same_quotation", "next_quotation", "reported_speech", "told_after"})
"""Rules by which a sentence has its speaker from another one."""

CONFIDENCE = {
    "according_to": 0.9,
    "subject_after": 0.9,
    "subject_before": 0.85,
    "shared_subject": 0.65,
    "so": 0.9,
    "colon": 0.75,
    "possessive": 0.7,
    "same_quotation": 0.85,
    "next_quotation": 0.6,
    "reported_speech": 0.6,
    "told_after": 0.6,
}
"""How often a rule is right, judged by eye on news; the editor confirms."""

_SPEAKING = frozenset({"subject_after", "subject_before", "so"})
_SUBORDINATE = 0.5
_UNSTATED = 0.6
_PRONOUN = 0.85
_REACH = 3
"""So many sentences on, a subjunctive still belongs to the last speaker."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """The speaker of a sentence; all empty when the article itself speaks.

    `surface` are the words of the text, `name` the fullest name the article gives for
    them; it is empty for a pronoun that nobody could be found for.
    """

    surface: str = ""
    name: str = ""
    rule: str = ""
    confidence: float = 0.0


def attribute(sentences: Sequence[Sentence], *, language: str) -> list[Attribution]:
    """Return the speaker of each sentence."""
    cues = [_cue(sentence, language) for sentence in sentences]
    names = read_names(sentence.words for sentence in sentences)
    for cue in cues:
        if cue and cue.rule in _SPEAKING and cue.surface.lower() not in PRONOUNS[language]:
            names.add_speaker(cue.surface)
    found: list[Attribution] = []
    for place, cue in enumerate(cues):
        own = _resolved(cue, place, sentences, names, language, found) if cue else None
        found.append(own or _carried(place, sentences, found, language))
    return _told_after(sentences, _spread_backwards(sentences, found), language)


def _cue(sentence: Sentence, language: str) -> Cue | None:
    return None if sentence.is_heading else best_cue(sentence.frame, language=language)


def _resolved(
    cue: Cue,
    place: int,
    sentences: Sequence[Sentence],
    names: Names,
    language: str,
    found: Sequence[Attribution],
) -> Attribution:
    confidence = CONFIDENCE[cue.rule] * (1 if cue.states else _UNSTATED)
    confidence *= _SUBORDINATE if cue.rank == 2 else 1
    speaker = cue.owner or cue.surface
    pronoun = as_pronoun(speaker, language)
    if not pronoun:
        name = names.resolve(speaker)
        if name == cue.surface and cue.rule == "according_to":
            name = names.resolve(in_nominative(cue.surface, language))
        return Attribution(cue.surface, name, cue.rule, round(confidence, 2))
    earlier = [sentence.words for sentence in sentences[max(0, place - 3) : place]]
    before = " ".join(tokenize(sentences[place].frame)[: cue.place])
    last = next((each for each in reversed(found[-4:]) if each.name), Attribution())
    name = person_before(pronoun, [*earlier, before], last.name, names, language)
    if not name and pronoun != speaker:
        name = speaker
    return Attribution(cue.surface, name, cue.rule, round(confidence * _PRONOUN, 2))


def _carried(
    place: int, sentences: Sequence[Sentence], found: Sequence[Attribution], language: str
) -> Attribution:
    """Return the speaker of an earlier sentence who is still speaking, or nobody."""
    if not place:
        return Attribution()
    sentence, previous, last = sentences[place], sentences[place - 1], found[-1]
    if sentence.goes_on:
        return _on(last, "same_quotation")
    if sentence.is_speech and sentence.block == previous.block:
        return _on(last, "next_quotation")
    if is_reported(sentence, language) or tells_hearsay(sentence.frame, language=language):
        for earlier in reversed(found[-_REACH:]):
            if earlier.name:
                return _on(earlier, "reported_speech")
    return Attribution()


def is_reported(sentence: Sentence, language: str) -> bool:
    """Return whether a German sentence is in the subjunctive of someone else's words."""
    if language != "de" or sentence.is_heading:
        return False
    tokens = tokenize(sentence.frame)
    clear = _reporting()
    if clear.isdisjoint(tokens) or not words("de", "speech", "first_person").isdisjoint(tokens):
        return False
    return any(is_main(tokens, place) for place, token in enumerate(tokens) if token in clear)


@cache
def _reporting() -> frozenset[str]:
    """Return the words that are in no other sentence than one that reports."""
    names = ("subjunctive", "subjunctive_plural", "resuming")
    return frozenset().union(*(words("de", "speech", name) for name in names))


def _on(speaker: Attribution, rule: str) -> Attribution:
    if not speaker.surface:
        return Attribution()
    return replace(speaker, rule=rule, confidence=min(speaker.confidence, CONFIDENCE[rule]))


def _spread_backwards(
    sentences: Sequence[Sentence], found: Sequence[Attribution]
) -> list[Attribution]:
    """Give a quotation's first sentences the speaker named after its last one."""
    spread = list(found)
    for place in range(len(sentences) - 1, 0, -1):
        if sentences[place].goes_on and not spread[place - 1].surface:
            spread[place - 1] = _on(spread[place], "same_quotation")
    return spread


def _told_after(
    sentences: Sequence[Sentence], found: Sequence[Attribution], language: str
) -> list[Attribution]:
    """Give a sentence the source that the next one names for it: "Das teilte die Bahn mit."."""
    told = list(found)
    openers = words(language, "speech", "pointing_back")
    for place in range(1, len(sentences)):
        sentence, previous = sentences[place], sentences[place - 1]
        opener, verb, *rest = *sentence.words.split(), ""
        points_back = opener in openers and verb in sayings(language) and len(rest) < _BRIEF
        together = sentence.block == previous.block and not found[place - 1].surface
        if points_back and together and found[place].rule in _SPEAKING | {"according_to"}:
            up_to_speaker = sentence.words.partition(found[place].surface)[0]
            if "," not in up_to_speaker:  # a clause further on tells of something else
                told[place - 1] = _on(found[place], "told_after")
    return told


_BRIEF = 12
"""So many words at most has a sentence that does no more than name a source."""
