"""Does the page still say it? Looks for a quoted passage in the text of a page."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice

from rapidfuzz import fuzz

from claims.vocabulary import QuoteState

# What a passage consists of: words, numbers with their separators and sign, and the signs
# that change what a number says. Quotation marks, dashes, commas and white space are left
# out: pages change those without saying anything else.
TOKEN = re.compile(r"(?:(?<!\S)-)?\d+(?:[.,:]\d+)*|[^\W\d]+|[%‰€$£¥§°<>=+]")
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]")
DASHES = "−‒–—‑‐"
OMISSION = re.compile(r"\[\s*(?:\.\.\.|…)\s*\]|\(\s*(?:\.\.\.|…)\s*\)|\.\.\.|…")
OPENING = re.compile(r"[\s(\[\"'„“‚‘«»]")
CLOSING = re.compile(r"[.,;:!?)\]\"'“”‘’«»]{0,3}(?:\s|\Z)")
CLOSE = 75.0
CLOSE_FOR_SHORT = 88.0
SHORT_CHARACTERS = 30
MARGIN = 10.0  # what the alignment may lose to the edges of words
COSTLY = 100_000_000  # characters of a passage, times those of the page: half a second
PIECE = 150
REACH = 5  # words by which a passage may be longer or shorter at either end


NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
NEGATION = re.compile(
    r"\b(?:nicht|kein(?:e[mnrs]?)?|nie(?:mals)?|not|no|never|cannot)\b|n['’]t\b", re.IGNORECASE
)


@dataclass(frozen=True)
class QuoteMatch:
    """`matched` is the wording on the page, `score` its likeness to the quote, 0 to 1.

    `says_otherwise` where an altered passage has another number in place of one, or a
    negation more or less: it does not say the same any more.
    """

    state: QuoteState
    matched: str = ""
    score: float = 0.0
    says_otherwise: bool = False


UNKNOWN = QuoteMatch(QuoteState.UNKNOWN)
MISSING = QuoteMatch(QuoteState.MISSING)


def find_quote(quote: str, text: str) -> QuoteMatch:
    """Return whether `text` has the passage: found (score 1), altered, or missing.

    Found means the same words and numbers in the same order. Parts around an omission
    ("[...]") are looked for one after the other; the worst of them counts. A quote without
    words is unknown.
    """
    return find_quotes((quote,), text)[0]


def find_quotes(quotes: Iterable[str], text: str) -> tuple[QuoteMatch, ...]:
    """As `find_quote` for several quotes; the text is taken apart only once."""
    page = PageWords(text)
    return tuple(_find(plain(quote), page) for quote in quotes)


def _find(quote: str, page: "PageWords") -> QuoteMatch:
    if page.has_as_typed(quote):
        return QuoteMatch(QuoteState.FOUND, quote.strip(), 1.0)
    matches: list[QuoteMatch] = []
    start = 0
    for part in OMISSION.split(quote):
        words = folded(TOKEN.findall(part))
        if words:
            match, start = page.find(words, start)
            matches.append(match)
    match = _combined(matches)
    return replace(match, says_otherwise=_says_otherwise(quote, match.matched))


def _says_otherwise(quote: str, wording: str) -> bool:
    """A number that was put in, or is written as a word, may be the same as before."""
    if not wording:
        return False
    if len(NEGATION.findall(quote)) != len(NEGATION.findall(wording)):
        return True
    before, after = _figures(quote), _figures(wording)
    if "".join(before) == "".join(after):  # as it is where only the separators differ
        return False
    return bool({*before} - {*after}) and bool({*after} - {*before})


def _figures(text: str) -> list[str]:
    return [re.sub(r"\D", "", number).lstrip("0") for number in NUMBER.findall(text)]


class PageWords:
    """The text of a page, and its words joined by single spaces for searching."""

    def __init__(self, text: str) -> None:
        self.text = plain(text)

    @cached_property
    def words(self) -> str:
        return folded(TOKEN.findall(self.text))

    def has_as_typed(self, quote: str) -> bool:
        """Whether the quote stands there letter by letter, as most do: this spares the rest.

        Only where a word begins and ends for sure: "11" also stands in "111" and "11,5".
        """
        quote = quote.strip()
        at = self.text.find(quote) if TOKEN.search(quote) else -1
        end = at + len(quote)
        begins = at == 0 or OPENING.match(self.text, at - 1)
        return at >= 0 and bool(begins) and bool(CLOSING.match(self.text, end))

    def find(self, words: str, start: int) -> tuple[QuoteMatch, int]:
        """Return the match of `words` from `start` on, and where the search may go on."""
        at = f" {self.words} ".find(f" {words} ", start)
        if at >= 0:
            end = at + len(words)
            return QuoteMatch(QuoteState.FOUND, self._wording(at, end), 1.0), end
        return self._find_near(words, start)

    def _find_near(self, words: str, start: int) -> tuple[QuoteMatch, int]:
        page = self.words[start:]
        field = _field(words, page)
        near = fuzz.partial_ratio_alignment(
            words, page[field], score_cutoff=_cutoff(words) - MARGIN
        )
        if near is None or len(words) > 2 * len(page):
            return MISSING, start
        offset = start + field.start
        first, last = self._best_span(words, offset + near.dest_start, offset + near.dest_end)
        score = fuzz.ratio(words, self.words[first:last])
        if score < _cutoff(words):
            return MISSING, start
        wording = self._wording(first, last)
        return QuoteMatch(QuoteState.ALTERED, wording, round(score / 100, 4)), last

    def _best_span(self, words: str, first: int, last: int) -> tuple[int, int]:
        """Return the whole words about `first` to `last` that are most like `words`.

        The alignment is as long as the quote, and so cuts a passage with a word put in.
        """
        starts = [0, *(space.end() for space in re.finditer(" ", self.words))]
        ends = [*(start - 1 for start in starts[1:]), len(self.words)]
        firsts = _around(bisect_right(starts, first) - 1, starts)
        first = max(firsts, key=lambda edge: fuzz.ratio(words, self.words[edge:last]))
        lasts = [edge for edge in _around(bisect_left(ends, last), ends) if edge > first]
        return first, max(lasts, key=lambda edge: fuzz.ratio(words, self.words[first:edge]))

    def _wording(self, first: int, last: int) -> str:
        """Return the page's own wording of `words[first:last]`, in its capitals and signs."""
        number = self.words.count(" ", 0, first)
        count = self.words.count(" ", first, last) + 1
        matches = list(islice(TOKEN.finditer(self.text), number, number + count))
        return " ".join(self.text[matches[0].start() : matches[-1].end()].split())


