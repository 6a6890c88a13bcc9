"""Whether a date is still to come when the article comes out, so that nothing was said on it."""

import re
from datetime import date, timedelta

from claims.extraction.lexicon import table, words
from claims.extraction.spans import Span
from claims.extraction.tenses import speaks_of_future, speaks_of_past

_YEAR = re.compile(r"\d{4}|Jahr|year|\d[./]\s?\d{1,2}[./]\s?\d\d")
_DAY_AND_MONTH = re.compile(r"\d\.\s?\d{1,2}\.$")
_NEXT_BEFORE = re.compile(r"\b(?:nächste[mnr]?|kommende[mnr]?|next|coming)\s$", re.IGNORECASE)
_NEXT_AFTER = re.compile(
    r"\s(?:d(?:er|es)\s)?(?:nächsten|kommenden)\s(?:Jahres|Woche)\b|\s(?:of\s)?next\s(?:year|week)\b"
)
_UNTIL = re.compile(r"\b(?:bis|ab|(?<!Nacht )zum|until|till|by)\s(?:zum\s|the\s)?$", re.IGNORECASE)
_SINCE = re.compile(r"\b(?:seit|since)\s(?:dem\s)?$", re.IGNORECASE)
_CLAUSE_ENDS = re.compile(r"[,;:§–—]")
_WOULD = re.compile(r"\bwould\b(?! have\b)")
_PERFECT = re.compile(r"\b(?:habe|hat|haben|hatte|hatten|has|have|had)\b")


def is_ahead(
    frame: str, span: Span, on: date | None, *, published_on: date | None, language: str
) -> bool:
    """Return whether the date that stands at `span` and was read as `on` is still to come.

    "Im März" is the last one in "im März stieg", the next one in "im März beginnt" if that
    is the nearer. A date beyond the publication is ahead in any case.
    """
    before, after = frame[: span.start], frame[span.end :]
    if _NEXT_BEFORE.search(before) or _NEXT_AFTER.match(after):
        return True
    if on and published_on and on > published_on:
        return True
    if _YEAR.search(span.of(frame)):
        return False
    if _UNTIL.search(before):
        return True
    if on is None or published_on is None:
        return False
    return _is_next(frame, span, on, published_on, language)


def _is_next(frame: str, span: Span, on: date, published_on: date, language: str) -> bool:
    """Return whether a month or day that was read as the last one is the next one instead."""
    if not _may_be_next(frame, span, language):
        return False
    clause = _clause(frame, span)
    if _speaks_ahead(clause, frame[: span.start], language):
        return True
    if re.search(r"\d", span.of(frame)) and on + _YEAR_LONG - published_on <= _SOON:
        return True
    next_one = date(on.year + 1, on.month, 1)
    is_nearer = next_one - published_on < published_on - on
    return is_nearer and not _is_past(clause, language)


_YEAR_LONG, _SOON = timedelta(days=365), timedelta(days=31)
"""A day so near is meant in any tense: "called a strike for August 16"."""


def _speaks_ahead(clause: str, before: str, language: str) -> bool:
    """Return whether a clause tells what will be at its date, which `before` leads up to.

    In English "said on Monday it would close" tells with the date when it was said.
    """
    if language == "de":
        return speaks_of_future(clause, language=language)
    leading = _CLAUSE_ENDS.split(before)[-1]
    told = leading if speaks_of_past(leading, language=language) else clause
    return bool(_WOULD.search(told)) or speaks_of_future(told, language=language)


def _may_be_next(frame: str, span: Span, language: str) -> bool:
    """Return whether a phrase names a month or weekday, no year and nothing that lies behind us."""
    phrase, rules = span.of(frame), table(language, "dates")
    behind = _SINCE.search(frame[: span.start]) or re.match("[Ss]eit|[Ss]ince", phrase)
    last = re.search(rf"(?i:\b{rules['last']}\b)", phrase)
    names = (*rules["months"], *rules["weekdays"])
    named = _DAY_AND_MONTH.search(phrase) or any(name in phrase for name in names)
    return bool(named) and not (behind or last)


def _clause(frame: str, span: Span) -> str:
    """Return what stands between the signs around a date, or all if that is only the date."""
    starts = [match.end() for match in _CLAUSE_ENDS.finditer(frame, 0, span.start)]
    end = _CLAUSE_ENDS.search(frame, span.end)
    clause = frame[starts[-1] if starts else 0 : end.start() if end else len(frame)]
    return frame if clause.strip() == span.of(frame).strip() else clause


def _is_past(clause: str, language: str) -> bool:
    if speaks_of_past(clause, language=language) or _PERFECT.search(clause):
        return True
    preterite = words("de", "worth", "preterite")
    return language == "de" and not preterite.isdisjoint(re.findall(r"\w+", clause.lower()))
