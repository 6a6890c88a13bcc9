"""Decides whether a full stop, or another closing mark, ends a sentence."""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from claims.extraction.lexicon import words
from claims.extraction.spans import Span

_INVISIBLE = re.compile("[\xad\u200b\u200c\u200d\u2060\ufeff]")
_OPENERS = "\"'„“”»«‚‘’›‹([{–—-*_¿¡ \xa0\t"
_GOES_ON = frozenset({",", ";", ":"})
_WORD = re.compile(r"[^\W_]+(?:['’&-][^\W_]+)*")
_BEFORE = re.compile(r"(\S+)\s+$")
_INITIALS = re.compile(r"(?:[^\W\d_]\.[ \xa0\u202f]?)+[^\W\d_]{1,2}\.$")
_ROMAN = re.compile(r"[IVXLC]+$")
_SEEN = re.compile(r"[^\s\xad\u200b\u200c\u200d\u2060\ufeff]")
_STREET = re.compile(r"^[\w-]{2,}[Ss]tr$")
_CAMEL = re.compile(r"[a-zäöü]{1,2}[A-ZÄÖÜ]")
_LONE_CAPITAL = re.compile(r"(?<![\w.&-])([A-ZÄÖÜ])(?=[\s,;:!?)])(?!\s[A-ZÄÖÜ]\.)")


@dataclass(frozen=True)
class Stop:
    """A closing mark at `mark`..`mark_end` of `text`; quotes after it end at `end`."""

    text: str
    block: Span
    sentence_start: int
    mark: int
    mark_end: int
    end: int

    @cached_property
    def token(self) -> str:
        """The word before the mark, without opening quotation marks and brackets."""
        start = self.mark
        while start > self.sentence_start and not self.text[start - 1].isspace():
            start -= 1
        return _visible(self.text[start : self.mark]).lstrip(_OPENERS)

    @property
    def so_far(self) -> str:
        """The last 40 characters of the sentence up to and with the mark."""
        return _visible(self.text[max(self.sentence_start, self.mark_end - 40) : self.mark_end])

    @property
    def leader(self) -> str:
        """The word before `token`, or nothing."""
        start = max(self.sentence_start, self.mark - len(self.token) - 40)
        before = _visible(self.text[start : self.mark])
        match = _BEFORE.search(before[: len(before) - len(self.token)])
        return match[1].lstrip(_OPENERS) if match else ""

    @cached_property
    def rest(self) -> str:
        """What follows in the block, up to 60 characters, opening marks left out."""
        following = self.text[self.end : min(self.block.end, self.end + 60)]
        return _visible(following).lstrip(_OPENERS)

    @cached_property
    def next_word(self) -> str:
        """The word that follows, or the sign if no word does."""
        match = _WORD.match(self.rest)
        return match[0] if match else self.rest[:1]

    @property
    def opens(self) -> bool:
        """Whether no word of the sentence stands before the mark."""
        return not _WORD.search(self.text, self.sentence_start, self.mark)

    @property
    def is_last(self) -> bool:
        """Whether nothing visible follows in the block."""
        return not _SEEN.search(self.text, self.end, self.block.end)


def ends_sentence(stop: Stop, *, language: str, names: frozenset[str]) -> bool:
    """Return whether the mark ends its sentence.

    `names` are the one-letter names of the article (`X`): a full stop after one of them
    is not that of an initial.
    """
    if stop.is_last:
        return True
    after = _visible(stop.text[stop.end : stop.end + 3])
    goes_on = _is_lower(stop.next_word) or stop.next_word in _GOES_ON
    if goes_on or not after[:1].isspace():
        return False
    mark = re.sub(r"\s", "", _visible(stop.text[stop.mark : stop.mark_end]))
    if mark != ".":
        return _loud_mark_ends(stop, mark, language)
    if stop.end > stop.mark_end:
        return not _is_bracketed_bit(stop)
    return _full_stop_ends(stop, language, names)


def one_letter_names(text: str, language: str) -> frozenset[str]:
    """Return the capitals that stand alone in the text as names do: `X hat`, `auf X,`."""
    pronouns = {"en": "AI", "de": ""}[language]
    seen = Counter(match[1] for match in _LONE_CAPITAL.finditer(text))
    return frozenset(letter for letter in seen if letter not in pronouns)


def _full_stop_ends(stop: Stop, language: str, names: frozenset[str]) -> bool:
    starts = stop.next_word in words(language, "sentences", "starters")
    abbreviation = _abbreviation(stop, language)
    if abbreviation == "open":
        return False
    if abbreviation == "numbered":
        return not (stop.next_word[:1].isdigit() or _ROMAN.match(stop.next_word))
    if abbreviation == "closing":
        return starts
    token = stop.token
    if len(token) == 1 and token.isalpha():
        return starts or (token in names and not _is_initial(stop))
    if token[-1:].isdigit() and token[:1].isdigit():
        return _number_ends(stop, language, starts)
    if _ROMAN.match(token) and len(token) <= 5:
        return starts or not _leads_ordinal(stop, language)
    return True


