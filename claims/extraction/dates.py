"""Dates that a sentence names, resolved against the day of publication."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date, how exactly it is known (`vocabulary.DatePrecision`), and its words."""

    on: date | None = None
    precision: str = ""
    phrase: str = ""
