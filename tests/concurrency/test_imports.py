"""Imports beside imports, and beside visits: what PostgreSQL lets happen at once."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from uuid import UUID

import pytest
from django.db import connection, transaction

from claims.actions.import_article import ImportResult, import_articles
from claims.models import Article, Claim
from claims.readers.text import read_text
from tests.conftest import NOW, TEXT, ClaimFactory
from tests.waiting import until

pytestmark = [pytest.mark.services("postgresql"), pytest.mark.django_db(transaction=True)]

URL = "https://stadtblatt.example/busse"


def import_text(text: str = TEXT, *, url: str = "") -> ImportResult:
    (result,) = import_articles([replace(read_text(text), url=url)], by=None, now=NOW)
    return result


def begun(threads: ThreadPoolExecutor, work: Callable[[], ImportResult]) -> "Future[ImportResult]":
    """Begin `work` on a connection of its own; it waits for us now, or is done."""

    def work_and_hang_up() -> ImportResult:
        try:
            return work()
        finally:
            connection.close()

    future = threads.submit(work_and_hang_up)
    until(lambda: future.done() or _somebody_waits_for_us())
    return future


def _somebody_waits_for_us() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks"
            " WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))"
        )
        (waiting,) = cursor.fetchone()
        return bool(waiting)


@pytest.mark.parametrize("url", ["", URL])
def test_an_article_that_two_import_at_once_is_stored_once(url: str) -> None:
    with ThreadPoolExecutor(1) as threads:
        with transaction.atomic():
            first = import_text(url=url)
            other = begun(threads, lambda: import_text(url=url))

        second = other.result()

    assert second.article == first.article
    assert (second.created, len(second.unchanged)) == ([], len(first.created))
    assert (Article.objects.count(), Claim.objects.count()) == (1, 2)


def test_an_import_waits_for_a_visit_that_holds_some_of_its_claims(
    make_claim: ClaimFactory, article: Article
) -> None:
    """Both lock by key. The claim that stands first in the text has the later key here."""
    first = make_claim(
        "Sie kosten laut Bürgermeisterin Eva Roth 4,8 Millionen Euro.", id=UUID(int=1)
    )
    last = make_claim("Die Stadt kauft zwölf neue Busse.", id=UUID(int=2))

    with ThreadPoolExecutor(1) as threads:
        with transaction.atomic():
            Claim.objects.select_for_update().get(pk=first.pk)
            longer = begun(threads, lambda: import_text(TEXT + "\nIm Mai fahren 9 Busse."))
            Claim.objects.select_for_update().get(pk=last.pk)

        result = longer.result()

    assert (result.article, result.version.number) == (article, 2)
    assert {claim.pk for claim in result.unchanged} == {first.pk, last.pk}


def test_an_import_of_two_articles_waits_for_a_visit_that_holds_the_second(
    make_claim: ClaimFactory, article: Article
) -> None:
    """A visit locks the claims of its page by key, whatever articles they stand in."""
    other = import_text("Zoo\nDer Zoo in Ulm zählte 2023 im Juni 9000 Gäste.", url=URL)
    (first,) = other.claims
    last = make_claim("Die Stadt kauft zwölf neue Busse.", id=UUID(int=2**128 - 1))
    texts = [(TEXT, ""), ("Zoo\nDer Zoo in Ulm zählte 2023 im Juni 9000 Gäste. Neu: 7 Affen.", URL)]
    drafts = [replace(read_text(text + "\nEs sind 9."), url=url) for text, url in texts]

    with ThreadPoolExecutor(1) as threads:
        with transaction.atomic():
            Claim.objects.select_for_update().get(pk=first.pk)
            both = begun(threads, lambda: import_articles(drafts, by=None, now=NOW)[0])
            Claim.objects.select_for_update().get(pk=last.pk)

        both.result()

    assert Article.objects.get(url=URL).current_version.number == 2
    assert article.current_version.number == 2
