"""Numbers with what they count: "11 Mitarbeiter", "1,5 Mrd. Euro", "70 percent", "in 2023"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from claims.extraction.lexicon import LANGUAGES, words
from claims.extraction.repeats_numerals import mapped, numerals, value_of
from claims.extraction.repeats_words import telling_words

YEAR = "year"
_YEARS = range(1800, 2101)
_LAST_DAY = 31
_WORDS_COUNTED = 3
_TOKEN = re.compile(
    r"(?<![\w.,:-])(?P<number>\d{1,15}(?:[.,]\d{1,15})*)(?:(?P<scale>bn|mn|tn|[kmb])(?!\w)|(?![\w-]|:\d))"
    r"|[^\W\d_]+(?:-[^\W\d_]+)*|[%€$£°]"
)
_SCALE_LETTERS = {"k": 3, "m": 6, "mn": 6, "b": 9, "bn": 9, "tn": 12}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number: its value, its unit ("" for a count, `YEAR`), the stems of what it counts."""

    value: Decimal
    unit: str
    counted: frozenset[str]
    is_rounded: bool
    written: str


@lru_cache(maxsize=4096)
def quantities(text: str, language: str) -> tuple[Quantity, ...]:
    """Return the quantities of a text in order; days of a month and ordinals are none."""
    reader = _Reader(
        text.replace("per cent", "percent"), language if language in LANGUAGES else "en"
    )
    return tuple(reader.quantities())


class _Reader:
    """Goes through the tokens of one text."""

    def __init__(self, text: str, language: str) -> None:
        self.text, self.language = text, language
        self.tokens = list(_TOKEN.finditer(text))
        self.lower = [token[0].lower() for token in self.tokens]

    def quantities(self) -> Iterator[Quantity]:
        place = 0
        while place < len(self.tokens):
            value, after = self._value(place)
            if value is None:
                place += 1
                continue
            if not self._is_date(place):
                yield self._quantity(value, place, after)
            place = after

    def _value(self, place: int) -> tuple[Decimal | None, int]:
        """Return the number that begins here with its scale, and the place after it."""
        token, scales = self.tokens[place], mapped(self.language, "scales")
        scale = scales.get(self._word(place + 1)) if self._adjoins(place + 1) else None
        value: Decimal | None = None
        if token["number"]:
            value = value_of(token["number"], self.language)
            value = value.scaleb(_SCALE_LETTERS.get(token["scale"], 0))
        elif self.lower[place] in words(self.language, "numbers", "one"):
            value = Decimal(1) if scale else None
        else:
            value = numerals(self.language).get(self.lower[place])
        if value is None or scale is None:
            return value, place + 1
        return value.scaleb(int(scale)), place + 2

    def _quantity(self, value: Decimal, place: int, after: int) -> Quantity:
        unit, last = self._unit(place, after)
        counted = [] if unit else self._counted(after)
        if not unit and self._is_year(value, place, counted):
            unit, counted = YEAR, []
        first = place - 1 if self._word(place - 1) in {"$", "€", "£"} else place
        end = self.tokens[counted[-1] if counted else last].end()
        counts = " ".join(self.tokens[each][0] for each in counted)
        return Quantity(
            value,
            unit,
            frozenset(telling_words(counts, self.language)),
            self._word(first - 1) in words(self.language, "numbers", "nearly"),
            self.text[self.tokens[first].start() : end],
        )

    def _unit(self, place: int, after: int) -> tuple[str, int]:
        """Return the unit and the last token of the quantity."""
        units = mapped(self.language, "units")
        if self._adjoins(after) and (unit := units.get(self._word(after))):
            return unit, after
        sign = self._word(place - 1)
        return (units[sign] if sign in {"$", "€", "£"} else ""), after - 1

    def _counted(self, after: int) -> Sequence[int]:
        """Return the places of the words that follow: in German up to the first noun."""
        places: list[int] = []
        for place in range(after, min(after + _WORDS_COUNTED, len(self.tokens))):
            word = self.tokens[place][0]
            if not self._adjoins(place) or not telling_words(word, self.language):
                break
            places.append(place)
            if self.language == "de" and word[0].isupper():
                return places
        return [] if self.language == "de" else places[:2]

    def _is_year(self, value: Decimal, place: int, counted: Sequence[int]) -> bool:
        written = self.tokens[place][0]
        if not (written.isdigit() and len(written) == len("2024") and value in _YEARS):
            return False
        before = self._word(place - 1)
        lists = ("before_a_year", "months")
        return not counted or any(before in words(self.language, "numbers", n) for n in lists)

    def _is_date(self, place: int) -> bool:
        """Whether a number is an ordinal or a day: "3. Mai", "May 3", "3.5.2024"."""
        written, token = self.lower[place], self.tokens[place]
        if not token["number"]:
            return False
        rest = self.text[token.end() :]
        ordinal = self.language == "de" and re.match(r"\.\s*\w", rest)
        months = words(self.language, "numbers", "months")
        day = written.isdigit() and value_of(written, self.language) <= _LAST_DAY
        beside = {self._word(place - 1), self._word(place + 1)} & months
        return bool(ordinal or (day and beside) or re.fullmatch(r"\d+\.\d+\.\d+", written))

    def _word(self, place: int) -> str:
        return self.lower[place] if 0 <= place < len(self.tokens) else ""

    def _adjoins(self, place: int) -> bool:
        """Whether nothing but white space, or the full stop of "Mio.", stands before."""
        if not 0 < place < len(self.tokens):
            return False
        gap = self.text[self.tokens[place - 1].end() : self.tokens[place].start()]
        return gap.strip(" \u00a0\u202f-.\n") == "" and len(gap) <= len(". ")
