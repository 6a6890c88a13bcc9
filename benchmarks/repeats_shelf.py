"""Claims put into the desk's database by the thousand, with their index, as an import does."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from time import perf_counter

from django.db import transaction
from django.utils import timezone

from claims.actions.index_claims import index_claims
from claims.models import Article, ArticleVersion, Claim
from claims.vocabulary import Kind

ARTICLES_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Story:
    """An article that holds nothing but its claims."""

    title: str
    claims: Sequence[str]
    language: str


@dataclass
class Shelf:
    """Takes stories in; knows how long indexing their claims took."""

    indexing_seconds: float = 0.0

    def take(self, stories: Sequence[Story]) -> list[Claim]:
        """Store stories and return their claims, in order."""
        claims = []
        for start in range(0, len(stories), ARTICLES_AT_ONCE):
            with transaction.atomic():
                stored = _store(stories[start : start + ARTICLES_AT_ONCE])
                began_at = perf_counter()
                index_claims(stored)
                self.indexing_seconds += perf_counter() - began_at
            claims += stored
        return claims


@contextmanager
def passing(story: Story) -> Iterator[Claim]:
    """Yield the story's only claim, stored but not indexed; the block leaves nothing behind."""
    with transaction.atomic():
        (claim,) = _store([story])
        yield claim
        transaction.set_rollback(True)


def _store(stories: Sequence[Story]) -> list[Claim]:
    articles = Article.objects.bulk_create(
        Article(title=story.title, language=story.language) for story in stories
    )
    versions = ArticleVersion.objects.bulk_create(
        ArticleVersion(
            article=article,
            number=1,
            text=" ".join(story.claims),
            text_sha256="0" * 64,
            imported_at=timezone.now(),
        )
        for article, story in zip(articles, stories, strict=True)
    )
    return Claim.objects.bulk_create(
        claim
        for version, story in zip(versions, stories, strict=True)
        for claim in _claims(version, story.claims)
    )


def _claims(version: ArticleVersion, sentences: Sequence[str]) -> Iterator[Claim]:
    start = 0
    for sentence in sentences:
        end = start + len(sentence)
        yield Claim(
            article=version.article,
            version=version,
            quote=sentence,
            start=start,
            end=end,
            text=sentence,
            kind=Kind.EVENT,
        )
        start = end + 1
