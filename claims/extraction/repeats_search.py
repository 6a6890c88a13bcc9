"""Which earlier claims are worth comparing with a new one."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest

from claims.extraction.repeats import Commonness
from claims.extraction.repeats_keys import (
    MOST_CLAIMS,
    estimated_claims,
    pairs_of,
    words_to_index,
)


@dataclass(frozen=True, slots=True)
class KeyLists:
    """The lists of some keys, each the places of the claims in it, among so many claims."""

    places: Mapping[str, Sequence[int]]
    claims: int

    def pairs(self, words: Iterable[str]) -> list[str]:
        """Return the keys to look up besides the words, because their lists are full."""
        return pairs_of(word for word in words_to_index(words) if self._is_full(word))

    def commonness(self, words: Iterable[str]) -> Commonness:
        return Commonness(
            self.claims,
            {word: estimated_claims(self.places.get(word, ()), self.claims) for word in set(words)},
        )

    def nearest(
        self, words: Sequence[str], *, among: Callable[[int], bool], most: int
    ) -> list[int]:
        """Return the places, among some, of the claims that share the most telling words."""
        shared: dict[int, set[str]] = defaultdict(set)
        for key in [*words_to_index(words), *self.pairs(words)]:
            for place in filter(among, self.places.get(key, ())):
                shared[place].update(key.split())
        common = self.commonness(words)
        told = {word: common.telling(word) for word in set(words)}
        score = {place: sum(told[word] for word in both) for place, both in shared.items()}
        return nsmallest(most, score, key=lambda place: (-score[place], place))

    def _is_full(self, word: str) -> bool:
        return len(self.places.get(word, ())) >= MOST_CLAIMS
