"""Dates that a sentence names, resolved against the day of publication."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from claims.extraction.calendar import READERS, Reference
from claims.extraction.dates_ahead import is_ahead
from claims.extraction.lexicon import table
from claims.extraction.spans import Span


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date, how exactly it is known (`vocabulary.DatePrecision`), and its words.

    `on` is the first day of the month or year where no more is known. A relative date
    without a day of publication keeps its phrase, but `on` is None and `precision` empty.
    """

    on: date | None = None
    precision: str = ""
    phrase: str = ""


def date_of(frame: str, *, language: str, reference: Reference) -> FoundDate:
    """Return the date that a sentence names for what it claims, or an empty one.

    `frame` is the sentence without its quotations: what a speaker says of 2019 was not
    said in 2019. The first date wins, but one that tells when something was founded gives
    way to any other; what is still to come is no date of a claim, nor is "more than in May".
    """
    found = [
        each
        for each in dates_in(frame, language=language, reference=reference)
        if not _is_compared(frame, each[0], language)
        and not is_ahead(
            frame, each[0], each[1].on, published_on=reference.published_on, language=language
        )
    ]
    asides = _asides(frame, language) if found else []
    chosen = min(
        found,
        key=lambda each: (_inside(each[0], asides), each[1].on is None, each[0].start),
        default=None,
    )
    return chosen[1] if chosen else FoundDate()


def founding_date(
    frames: Sequence[str], *, language: str, published_on: date | None
) -> date | None:
    """Return when the subject of an article was founded, if a sentence says so."""
    reference = Reference(published_on, None)
    founded = re.compile(table(language, "dates")["foundings"]["before"])
    for frame in frames:
        signs = founded.search(frame)
        if not signs:
            continue
        near = [
            found.on
            for span, found in dates_in(frame, language=language, reference=reference)
            if found.on and abs(span.start - signs.end()) < _NEAR
        ]
        if near:
            return near[0]
    return None


_NEAR = 40


def dates_in(
    frame: str, *, language: str, reference: Reference
) -> Iterator[tuple[Span, FoundDate]]:
    """Yield every date of a sentence in order, with its place."""
    if not _may_hold_a_date(frame, language):
        return
    taken = 0
    for match in _pattern(language).finditer(frame):
        if match.start() < taken:
            continue
        name = next(
            key[2:] for key, value in match.groupdict().items() if key.startswith("p_") and value
        )
        groups = _groups(match, name)
        resolved = READERS[name](groups, table(language, "dates"), reference)
        taken = match.end()
        on, precision = resolved if resolved else (None, "")
        yield Span(match.start(), match.end()), FoundDate(on, str(precision), match[0].strip(" ("))


def _may_hold_a_date(frame: str, language: str) -> bool:
    """Return False only where no pattern can match: they all need a figure or such a word."""
    lower = frame.lower()
    return bool(_DIGIT.search(lower)) or any(map(lower.__contains__, _signs(language)))


_DIGIT = re.compile(r"\d")


@cache
def _signs(language: str) -> tuple[str, ...]:
    rules = table(language, "dates")
    return (*rules["signs"].split(), *map(str.lower, rules["months"]))


def _groups(match: re.Match[str], name: str) -> dict[str, str]:
    """Return what a pattern caught, under the pattern's own names."""
    prefix = f"{name}__"
    return {
        key.removeprefix(prefix): value
        for key, value in match.groupdict().items()
        if key.startswith(prefix) and value
    }


@cache
def _pattern(language: str) -> re.Pattern[str]:
    """Return all patterns of a language as one; the first to match at a place counts."""
    rules = table(language, "dates")
    parts = []
    for name, pattern in rules["patterns"].items():
        for key, value in rules.items():
            if f"{{{key}}}" in pattern:
                pattern = pattern.replace(f"{{{key}}}", _alternatives(value))
        named = re.sub(r"\(\?P<(\w+)>", rf"(?P<{name}__\1>", pattern)
        parts.append(f"(?P<p_{name}>{named})")
    # Every pattern begins with a word or a bracket: said once, it spares the search the rest.
    return re.compile(rf"(?:(?<!\w)(?=\w)|(?=\())(?:{'|'.join(parts)})")


def _alternatives(value: str | dict[str, int]) -> str:
    if isinstance(value, str):
        return value
    return "(?:" + "|".join(re.escape(word) for word in sorted(value, key=len, reverse=True)) + ")"


def _is_compared(frame: str, span: Span, language: str) -> bool:
    compared = table(language, "dates")["compared"]
    return bool(re.search(rf"\b{compared}", frame[: span.start]))


def _asides(frame: str, language: str) -> list[Span]:
    """Return the stretches around "founded", whose dates tell of something else."""
    sign = table(language, "dates")["foundings"]["after"]
    return [
        Span(match.start() - _NEAR // 2, match.end() + _NEAR // 2)
        for match in re.finditer(sign, frame)
    ]


def _inside(span: Span, asides: Sequence[Span]) -> bool:
    return any(aside.start <= span.start < aside.end for aside in asides)
