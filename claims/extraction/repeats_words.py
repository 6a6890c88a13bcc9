"""The words of a claim that tell what it is about, ready to be compared with another's."""

import re
import unicodedata
from functools import cache

from claims.extraction.lexicon import LANGUAGES, phrases
from claims.extraction.lexicon import words as listed
from claims.extraction.repeats_stems import stem

_ADDRESS = re.compile(r"(?:https?://|www\.|pic\.twitter\.com/)\S+")
_TAG = re.compile(r"[@#](\w+)")
_PARTS_OF_TAG = re.compile(
    r"(?<=[a-zäöüß])(?=[A-ZÄÖÜ])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[^\W\d])(?=\d)|_"
)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_WORD = re.compile(r"\d+(?:[.,]\d+)*|\w+")
_INITIALS = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_GENITIVE = re.compile(r"['’]s\b")


def telling_words(text: str, language: str) -> list[str]:
    """Return the stems of a text in order, without function words, single signs and addresses.

    "#ImpfPflicht" and "@KanzlerinMerkel" are words like any other; what means the same in
    the lexicon has one stem. An unknown language is read as English.
    """
    language = language if language in LANGUAGES else "en"
    meanings = _meanings(language)
    without = listed(language, "repeats", "function_words")
    words = (w for w in _words(text, language) if len(w) > 1 and w not in without)
    stems = (stem(word, language) for word in words)
    return [meanings.get(each, each) for each in stems]


def _words(text: str, language: str) -> list[str]:
    text = unicodedata.normalize("NFKC", _INVISIBLE.sub("", _ADDRESS.sub(" ", text)))
    text = _TAG.sub(lambda tag: f" {_PARTS_OF_TAG.sub(' ', tag[1])} ", text)
    text = _INITIALS.sub(lambda initials: initials[0].replace(".", "") + " ", text)
    text = _GENITIVE.sub("", text).lower()
    return _WORD.findall(_joined_phrases(language).sub(_join, text))


def _join(phrase: re.Match[str]) -> str:
    return re.sub(r"\W", "_", phrase[0])


@cache
def _joined_phrases(language: str) -> re.Pattern[str]:
    """Return what finds the lexicon's meanings of two words: "united states", "sars-cov-2"."""
    lines = phrases(language, "repeats", "synonyms")
    joined = {word for line in lines for word in line.split() if "_" in word}
    return re.compile(rf"\b(?:{'|'.join(word.replace('_', '[ -]') for word in joined)})\b")


@cache
def _meanings(language: str) -> dict[str, str]:
    """Return the first stem of its line for each word of the lexicon's synonyms."""
    return {
        stem(word, language): stem(line.split()[0], language)
        for line in phrases(language, "repeats", "synonyms")
        for word in line.split()
    }
