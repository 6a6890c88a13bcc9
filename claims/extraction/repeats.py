"""How likely one claim repeats another, judged by the words that both have.

What counts is how telling the shared words are: few claims have them. The score ranks as
BM25 does, and grows with the information shared; two claims of the same words reach 1.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import log

LEAST_SCORE = 0.5
"""A claim below it is not suggested."""
LEAST_SCORE_WITHIN = 0.65
"""... nor one below this of the same article, whose claims all name the same people."""

_UNKNOWN_CLAIMS = 1000
"""A young desk knows little of how common words are: it counts as if it had these, too."""
_EVIDENCE_AT_HALF = 3.0
"""How many words that nobody else has make a repeat as likely as not."""
_SATURATION, _LENGTH_SHARE, _USUAL_LENGTH = 1.2, 0.75, 16
"""BM25: what a word said twice adds, and what a longer claim takes away."""
_PART = 0.5
"""What a word is worth of which only a part is shared: "Impfpflicht" and "Pflicht"."""
_SHORTEST_PART = 5


@dataclass(frozen=True, slots=True)
class Commonness:
    """How many of the desk's claims have a word."""

    claims: int
    with_word: Mapping[str, float]

    def telling(self, word: str) -> float:
        """Return how much a word tells: near 1 when no claim has it, 0 when all do."""
        known = self.claims + _UNKNOWN_CLAIMS
        return log(known / (1 + min(self.with_word.get(word, 0), known - 1))) / log(known)


def likeness(new: Iterable[str], earlier: Iterable[str], common: Commonness) -> float:
    """Return how likely the words of `earlier` say what those of `new` say, 0 to 1."""
    asked, counts = set(new), Counter(earlier)
    if not asked or not counts:
        return 0.0
    shared = asked & counts.keys()
    length = sum(counts.values()) / _USUAL_LENGTH
    evidence = sum(common.telling(word) * _weight(counts[word], length) for word in shared)
    evidence += sum(_partly_shared(asked - shared, counts.keys() - shared, common))
    likely = evidence / (evidence + _EVIDENCE_AT_HALF)
    sameness = _sameness(asked, counts.keys(), shared, common)
    return 1 - (1 - likely) * (1 - sameness**2)


def _weight(times: int, length: float) -> float:
    slowed = _SATURATION * (1 - _LENGTH_SHARE + _LENGTH_SHARE * length)
    return times * (_SATURATION + 1) / (times + slowed)


def _partly_shared(
    asked: Iterable[str], offered: Iterable[str], common: Commonness
) -> Iterator[float]:
    """Yield what each offered word adds that begins or ends as one of the asked does."""
    long = [word for word in asked if len(word) >= _SHORTEST_PART]
    for word in offered:
        if len(word) >= _SHORTEST_PART:
            alike = [common.telling(each) for each in long if _have_a_part(word, each)]
            if alike:
                yield _PART * max(alike)


def _have_a_part(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return longer.endswith(shorter) or longer[:_SHORTEST_PART] == shorter[:_SHORTEST_PART]


def _sameness(
    asked: Iterable[str], offered: Iterable[str], shared: Iterable[str], common: Commonness
) -> float:
    """Return the share of both claims that is the same, 1 for the same words."""
    asked, offered = set(asked), set(offered)
    told = sum(map(common.telling, shared)) / (sum(map(common.telling, asked)) or 1)
    return told * len(set(shared)) / len(offered)
