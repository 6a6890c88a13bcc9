"""What an import says of the article itself: whose it is, when it is due, how it is called."""

from datetime import timedelta

import pytest

from claims.actions.import_article import import_articles
from claims.readers.text import read_text

pytestmark = pytest.mark.django_db

TEXT = """Hafen baut zweite Halle
Die Stadt Kiel zahlt 12 Millionen Euro für eine zweite Halle am Hafen."""


@pytest.fixture
def import_text(now):
    def import_text(**told):
        (result,) = import_articles([read_text(TEXT)], by=None, now=now, **told)
        result.article.refresh_from_db()
        return result.article

    return import_text


def test_an_article_is_someone_elses_and_not_due_unless_the_import_says_so(import_text):
    article = import_text()

    assert (article.ours, article.publish_at) == (False, None)


def test_an_import_says_that_an_article_is_ours_and_when_it_is_due(import_text, now):
    article = import_text(ours=True, publish_at=now + timedelta(days=2))

    assert (article.ours, article.publish_at) == (True, now + timedelta(days=2))


def test_an_import_that_does_not_say_whose_the_article_is_leaves_that_as_it_was(import_text, now):
    import_text(ours=True, publish_at=now + timedelta(days=2))

    article = import_text()

    assert (article.ours, article.publish_at) == (True, now + timedelta(days=2))


def test_a_later_import_corrects_whose_the_article_is_and_when_it_is_due(import_text, now):
    import_text(ours=True, publish_at=now)

    article = import_text(ours=False, publish_at=now + timedelta(days=1))

    assert (article.ours, article.publish_at) == (False, now + timedelta(days=1))
    assert article.history.count() == 2
