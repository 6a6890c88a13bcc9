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
class Repeat:
    """A claim that another may repeat: how likely, 0.5 to 1, and the numbers that differ."""

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
    claims: Sequence[Claim], *, among: ClaimQuerySet, most: int = 5
) -> dict[UUID, list[Repeat]]:
    """Return for each claim, by its id, what it may repeat: the likeliest first.

    Of equals the earliest comes first, as the one to link to. Nobody repeats a withdrawn
    claim. One claim takes as many queries as a hundred; they come with their articles.
    """
    entries = {each.claim_id: each for each in IndexedClaim.objects.filter(claim__in=claims)}
    lists = _lists([entry.word_list for entry in entries.values()])
    near = {
        pk: lists.nearest(entry.word_list, besides=entry.pk, most=MOST_COMPARED)
        for pk, entry in entries.items()
    }
    known = _candidates(sorted(set(chain.from_iterable(near.values()))), among)
    scores = {
        claim.pk: _scores(
            claim,
            entries[claim.pk].word_list,
            [known[place] for place in near[claim.pk] if place in known],
            lists,
        )[:most]
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


def _candidates(places: Sequence[int], among: ClaimQuerySet) -> dict[int, _Candidate]:
    known = {}
    for batch in batches(places):
        rows = (
            among.exclude(status=Status.WITHDRAWN)
            .filter(indexed__in=batch)
            .values_list("indexed", "pk", "article", "indexed__words")
        )
        for place, pk, article, words in rows:
            known[place] = _Candidate(place, pk, article, words.split())
    return known


def _scores(
    claim: Claim, words: Sequence[str], candidates: Iterable[_Candidate], lists: KeyLists
) -> list[tuple[float, UUID]]:
    """Return the candidates that are likely enough with their scores, best first."""
    common = lists.commonness(words)
    scored = [(likeness(words, each.words, common), each) for each in candidates]
    likely = [
        (score, each)
        for score, each in scored
        if score >= (LEAST_SCORE_WITHIN if each.article == claim.article_id else LEAST_SCORE)
    ]
    likely.sort(key=lambda found: (-found[0], found[1].place))
    return [(score, each.pk) for score, each in likely]


def _repeat(claim: Claim, found: Claim, score: float) -> Repeat:
    numbers = different_numbers(
        claim.text,
        found.text,
        language=claim.article.language,
        other_language=found.article.language,
    )
    return Repeat(found, score, numbers)
