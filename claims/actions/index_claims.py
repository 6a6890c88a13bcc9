from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.db.models import Count

from claims.extraction.repeats_keys import key_number, keys_to_store
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
    titles = _titles_that_tell(claims)
    entries = [IndexedClaim(claim=claim, words=_words(claim, titles)) for claim in claims]
    return IndexedClaim.objects.bulk_create(
        entries,
        update_conflicts=True,
        unique_fields=["claim"],
        update_fields=["words"],
    )


def _words(claim: Claim, titles: Mapping[object, str]) -> str:
    language = claim.article.language
    said = [claim.text, titles.get(claim.article_id, "")]
    return " ".join(word for text in said for word in telling_words(text, language))


def _titles_that_tell(claims: Iterable[Claim]) -> dict[object, str]:
    """Return the titles of articles with one claim: such a title words that claim once more.

    So it is with other desks' reviews. The title of an article with sixty claims would make
    each of them look like every claim on its subject.
    """
    articles = {claim.article_id: claim.article for claim in claims}
    counted = Claim.objects.filter(article__in=articles).values("article")
    alone = counted.annotate(claims=Count("pk")).filter(claims=1).values_list("article", flat=True)
    return {pk: articles[pk].title for pk in alone}


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
