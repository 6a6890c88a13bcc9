"""Figures, marks and addresses: what the spelling of a sentence shows."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sign:
    """A pattern and the bits of which every match holds one.

    Looking for the bits first is many times as fast: most sentences hold none.
    """

    pattern: re.Pattern[str]
    bits: tuple[str, ...]

    def count(self, sentence: str) -> int:
        return len(self.pattern.findall(sentence)) if self._may_match(sentence) else 0

    def is_in(self, sentence: str) -> bool:
        return self.find(sentence) is not None

    def find(self, sentence: str) -> re.Match[str] | None:
        """Return the first match, or None."""
        return self.pattern.search(sentence) if self._may_match(sentence) else None

    def _may_match(self, sentence: str) -> bool:
        return any(map(sentence.__contains__, self.bits))


_DIGITS = tuple("0123456789")

# Not "9/11": a day or a share, written with a stroke, counts nothing.
NUMBER = Sign(re.compile(r"(?<![\w.,/-])\d[\d.,]*(?![\w/])"), _DIGITS)
# Of three digits or more, with a fraction, or followed by what multiplies it; no year.
EXACT = Sign(
    re.compile(
        r"(?<![\w.,/-])(?:\d{1,3}(?:[.,’ ]\d{3})+|\d+[.,]\d+|(?!(?:1[89]|20)\d\d\b)\d{3,})(?![\w/])"
        r"|\d\s(?:[Mm]illi|[Bb]illi|[Tt]rilli|Mrd|Mio|Tausend|thousand|hundred)"
    ),
    _DIGITS,
)
YEAR = Sign(re.compile(r"(?<![\d.,-])(?:1[89]|20)\d\d(?![\d,%-]|\.\d)"), _DIGITS)
PERCENT = Sign(
    re.compile(r"\d\s*(?:%|Prozent|percent|per cent|Promille)|\b(?:percent|Prozent)"),
    ("%", "Prozent", "percent", "per cent", "Promille"),
)
MONEY = Sign(
    re.compile(
        r"[$€£¥]\s?\d|\d\s?[$€£¥]|\b(?:Euros?|Dollars?|Pfund|Franken|Cent|Yuan|Rubel|US-Dollar)\b"
        r"|\b(?:pounds?|dollars?|euros?|cents?)\b"
    ),
    (
        *("$", "€", "£", "¥", "Euro", "Dollar", "Pfund", "Franken", "Cent", "Yuan", "Rubel"),
        *("pound", "dollar", "euro", "cent"),
    ),
)
LINK = Sign(
    re.compile(r"(?:https?:|www\.|\b[\w.-]+\.(?:de|com|org|net|eu|at|ch)\b)\S*"),
    ("http", "www.", ".de", ".com", ".org", ".net", ".eu", ".at", ".ch"),
)
# The polite "Sie" within a sentence; at its beginning it may be "she" or "they".
POLITE = Sign(
    re.compile(r"(?<=[a-zäöüß,] )(?:Sie|Ihnen|Ihr|Ihre[nmrs]?)\b"), (" Sie", " Ihnen", " Ihr")
)
# Not that of an address: "page?id=1".
QUESTION = Sign(re.compile(r"\?(?!\w+=)"), ("?",))
MENTION = Sign(re.compile(r"(?<!\w)@\w"), ("@",))
_EMOJI = re.compile("[\U0001f300-\U0001faff\u2600-\u27bf]")


def has_emoji(sentence: str) -> bool:
    return bool(_EMOJI.search(sentence))
