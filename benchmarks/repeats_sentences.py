"""Claims that nobody made, as many as wanted: as long, and with words as common, as real ones.

A word's rank tells how often it comes (Zipf): a few stand in every tenth claim, most in a
handful of a million, as names do.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, cycle
from random import Random

_SYLLABLES = re.findall(r"\w+", "ba de fi go ku la me ni po ru sa te vi wo za bel dor fan gis hof")
_FUNCTION_WORDS = re.findall(r"\w+", "der die das in und hat von mit für auf ist zu im den nach")
_WORDS = 300_000
_CONTENT_WORDS = range(5, 14)
_NUMBER_SHARE = 0.06


class Newsroom:
    """Writes claims; the same seed writes the same."""

    def __init__(self, seed: int = 1) -> None:
        self.random = Random(seed)
        shares = [1 / (rank + 2.7) for rank in range(_WORDS)]
        self.bounds = list(accumulate(shares))
        self.words = [_word(rank) for rank in range(_WORDS)]

    def claims(self) -> Iterator[str]:
        while True:
            yield _sentence(self._content())

    def paraphrase(self, claim: str) -> str:
        """Return a claim in another order, without some of its words and with another."""
        words = [word for word in claim.lower().rstrip(".").split() if word not in _FUNCTION_WORDS]
        kept = self.random.sample(words, max(3, len(words) * 2 // 3))
        return _sentence([*self._drawn(1), *kept])

    def _content(self) -> list[str]:
        words = self._drawn(self.random.choice(_CONTENT_WORDS))
        return [
            str(self.random.randint(2, 5000)) if self.random.random() < _NUMBER_SHARE else word
            for word in words
        ]

    def _drawn(self, count: int) -> list[str]:
        return self.random.choices(self.words, cum_weights=self.bounds, k=count)


def _word(rank: int) -> str:
    """Return the word of a rank: the more common the shorter, no two alike."""
    letters, rest = "", rank + len(_SYLLABLES)
    while rest:
        rest, place = divmod(rest, len(_SYLLABLES))
        letters += _SYLLABLES[place]
    return letters


def _sentence(words: Sequence[str]) -> str:
    """Put function words between the words."""
    between = cycle(_FUNCTION_WORDS)
    parts = [part for word in words for part in (next(between), word)]
    return f"{' '.join(parts).capitalize()}."