def _field(words: str, page: str) -> slice:
    """Return the part of a page in which to look for words: all, or none, or about a piece of them.

    To align a long passage everywhere in a long page takes many seconds.
    """
    if len(words) * len(page) <= COSTLY:
        return slice(0, len(page))
    for at in (0, (len(words) - PIECE) // 2, len(words) - PIECE):
        piece = words[at : at + PIECE]
        near = fuzz.partial_ratio_alignment(piece, page, score_cutoff=CLOSE - MARGIN)
        if near is not None:
            first = near.dest_start - at - len(words) // 2
            return slice(max(0, first), first + 2 * len(words))
    return slice(0, 0)


def _around(number: int, edges: list[int]) -> list[int]:
    return edges[max(0, number - REACH) : number + REACH + 1]


def plain(text: str) -> str:
    """Return the text without what pages write in many ways: width, dashes, the invisible."""
    if text.isascii():
        return text
    plain = INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    for dash in DASHES:  # `translate` takes thirty times as long over a page
        plain = plain.replace(dash, "-")
    return plain


def folded(tokens: list[str]) -> str:
    """Return the tokens as they are compared: in small letters, one space between them."""
    return " ".join(tokens).casefold()


def _cutoff(words: str) -> float:
    """Return the least likeness, in percent, that counts; chance alone is near for a few words."""
    return CLOSE_FOR_SHORT if len(words) < SHORT_CHARACTERS else CLOSE


def _combined(matches: list[QuoteMatch]) -> QuoteMatch:
    if not matches:
        return UNKNOWN
    worst = min(matches, key=lambda match: match.score)
    return QuoteMatch(
        state=worst.state,
        matched=" […] ".join(match.matched for match in matches) if worst.score else "",
        score=worst.score,
    )
