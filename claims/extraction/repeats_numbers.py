"""The quantities of a claim, and where those of two claims that are alike differ."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from claims.extraction.repeats_quantities import Quantity, quantities

_ROUNDING = Decimal("0.05")
"""By how much of itself a number that is said to be "rund" may be off."""


@dataclass(frozen=True, slots=True)
class DifferentNumbers:
    """What a claim says and what the earlier one says instead, both as they are written."""

    here: str
    there: str


def different_numbers(
    here: str, there: str, *, language: str, other_language: str
) -> tuple[DifferentNumbers, ...]:
    """Return the numbers of two claims that speak of the same and are not equal.

    "1,5 Milliarden" equals "1.500 Millionen" and "1.5 billion". A number that only one of
    the claims has is no difference.
    """
    mine, theirs = _without_equals(quantities(here, language), quantities(there, other_language))
    pairs = []
    for one in mine:
        other = _counterpart(one, mine, theirs)
        if other is not None:
            theirs = [each for each in theirs if each is not other]
            pairs.append(DifferentNumbers(one.written, other.written))
    return tuple(pairs)


def _without_equals(
    mine: Iterable[Quantity], theirs: Iterable[Quantity]
) -> tuple[list[Quantity], list[Quantity]]:
    left, rest = [], list(theirs)
    for one in mine:
        equal = next((other for other in rest if _says_the_same(one, other)), None)
        if equal is None:
            left.append(one)
        else:
            rest.remove(equal)
    return left, rest


def _says_the_same(one: Quantity, other: Quantity) -> bool:
    if one.unit != other.unit:
        return False
    if one.is_rounded or other.is_rounded:
        return abs(one.value - other.value) <= _ROUNDING * max(abs(one.value), abs(other.value))
    return one.value == other.value


def _counterpart(
    one: Quantity, mine: Sequence[Quantity], theirs: Sequence[Quantity]
) -> Quantity | None:
    """Return what the other claim counts of the same; of a lone count, its only other one."""
    alike = [other for other in theirs if other.unit == one.unit]
    same = [other for other in alike if one.counted & other.counted]
    if same or not alike:
        return same[0] if same else None
    if one.unit or (len(alike) == 1 and sum(each.unit == one.unit for each in mine) == 1):
        return alike[0]
    return None
