"""What a sentence shows of itself that makes it worth checking, or not."""

import re
from itertools import pairwise

from claims.extraction.lexicon import phrases, words
from claims.extraction.tenses import speaks_of_future, speaks_of_past

_TOKEN = re.compile(r"[^\W_]+(?:['’&.,-][^\W_]+)*")
_NUMBER = re.compile(r"(?<![\w.,-])\d[\d.,]*(?!\w)")
_YEAR = re.compile(r"(?<![\d.,-])(?:1[89]|20)\d\d(?![\d,%-]|\.\d)")
_PERCENT = re.compile(r"\d\s*(?:%|Prozent|percent|per cent|Promille)|\b(?:percent|Prozent)")
_MONEY = re.compile(
    r"[$€£¥]\s?\d|\d\s?[$€£¥]|\b(?:Euros?|Dollars?|Pfund|Franken|Cent|Yuan|Rubel|US-Dollar)\b"
    r"|\b(?:pounds?|dollars?|euros?|cents?)\b"
)
_EMOJI = re.compile("[\U0001f300-\U0001faff\u2600-\u27bf]")
_NO_ENGLISH_NAMES = frozenset({"I", "I'm", "I've", "I'll", "I'd"})
Features = dict[str, float]


def measure(sentence: str, *, language: str, quoted: bool, attributed: bool) -> Features:
    """Return the features that are not zero, each counted or 1.0 for present.

    `sentence` is plain; `quoted` and `attributed` tell what reading and attribution found.
    """
    sentence = sentence.replace("’", "'")
    tokens = _TOKEN.findall(sentence)
    found = {
        **_listed(tokens, language),
        **_signs(sentence, tokens, language),
        "quotation": float(quoted),
        "attributed": float(attributed),
    }
    return {name: value for name, value in found.items() if value}


def _signs(sentence: str, tokens: list[str], language: str) -> Features:
    years = len(_YEAR.findall(sentence))
    numbers = max(0, len(_NUMBER.findall(sentence)) - years)
    written = sum(token.lower() in words(language, "worth", "number_words") for token in tokens)
    return {
        "number": _diminishing(numbers + written),
        "year": float(min(2, years)),
        "percentage": float(bool(_PERCENT.search(sentence))),
        "money": float(bool(_MONEY.search(sentence))),
        "named": float(min(4, _names(tokens, language))),
        "question": float("?" in sentence),
        "exclamation": float("!" in sentence),
        "past": float(speaks_of_past(sentence, language=language)),
        "emoji": float(bool(_EMOJI.search(sentence))),
        "future": float(speaks_of_future(sentence, language=language)),
        "short": float(len(tokens) < 5),
        "long": round(min(1.0, max(0, len(tokens) - 4) / 16), 2),
        "no_verb": float(not _has_verb(tokens, language)),
    }


def _listed(tokens: list[str], language: str) -> Features:
    lower = [word if word == "May" else word.lower() for word in tokens]
    forms = [*lower, *map(_stem, lower)]
    padded = f" {' '.join(lower)} "
    found: Features = {}
    for name, most in _LISTS.items():
        single = words(language, "worth", name)
        hits = sum(map(single.__contains__, forms))
        hits += sum(
            f" {phrase} " in padded for phrase in phrases(language, "worth", f"{name}_phrases")
        )
        found[name] = float(min(most, hits))
    return found


_LISTS = {
    "legal": 2,
    "comparison": 2,
    "relation": 2,
    "event": 2,
    "public_matter": 2,
    "source": 1,
    "opinion": 3,
    "first_person": 2,
    "second_person": 2,
    "hedge": 2,
    "ought": 2,
    "vague": 2,
}
"""Word lists and how often each may count in one sentence."""


def _stem(token: str) -> str:
    """Return an adjective's stem with a star, as the lists write it: `schlimm*`."""
    for ending in ("sten", "ste", "ere", "er", "en", "em", "es", "e"):
        if token.endswith(ending) and len(token) > len(ending) + 3:
            return token[: -len(ending)] + "*"
    return token + "*"


def _diminishing(count: int) -> float:
    """Return what several numbers count together: a row of them says little more than one."""
    return round(min(2.0, 1 + 0.4 * (count - 1)), 2) if count else 0.0


def _names(tokens: list[str], language: str) -> int:
    """Count capitalised words past the first that are no common noun as far as we can tell."""
    if language == "en":
        capital = [word[0].isupper() and word not in _NO_ENGLISH_NAMES for word in tokens[1:]]
        return sum(here and not before for before, here in pairwise([False, *capital]))
    return sum(
        any(sign.isupper() for sign in token[1:]) or token in words("de", "worth", "names")
        for token in tokens
    )


def _has_verb(tokens: list[str], language: str) -> bool:
    if language == "en":
        return True
    verbs = words("de", "worth", "verbs")
    return any(
        token.lower() in verbs or (token.islower() and token.endswith(("te", "ten", "t", "en")))
        for token in tokens
    )
