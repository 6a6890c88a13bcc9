from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from uuid import UUID

from claims.actions.index_claims import batches
from claims.extraction.repeats import LEAST_SCORE, LEAST_SCORE_WITHIN, likeness
from claims.extraction.repeats_keys import key_number, words_to_index
from claims.extraction.repeats_numbers import DifferentNumbers, different_numbers
from claims.extraction.repeats_search import KeyLists
from claims.models import Claim, IndexedClaim, RepeatKey
from claims.models.claim_querysets import ClaimQuerySet
from claims.vocabulary import Status

MOST_COMPARED = 100
"""How many claims, those with the most telling words in common, are compared in full."""


@dataclass(frozen=True)
class Bounds:
    """Which claims are told of: at most how many, and from which score on.

    `within` is that score for claims of the same article. With `later` those are told,
    too, that came after the claim that is asked for.
    """

    most: int
    least: float
    within: float
    later: bool

    def has_place(self, place: int, asked: int) -> bool:
        return place != asked if self.later else place < asked

    def has_score(self, score: float, *, is_within: bool) -> bool:
        return score >= (self.within if is_within else self.least)


SUGGESTED = Bounds(most=5, least=LEAST_SCORE, within=LEAST_SCORE_WITHIN, later=False)
"""What a new claim likely repeats."""
ALIKE = Bounds(most=10, least=0.2, within=0.2, later=True)
"""What comes next to a claim, whoever said it first."""


@dataclass(frozen=True)
class Repeat:
    """A claim that another may repeat: how likely, up to 1, and the numbers that differ."""

    claim: Claim
    score: float
    numbers: tuple[DifferentNumbers, ...]


@dataclass(frozen=True)
class _Candidate:
    place: int
    pk: UUID
    article: UUID
    words: list[str]


def find_repeats(
    claims: Sequence[Claim], *, among: ClaimQuerySet, bounds: Bounds = SUGGESTED
) -> dict[UUID, list[Repeat]]:
    """Return for each claim, by its id, what it may repeat: the likeliest first.

    Of equals the earliest comes first, as the one to link to. Nobody repeats a withdrawn
    claim. One claim takes as many queries as a hundred; they come with their articles.
    """
    entries = {each.claim_id: each for each in IndexedClaim.objects.filter(claim__in=claims)}
    if not entries:
        return {claim.pk: [] for claim in claims}
    lists = _lists([entry.word_list for entry in entries.values()])
    near = {pk: _nearest(entry, lists, bounds) for pk, entry in entries.items()}
    known = _candidates(sorted(set(chain.from_iterable(near.values()))), among)
    scores = {
        claim.pk: _scores(
            claim,
            entries[claim.pk].word_list,
            [known[place] for place in near[claim.pk] if place in known],
            lists,
            bounds,
        )
        for claim in claims
        if claim.pk in entries
    }
    named = {pk for scored in scores.values() for _, pk in scored}
    found = among.select_related("article").in_bulk(named)
    return {
        claim.pk: [
            _repeat(claim, found[pk], score)
            for score, pk in scores.get(claim.pk, ())
            if pk in found
        ]
        for claim in claims
    }


def _lists(claims: Iterable[Sequence[str]]) -> KeyLists:
    """Return the lists of all keys by which the claims could find others."""
    claims = list(claims)
    newest = IndexedClaim.objects.order_by("-pk").values_list("pk", flat=True).first()
    singles = _places({word for words in claims for word in words_to_index(words)})
    lists = KeyLists(singles, newest or 0)
    pairs = _places({pair for words in claims for pair in lists.pairs(words)})
    return KeyLists({**singles, **pairs}, newest or 0)


def _places(keys: set[str]) -> dict[str, list[int]]:
    numbers = {key_number(key): key for key in keys}
    places: dict[str, list[int]] = {key: [] for key in keys}
    for batch in batches(sorted(numbers)):
        listed = RepeatKey.objects.filter(key__in=batch).values_list("key", "entry_id")
        for number, place in listed:
            places[numbers[number]].append(place)
    return places


def _nearest(entry: IndexedClaim, lists: KeyLists, bounds: Bounds) -> list[int]:
    return lists.nearest(
        entry.word_list, among=lambda place: bounds.has_place(place, entry.pk), most=MOST_COMPARED
    )


def _candidates(places: Sequence[int], among: ClaimQuerySet) -> dict[int, _Candidate]:
    known = {}
    standing = among.select_related(None).prefetch_related(None).exclude(status=Status.WITHDRAWN)
    for batch in batches(places):
        rows = standing.filter(indexed__in=batch)
        for place, pk, article, words in rows.values_list(
            "indexed", "pk", "article", "indexed__words"
        ):
            known[place] = _Candidate(place, pk, article, words.split())
    return known


def _scores(
    claim: Claim,
    words: Sequence[str],
    candidates: Iterable[_Candidate],
    lists: KeyLists,
    bounds: Bounds,
) -> list[tuple[float, UUID]]:
    """Return the candidates that are likely enough with their scores, best first."""
    common = lists.commonness(words)
    scored = [(likeness(words, each.words, common), each) for each in candidates]
    likely = [
        (score, each)
        for score, each in scored
        if bounds.has_score(score, is_within=each.article == claim.article_id)
    ]
    likely.sort(key=lambda found: (-found[0], found[1].place))
    return [(score, each.pk) for score, each in likely[: bounds.most]]


def _repeat(claim: Claim, found: Claim, score: float) -> Repeat:
    numbers = different_numbers(
        claim.text,
        found.text,
        language=claim.article.language,
        other_language=found.article.language,
    )
    return Repeat(found, score, numbers)
