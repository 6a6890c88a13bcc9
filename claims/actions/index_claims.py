from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from uuid import UUID

from django.db.models import Count

from claims.extraction.repeats_keys import VERSION, key_number, keys_to_store
from claims.extraction.repeats_words import telling_words
from claims.models import Claim, IndexedClaim, RepeatKey

BATCH = 2000
"""Keys that one query asks for, rows that one statement stores."""


def index_claims(claims: Sequence[Claim]) -> None:
    """Let claims be found that say the same; again, when their wording has changed.

    Called inside the transaction that writes the claims. Two imports at the same time may
    make a list a little longer than it should be, which does no harm.
    """
    entries = _entries(claims)
    for places in batches([entry.pk for entry in entries]):
        RepeatKey.objects.filter(entry__in=places).delete()
    stored = keys_to_store([entry.word_list for entry in entries], _lengths)
    RepeatKey.objects.bulk_create(
        (
            RepeatKey(key=key_number(key), entry=entry)
            for entry, keys in zip(entries, stored, strict=True)
            for key in keys
        ),
        batch_size=BATCH,
        ignore_conflicts=True,
    )


def _entries(claims: Sequence[Claim]) -> list[IndexedClaim]:
    """Store the words of each claim; a claim that is known keeps its place."""
    counts = _claims_by_article(claims)
    together = [*claims, *_no_longer_alone(claims, counts)]
    return IndexedClaim.objects.bulk_create(
        (
            IndexedClaim(
                claim=claim,
                words=" ".join(_words(claim, is_alone=counts[claim.article_id] == 1)),
                version=VERSION,
            )
            for claim in together
        ),
        update_conflicts=True,
        unique_fields=["claim"],
        update_fields=["words", "version"],
    )


def _claims_by_article(claims: Iterable[Claim]) -> Mapping[UUID, int]:
    counted = Claim.objects.filter(article__in={claim.article_id for claim in claims})
    rows = counted.values("article").annotate(claims=Count("pk"))
    return dict(rows.values_list("article", "claims"))


def _no_longer_alone(claims: Sequence[Claim], counts: Mapping[UUID, int]) -> Iterable[Claim]:
    """Return those that were their article's only claim before: its title was theirs."""
    given = Counter(claim.article_id for claim in claims)
    joined = [article for article, count in counts.items() if count == given[article] + 1]
    if not joined:
        return ()
    others = Claim.objects.filter(article__in=joined).exclude(pk__in=[each.pk for each in claims])
    return others.select_related("article")


def _words(claim: Claim, *, is_alone: bool) -> list[str]:
    """Return the claim's words, and those of a title that words an only claim once more.

    So do the titles of other desks' reviews. The title of an article with sixty claims
    would make each of them look like every claim on its subject.
    """
    article = claim.article
    said = (claim.text, article.title) if is_alone else (claim.text,)
    return [word for text in said for word in telling_words(text, article.language)]


def _lengths(keys: Iterable[str]) -> Mapping[str, int]:
    """Return how many claims the lists of some keys hold."""
    numbers = {key_number(key): key for key in keys}
    lengths: dict[str, int] = {}
    for batch in batches(sorted(numbers)):
        listed = RepeatKey.objects.filter(key__in=batch).values("key")
        counted = listed.annotate(claims=Count("entry")).values_list("key", "claims")
        lengths |= {numbers[number]: claims for number, claims in counted}
    return lengths


def batches(keys: Sequence[int]) -> Iterator[Sequence[int]]:
    """Yield the keys in parts that one statement may name."""
    for start in range(0, len(keys), BATCH):
        yield keys[start : start + BATCH]
