"""How much longer looking for repeats takes among many earlier claims than among few."""

from collections.abc import Iterator
from itertools import islice
from statistics import median, quantiles
from time import perf_counter

from django.db import connection

from benchmarks.repeats_sentences import Newsroom
from benchmarks.repeats_shelf import Shelf, Story, passing
from claims.actions.find_repeats import find_repeats
from claims.actions.index_claims import index_claims
from claims.models import Claim

CLAIMS_OF_A_STORY = 25
STORIES_AT_ONCE = 40
NEW_CLAIMS = 200
"""Each is timed; every second one says in other words what an earlier claim said."""
_INDEX = ("claims_repeatkey", "claims_indexedclaim")


def growth(few: int, many: int) -> dict[str, object]:
    """Return what a new claim takes among few and among many earlier ones, and the index's cost."""
    newsroom, shelf = Newsroom(), Shelf()
    sentences = newsroom.claims()
    told = _fill(shelf, sentences, few)
    among_few = _new_claims(newsroom, told)
    told += _fill(shelf, sentences, many - few)
    return {
        "few": among_few,
        "many": _new_claims(newsroom, told),
        "indexing_seconds": shelf.indexing_seconds,
        "index_bytes": _index_bytes(),
    }


def _fill(shelf: Shelf, sentences: Iterator[str], claims: int) -> list[str]:
    """Put claims on the shelf and return the first of every thousand or so."""
    told = []
    at_once = CLAIMS_OF_A_STORY * STORIES_AT_ONCE
    for start in range(0, claims, at_once):
        batch = list(islice(sentences, min(at_once, claims - start)))
        parts = [batch[n : n + CLAIMS_OF_A_STORY] for n in range(0, len(batch), CLAIMS_OF_A_STORY)]
        shelf.take([Story("", part, "de") for part in parts])
        told += [part[0] for part in parts][:: 1 if claims < NEW_CLAIMS * at_once else 10]
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return told


def _new_claims(newsroom: Newsroom, told: list[str]) -> dict[str, float]:
    """Return milliseconds to index a new claim and find its repeats, and the share found."""
    milliseconds, found = [], 0
    for number, sentence in enumerate(islice(newsroom.claims(), NEW_CLAIMS)):
        earlier = newsroom.random.choice(told) if number % 2 else ""
        said = newsroom.paraphrase(earlier) if earlier else sentence
        with passing(Story("", [said], "de")) as new:
            began_at = perf_counter()
            index_claims([new])
            repeats = find_repeats([new], among=Claim.objects.all())[new.pk]
            milliseconds.append(1000 * (perf_counter() - began_at))
        found += earlier in {repeat.claim.text for repeat in repeats}
    return {
        "median": median(milliseconds),
        "slow": quantiles(milliseconds, n=20)[-1],
        "found": 2 * found / NEW_CLAIMS,
    }


def _index_bytes() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sum(pg_total_relation_size(t::regclass)) FROM unnest(%s::text[]) AS t",
            [list(_INDEX)],
        )
        return int(cursor.fetchone()[0])
