"""A database in which one verified claim cites each address of the list.

Rows are written in bulk: what is measured begins afterwards.
"""

from collections.abc import Iterable
from datetime import timedelta
from urllib.parse import urlsplit

from django.apps import apps
from django.db import connection
from django.utils import timezone

from benchmarks.cases import Case
from claims.models import (
    Article,
    ArticleVersion,
    CitedPage,
    Claim,
    Evidence,
    Person,
    PublishedClaim,
    WebHost,
)

SENTENCE = "Der Stadtrat hat {:06} neue Busse bestellt."


def furnish(addresses: dict[str, Case]) -> None:
    """Fill an empty database; every page is due."""
    claims = _claims(len(addresses))
    pages = _pages(addresses)
    now = timezone.now()
    Evidence.objects.bulk_create(
        Evidence(
            claim=claim,
            page=page,
            url=page.url,
            stance="supports",
            quote=case.quote,
            added_at=now,
        )
        for case, claim, page in zip(addresses.values(), claims, pages, strict=True)
    )
    _gather_statistics()


def _claims(count: int) -> list[Claim]:
    sentences = [SENTENCE.format(number) for number in range(count)]
    article = Article.objects.create(title="Busse", language="de", publisher="Stadtblatt")
    version = ArticleVersion.objects.create(
        article=article,
        number=1,
        text="".join(sentences),
        text_sha256="0" * 64,
        imported_at=timezone.now(),
    )
    rater, verifier = (Person.objects.create_user(name) for name in ("ria", "edda"))
    now, width = timezone.now(), len(sentences[0])
    claims = [
        Claim(
            article=article,
            version=version,
            quote=sentence,
            start=number * width,
            end=(number + 1) * width,
            text=sentence,
            kind="number",
            status="verified",
            rating="true",
            explanation="So steht es im Protokoll.",
            rated_by=rater,
            explained_by=rater,
            verified_by=verifier,
            verified_at=now,
        )
        for number, sentence in enumerate(sentences)
    ]
    Claim.objects.bulk_create(claims)
    PublishedClaim.objects.bulk_create(
        PublishedClaim(claim=claim, document={}, verified_at=now, updated_at=now)
        for claim in claims
    )
    return claims


def _pages(urls: Iterable[str]) -> list[CitedPage]:
    names = {url: urlsplit(url).netloc for url in urls}
    hosts = {name: WebHost.objects.create(name=name) for name in sorted(set(names.values()))}
    due_at = timezone.now() - timedelta(minutes=1)
    return CitedPage.objects.bulk_create(
        CitedPage(host=hosts[name], url=url, next_check_at=due_at) for url, name in names.items()
    )


def let_a_month_pass() -> None:
    """Make every page due again, and every failure a month older."""
    CitedPage.objects.update(next_check_at=timezone.now() - timedelta(minutes=1))
    for page in CitedPage.objects.exclude(first_failed_at=None):
        page.first_failed_at -= timedelta(days=30)
        page.save(update_fields=["first_failed_at"])
    _gather_statistics()


def _gather_statistics() -> None:
    """Do what a database server does by itself within minutes, unless that is off.

    Like it, leave empty tables alone: told that they are, PostgreSQL would plan for the whole
    run to read them from end to end.
    """
    filled = [model for model in apps.get_models() if model._default_manager.exists()]
    with connection.cursor() as cursor:
        for model in filled:
            cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")
