"""What a sentence shows of itself that makes it worth checking, or not."""

import re
from collections.abc import Mapping, Sequence

from claims.extraction.deeds import tells_a_deed, tells_hearsay
from claims.extraction.lexicon import words
from claims.extraction.proper_names import count_names
from claims.extraction.signs import (
    EXACT,
    LINK,
    MENTION,
    MONEY,
    NUMBER,
    PERCENT,
    POLITE,
    QUESTION,
    YEAR,
    has_emoji,
)
from claims.extraction.tenses import speaks_of_future, speaks_of_past
from claims.extraction.word_lists import counted

_TOKEN = re.compile(r"[^\W_]+(?:['’&.,-][^\W_]+)*")
Features = dict[str, float]


def measure(
    sentence: str, *, language: str, quoted: bool, attributed: bool, reported: bool = False
) -> Features:
    """Return the features that are not zero, each counted or 1.0 for present.

    `sentence` is plain; `quoted`, `attributed` and `reported` tell what reading and
    attribution found: that words are quoted, that their speaker is named in this sentence,
    that somebody speaks who was named in any.
    """
    sentence = sentence.replace("’", "'")
    tokens = _TOKEN.findall(sentence)
    counts = counted(tokens, language=language)
    found = {
        **{name: float(min(_LISTS[name], counts[name])) for name in counts.keys() & _LISTS},
        **_signs(sentence, tokens, counts),
        **_grammar(sentence, tokens, counts, language),
        "named": float(min(4, count_names(sentence, tokens, language=language))),
        "quotation": float(quoted),
        "attributed": float(attributed),
    }
    if language == "de":
        said = found.get("second_person", 0.0) + POLITE.count(sentence)
        found["second_person"] = min(2.0, said)
    if reported:
        _neutralise_mood(found, counts["reporting_mood"])
    if tells_hearsay(sentence, language=language):
        found["hearsay"] = 1.0
        found["ought"] = max(0.0, found.get("ought", 0.0) - 1)  # its "soll" demands nothing
    return {name: value for name, value in found.items() if value}


def _neutralise_mood(found: Features, count: int) -> None:
    """Take the words of reported speech from what hedges and demands."""
    for name in ("hedge", "ought"):
        taken = min(count, int(found.get(name, 0.0)))
        found[name] = found.get(name, 0.0) - taken
        count -= taken


_LISTS = {
    "legal": 2,
    "comparison": 2,
    "relation": 2,
    "event": 2,
    "public_matter": 2,
    "source": 1,
    "dated": 2,
    "others": 1,
    "denial": 1,
    "universal": 1,
    "opinion": 3,
    "first_person": 2,
    "we": 1,
    "second_person": 2,
    "hedge": 2,
    "ought": 2,
    "vague": 2,
    "conversation": 2,
}
"""Word lists and how often each may count in one sentence."""


def _signs(sentence: str, tokens: Sequence[str], counts: Mapping[str, int]) -> Features:
    """Return what figures, marks and the length show."""
    years = YEAR.count(sentence)
    numbers = max(0, NUMBER.count(sentence) - years)
    return {
        "number": _diminishing(numbers + counts["number_words"]),
        "exact": float(EXACT.is_in(sentence)),
        "year": float(min(2, years)),
        "percentage": float(PERCENT.is_in(sentence)),
        "money": float(MONEY.is_in(sentence)),
        "link": float(LINK.is_in(sentence)),
        "question": float(QUESTION.is_in(sentence)),
        "exclamation": float("!" in sentence),
        "mention": float(MENTION.is_in(sentence)),
        "emoji": float(has_emoji(sentence)),
        "short": float(len(tokens) < 5),
        "long": round(min(1.0, max(0, len(tokens) - 4) / 16), 2),
    }


def _grammar(
    sentence: str, tokens: Sequence[str], counts: Mapping[str, int], language: str
) -> Features:
    """Return what tenses and first words show."""
    first = [token.lower() for token in tokens[:2]]
    opens = not words(language, "worth", "openers").isdisjoint(first[:1])
    asking = first[1:] if opens else first[:1]
    return {
        "past": float(bool(counts["preterite"]) or speaks_of_past(sentence, language=language)),
        "deed": float(tells_a_deed(sentence, language=language)),
        "future": float(speaks_of_future(sentence, language=language)),
        "no_verb": float(not _has_verb(tokens, counts, language)),
        "opener": float(opens),
        **_condition(sentence, first, counts, language),
        "questioning": float(not words(language, "worth", "questioning").isdisjoint(asking)),
    }


def _condition(
    sentence: str, first: Sequence[str], counts: Mapping[str, int], language: str
) -> Features:
    """Return whether a clause with "if", or one that begins with its verb, sets a condition."""
    verb_first = not words(language, "worth", "conditional_openers").isdisjoint(first[:1])
    turned = verb_first and "," in sentence and not sentence.endswith("?")
    return {"conditional": float(bool(counts["conditional"]) or turned)}


def _diminishing(count: int) -> float:
    """Return what several numbers count together: a row of them says little more than one."""
    return round(min(2.0, 1 + 0.4 * (count - 1)), 2) if count else 0.0


def _has_verb(tokens: Sequence[str], counts: Mapping[str, int], language: str) -> bool:
    return (
        language == "en"
        or bool(counts["verbs"] or counts["preterite"])
        or not words("de", "speech", "subjunctive").isdisjoint(tokens)
        or any(token.islower() and token.endswith(("t", "te", "en")) for token in tokens)
    )
