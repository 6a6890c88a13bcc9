"""A claim as one plain sentence that can be read without its article."""

import re

from claims.extraction.attribution import Attribution
from claims.extraction.pronouns import PRONOUNS
from claims.extraction.quotations import quoted_parts
from claims.extraction.reading import Sentence

_MARKS = {"de": "„{}“", "en": "“{}”"}


def plain_sentence(sentence: Sentence, speaker: Attribution, *, language: str) -> str:
    """Return the sentence on one line, with its speaker in it.

    A pronoun that speaks is replaced by its name; what stands in the middle of a longer
    quotation is put as `Name: „…“`; a quotation shared with other sentences is made whole.
    """
    words = sentence.words
    if sentence.is_speech and speaker.name:
        return f"{speaker.name}: {_MARKS[language].format(words.strip(_QUOTES))}"
    if speaker.name and speaker.surface.lower() in PRONOUNS[language]:
        words = _named(words, speaker, language)
    return _whole(words, goes_on=sentence.goes_on)


_QUOTES = '"“”„‟»« '


def _named(words: str, speaker: Attribution, language: str) -> str:
    """Put the name for the first pronoun of the sentence."""
    pronoun = speaker.surface
    possessive = pronoun.lower() in _POSSESSIVES
    name = _genitive(speaker.name, language) if possessive else speaker.name
    return re.sub(rf"\b{pronoun}\b", lambda _: name, words, count=1)


_POSSESSIVES = frozenset(
    {"sein", "seine", "seinen", "seiner", "seinem", "ihr", "ihre", "ihren", "ihrer", "ihrem"}
    | {"his", "her", "their"}
)


def _genitive(name: str, language: str) -> str:
    if language == "en":
        return f"{name}'s"
    return f"{name}’" if name.endswith(("s", "ß", "x", "z")) else f"{name}s"


def _whole(words: str, *, goes_on: bool) -> str:
    """Return the sentence with the marks that its neighbours hold for its quotation."""
    if goes_on:
        closing = next((sign for sign in words if sign in _OPENING), "")
        words = _OPENING.get(closing, "") + words
    parts = quoted_parts(words)
    is_open = bool(parts) and parts[-1].end == len(words) and words[-1] not in _OPENING
    return words + _CLOSING[words[parts[-1].start]] if is_open else words


_OPENING = {'"': '"', "“": "„", "”": "“", "«": "»", "»": "«"}
_CLOSING = {'"': '"', "„": "“", "“": "”", "”": "”", "»": "«", "«": "»", "‟": "”"}
