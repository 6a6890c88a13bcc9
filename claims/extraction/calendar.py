"""Reckons with what a date phrase says: "in July last year" on a given day."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from claims.vocabulary import DatePrecision

DAY, MONTH, YEAR = DatePrecision.DAY, DatePrecision.MONTH, DatePrecision.YEAR
_DECEMBER = 12
_MONTHS = {"month": 1, "year": 12, "decade": 120}


@dataclass(frozen=True, slots=True)
class Reference:
    """What relative dates start from; None where it is not known."""

    published_on: date | None
    founded_on: date | None


Groups = dict[str, str]
Rules = dict[str, Any]
Resolved = tuple[date, DatePrecision] | None
Reader = Callable[[Groups, Rules, Reference], Resolved]


def _day(groups: Groups, rules: Rules, reference: Reference) -> Resolved:
    month = int(groups["number"]) if "number" in groups else rules["months"][groups["month"]]
    day, today = int(groups["day"]), reference.published_on
    if "year" in groups:
        return _dated(int(groups["year"]), month, day)
    if today is None:
        return None
    if "short" in groups:
        return _dated(_full_year(int(groups["short"]), today), month, day)
    if "lastyear" in groups:
        return _dated(today.year - 1, month, day)
    this_year = _dated(today.year, month, day)
    if this_year and this_year[0] > today:
        return _dated(today.year - 1, month, day)
    return this_year


def _full_year(short: int, today: date) -> int:
    """Return the year that two digits stand for: one of the 79 past years, this, or the next 20."""
    first = today.year - 79
    return first + (short - first) % 100


def _slashed(groups: Groups, rules: Rules, reference: Reference) -> Resolved:
    """Return the day of "12/24/2023" or "24/12/2023"; None where both could be the month."""
    first, second = sorted((int(groups["first"]), int(groups["second"])))
    if first != second and second <= _DECEMBER:
        return None
    return _day({**groups, "number": str(first), "day": str(second)}, rules, reference)


def _dated(year: int, month: int, day: int) -> Resolved:
    try:
        return date(year, month, day), DAY
    except ValueError:
        return None


def _month(years_back: int) -> Reader:
    def read(groups: Groups, rules: Rules, reference: Reference) -> Resolved:
        if reference.published_on is None:
            return None
        month = rules["months"][groups["month"]]
        return date(reference.published_on.year - years_back, month, 1), MONTH

    return read


def _month_of_year(groups: Groups, rules: Rules, _: Reference) -> Resolved:
    return date(int(groups["year"]), rules["months"][groups["month"]], 1), MONTH


def _latest_month(groups: Groups, rules: Rules, reference: Reference) -> Resolved:
    """Return the last such month that had begun when the article came out."""
    today = reference.published_on
    if today is None:
        return None
    month = rules["months"][groups["month"]]
    return date(today.year - (month > today.month), month, 1), MONTH


def _months_back(count: int) -> Reader:
    def read(_groups: Groups, _rules: Rules, reference: Reference) -> Resolved:
        today = reference.published_on
        return (_add_months(today, -count), MONTH) if today else None

    return read


def _years_back(count: int) -> Reader:
    def read(_groups: Groups, _rules: Rules, reference: Reference) -> Resolved:
        today = reference.published_on
        return (date(today.year - count, 1, 1), YEAR) if today else None

    return read


def _week_back(_groups: Groups, _rules: Rules, reference: Reference) -> Resolved:
    """Return the month of a week ago: a week is known better than its month, but not its day."""
    today = reference.published_on
    return ((today - timedelta(days=7)).replace(day=1), MONTH) if today else None


def _after_founding(groups: Groups, rules: Rules, reference: Reference) -> Resolved:
    if reference.founded_on is None:
        return None
    unit, count = rules["units"][groups["unit"]], _count(groups, rules)
    if unit in {"day", "week"}:
        return None  # the founding is known to the month at best
    if unit != "month":
        return date(reference.founded_on.year + count * _MONTHS[unit] // 12, 1, 1), YEAR
    return _add_months(reference.founded_on, count), MONTH


def _ago(groups: Groups, rules: Rules, reference: Reference) -> Resolved:
    today, unit, count = (
        reference.published_on,
        rules["units"][groups["unit"]],
        _count(groups, rules),
    )
    if today is None:
        return None
    if unit == "day":
        return today - timedelta(days=count), DAY
    if unit == "week":
        return (today - timedelta(weeks=count)).replace(day=1), MONTH
    if unit == "month":
        return _add_months(today, -count), MONTH
    return date(today.year - count * _MONTHS[unit] // 12, 1, 1), YEAR


def _weekday(groups: Groups, rules: Rules, reference: Reference) -> Resolved:
    """Return the last such day up to the day of publication, or before it where one says "last"."""
    today = reference.published_on
    if today is None:
        return None
    if "past" in groups:
        today -= timedelta(days=1)
    back = (today.weekday() - rules["weekdays"][groups["weekday"]]) % 7
    return today - timedelta(days=back), DAY


def _near_day(groups: Groups, rules: Rules, reference: Reference) -> Resolved:
    today = reference.published_on
    return (today + timedelta(days=rules["days"][groups["near"].lower()]), DAY) if today else None


def _year(groups: Groups, _rules: Rules, _reference: Reference) -> Resolved:
    return date(int(groups.get("year") or groups["year2"]), 1, 1), YEAR


def _add_months(day: date, count: int) -> date:
    months = day.year * 12 + day.month - 1 + count
    return date(months // 12, months % 12 + 1, 1)


def _count(groups: Groups, rules: Rules) -> int:
    written = groups["count"]
    return int(written) if written.isdigit() else int(rules["numbers"][written.lower()])


READERS: dict[str, Reader] = {
    "day_numeric": _day,
    "day_short_year": _day,
    "day_without_year": _day,
    "day_slashed": _slashed,
    "day_named": _day,
    "day_first": _day,
    "month_last_year": _month(1),
    "month_this_year": _month(0),
    "month_year": _month_of_year,
    "month_alone": _latest_month,
    "last_month": _months_back(1),
    "this_month": _months_back(0),
    "last_year": _years_back(1),
    "this_year": _years_back(0),
    "last_week": _week_back,
    "after_founding": _after_founding,
    "ago": _ago,
    "half_year_ago": _months_back(6),
    "weekday": _weekday,
    "near_day": _near_day,
    "year": _year,
    "bare_year": _year,
}
"""How each pattern of `lexicons/*/dates.toml` is read."""