def _abbreviation(stop: Stop, language: str) -> str:
    """Return how the abbreviation before the mark behaves, or nothing if there is none."""
    spaced = _INITIALS.search(stop.so_far)
    if spaced:  # "a. D." as a whole before "D." alone
        joined = re.sub(r"\s", "", spaced[0])
        behaviour = _behaviour({joined}, language) or _behaviour({joined.lower()}, language)
        if behaviour:
            return behaviour
    candidates = {stop.token + ".", _STREET.sub("Str", stop.token) + "."}
    if spaced or stop.mark - len(stop.token) <= stop.sentence_start + 1:
        candidates.add(stop.token.lower() + ".")  # "Ca. 300 kamen."
    behaviour = _behaviour(candidates, language)
    if behaviour:
        return behaviour
    if spaced and "." in stop.token:
        return "closing"
    return ""


def _behaviour(candidates: set[str], language: str) -> str:
    for behaviour in ("open", "closing", "numbered"):
        if candidates & words(language, "sentences", f"{behaviour}_abbreviations"):
            return behaviour
    return ""


def _number_ends(stop: Stop, language: str, starts: bool) -> bool:
    """Return whether the full stop after digits ends the sentence or makes an ordinal or date."""
    digits = stop.token
    opens_block = stop.sentence_start == stop.block.start
    if opens_block and stop.mark - stop.sentence_start <= 3:
        return False  # "1. Die Partei": a list item
    if stop.next_word in words(language, "sentences", "months"):
        return len(digits) > 2 or language == "en"
    if re.fullmatch(r"\d{1,2}", digits) and re.match(r"\d{1,2}\.\s?\d|\d{4}\b", stop.rest):
        return not _continues_date(stop)
    if language == "en":
        return True
    if re.fullmatch(r"\d{1,2}\.\d{1,2}", digits) or _closes_date(stop):
        return starts
    if len(digits) > 3 or not digits.isdigit() or starts:
        return True
    return not _leads_ordinal(stop, language)


def _continues_date(stop: Stop) -> bool:
    """Return whether "12." goes on as a date: "12. 8." or, after a day, "8. 2024"."""
    if re.match(r"\d{1,2}\.", stop.rest):
        return True
    return _closes_date(stop)


def _closes_date(stop: Stop) -> bool:
    """Return whether the number is a month after its day: "24. 12.", "24. 12. 23"."""
    return len(stop.token) <= 2 and bool(re.fullmatch(r"\d{1,2}\.", stop.leader))


def _leads_ordinal(stop: Stop, language: str) -> bool:
    return stop.leader in words(language, "sentences", "ordinal_leaders")


def _is_initial(stop: Stop) -> bool:
    """Return whether the letter stands within a person's name: after a capital, "Elon X."."""
    return bool(re.fullmatch(r"[A-ZÄÖÜ](?:\.|[a-zäöüß]+)", stop.leader)) and (
        stop.mark - len(stop.token) - len(stop.leader) - 1 > stop.sentence_start
    )


def _loud_mark_ends(stop: Stop, mark: str, language: str) -> bool:
    """Decide for marks other than a single full stop, before a word that is not lower case."""
    if _is_bracketed_bit(stop):
        return False
    if "…" in mark or mark.startswith(".."):
        return not stop.opens  # "… Then he ran."
    if stop.end > stop.mark_end and language == "en" and _names_speaker(stop.rest):
        return False
    shouted = stop.token.rsplit(" ", 1)[-1] + mark
    known = words(language, "sentences", "shouting_names")
    starters = words(language, "sentences", "starters")
    return shouted not in known or stop.next_word in starters


def _is_bracketed_bit(stop: Stop) -> bool:
    """Return whether mark and closer are an aside of one word: "(!)", "[...]", "(sic.)"."""
    start = max(stop.sentence_start, stop.mark - 40)
    opened = re.search(r"[(\[]\S*$", stop.text[start : stop.mark])
    return bool(opened) and stop.text[stop.mark_end : stop.mark_end + 1] in (")", "]")


def _names_speaker(rest: str) -> bool:
    """Return whether the words go on as in `"Why?" Ms. Smith asked.`"""
    verbs = words("en", "speech", "finite")
    match = re.match(r"(?:[A-Z][\w.'’-]*\s+){1,4}([a-z]+)\b", rest)
    return bool(match) and match[1] in verbs if match else False


def _is_lower(word: str) -> bool:
    return word[:1].islower() and not _CAMEL.match(word)


def _visible(text: str) -> str:
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
