"""Where in a text a passage stands: `quote_search`'s reading, told in the text's own offsets."""

import unicodedata
from collections.abc import Iterator
from functools import cached_property

from claims.linkcheck.quote_search import TOKEN, folded, plain


class TextPlaces:
    """A text in which passages are looked for; offsets count its code points as they are."""

    def __init__(self, text: str) -> None:
        self.text = text

    def place_of(self, quote: str) -> tuple[int, int] | None:
        """Return start and end of the first place with these words; None when there is none.

        As it is written, or else with the same words and numbers in the same order. A
        passage without words stands nowhere.
        """
        quote = quote.strip()
        tokens = TOKEN.findall(plain(quote))
        if not tokens:
            return None
        at = self.text.find(quote)
        if at >= 0 and self._is_whole(at, at + len(quote)):
            return at, at + len(quote)
        return self._place_of_words(folded(tokens))

    def _is_whole(self, start: int, end: int) -> bool:
        """Whether a stretch cuts no word or number at either end."""
        return not any(
            left < edge < right for _token, left, right in self._tokens for edge in (start, end)
        )

    def _place_of_words(self, words: str) -> tuple[int, int] | None:
        at = f" {self._words} ".find(f" {words} ")
        if at < 0:
            return None
        first = self._words.count(" ", 0, at)
        last = first + words.count(" ")
        return self._tokens[first][1], self._tokens[last][2]

    @cached_property
    def _words(self) -> str:
        return folded([token for token, _start, _end in self._tokens])

    @cached_property
    def _tokens(self) -> list[tuple[str, int, int]]:
        """The text's tokens, each with where it begins and ends in the text."""
        letters = list(_letters(self.text))
        normal = "".join(letter for letter, _start, _end in letters)
        return [
            (token[0], letters[token.start()][1], letters[token.end() - 1][2])
            for token in TOKEN.finditer(normal)
        ]


def _letters(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield the letters of the plain text, each with the stretch of the text that it stands for.

    Marks that combine belong to the letter before them.
    """
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or not unicodedata.combining(text[end]):
            for letter in plain(text[start:end]):
                yield letter, start, end
            start = end
