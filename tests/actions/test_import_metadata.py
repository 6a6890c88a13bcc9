"""What an import says of the article itself: whose it is, when it is due, how it is called."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from claims.actions.change_status import change_status
from claims.actions.cite_evidence import cite_evidence
from claims.actions.import_article import import_articles
from claims.actions.rate_claim import rate_claim
from claims.models import PublishedClaim
from claims.readers.text import read_text

pytestmark = pytest.mark.django_db

TEXT = """Hafen baut zweite Halle
Die Stadt Kiel zahlt 12 Millionen Euro für eine zweite Halle am Hafen."""


@pytest.fixture
def import_text(now):
    def import_text(text=TEXT, *, publisher="", by=None, **told):
        draft = replace(read_text(text), publisher=publisher)
        (result,) = import_articles([draft], by=by, now=now, source="hafen.txt", **told)
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


def test_a_reporter_does_not_give_an_article_of_ours_away(import_text, reporter, reviewer):
    import_text(ours=True)

    with pytest.raises(PermissionDenied):
        import_text(ours=False, by=reporter)

    assert import_text(by=reporter).ours
    assert not import_text(ours=False, by=reviewer).ours


def test_a_later_import_corrects_whose_the_article_is_and_when_it_is_due(import_text, now):
    import_text(ours=True, publish_at=now)

    article = import_text(ours=False, publish_at=now + timedelta(days=1))

    assert (article.ours, article.publish_at) == (False, now + timedelta(days=1))
    assert article.history.count() == 2


@pytest.fixture
def verified(import_text, reviewer, editor, now):
    claim = import_text(publisher="Hafenblatt").claims.get()
    change_status(claim, "start_review", by=reviewer, now=now)
    rate_claim(claim, by=reviewer, rating="true", explanation="Haushalt.", now=now)
    cite_evidence(claim, by=reviewer, url="https://kiel.example/", stance="supports", now=now)
    change_status(claim, "submit", by=reviewer, now=now)
    change_status(claim, "confirm", by=editor, now=now)
    return claim


def shown_of(claim):
    return PublishedClaim.objects.get(claim=claim).document["article"]


def test_what_an_import_corrects_about_an_article_is_shown_with_its_public_claims(
    verified, import_text
):
    import_text(publisher="Kieler Hafenblatt")

    assert shown_of(verified)["publisher"] == "Kieler Hafenblatt"


def test_a_new_title_is_shown_with_the_public_claims_that_stand_below_it(verified, import_text):
    import_text(TEXT.replace("zweite Halle\n", "noch eine Halle\n"))

    assert shown_of(verified)["title"] == "Hafen baut noch eine Halle"
