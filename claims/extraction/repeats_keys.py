"""What an earlier claim is found by.

A word is a key while few claims have it. Once its list is full, the word is a key only
together with each other common word of the claim. So two claims meet that share a rare
word or two common ones, and no list ever grows beyond `MOST_CLAIMS`: looking a claim up
takes the same steps among a thousand claims and among a million.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import blake2b
from itertools import combinations

VERSION = 1
"""To be raised with any change of stems, synonyms or keys: claims indexed before are stale."""

MOST_CLAIMS = 100
"""How many claims a list of the index holds."""
MOST_WORDS = 40
"""How many words of one claim are looked at, the first ones."""
MOST_COMMON_WORDS = 12
"""Of how many common words the pairs are keys, the longest words: 66 pairs."""


def words_to_index(words: Iterable[str]) -> list[str]:
    """Return the words of a claim that may be its keys, each once."""
    return list(dict.fromkeys(words))[:MOST_WORDS]


def pairs_of(common: Iterable[str]) -> list[str]:
    """Return the keys of a claim's common words: each two of them."""
    longest = sorted(common, key=lambda word: (-len(word), word))[:MOST_COMMON_WORDS]
    return [" ".join(sorted(pair)) for pair in combinations(longest, 2)]


def keys_to_store(
    claims: Sequence[Sequence[str]], lengths: Callable[[Iterable[str]], Mapping[str, int]]
) -> list[list[str]]:
    """Return for the words of each new claim the keys in whose lists it belongs.

    `lengths` tells how long the lists of some keys are already. The claims of one call
    fill the lists in their order.
    """
    indexed = [words_to_index(words) for words in claims]
    singles, common = _with_room(indexed, lengths)
    pairs, _ = _with_room([pairs_of(words) for words in common], lengths)
    return [[*words, *together] for words, together in zip(singles, pairs, strict=True)]


def _with_room(
    claims: Sequence[Sequence[str]], lengths: Callable[[Iterable[str]], Mapping[str, int]]
) -> tuple[list[list[str]], list[list[str]]]:
    """Part the keys of each claim into those whose list has room and those whose is full."""
    length = Counter(lengths({key for keys in claims for key in keys}))
    roomy, full = [], []
    for keys in claims:
        room = [key for key in keys if length[key] < MOST_CLAIMS]
        length.update(room)
        roomy.append(room)
        full.append([key for key in keys if key not in room])
    return roomy, full


def key_number(key: str) -> int:
    """Return the key as a signed number of 64 bits, as databases keep them."""
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), signed=True)


def estimated_claims(places: Sequence[int], claims: int) -> float:
    """Return how many of the desk's claims have a word, given the places in its list.

    Claims have places in the order in which they came. A list that was full soon has a
    common word: had the first hundred all come within a thousand, a tenth have it.
    """
    if len(places) < MOST_CLAIMS:
        return len(places)
    return max(len(places), len(places) * claims / max(places))
