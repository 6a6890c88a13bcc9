from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from claims.actions.change_status import change_status
from claims.actions.cite_evidence import cite_evidence
from claims.actions.import_article import import_articles
from claims.actions.rate_claim import rate_claim
from claims.models import Article, ArticleVersion, CitedPage, Claim
from claims.readers.source import read_source
from claims.readers.text import read_text

pytestmark = pytest.mark.django_db

TEXT = """Hafen baut zweite Halle
Die Stadt Kiel zahlt 12 Millionen Euro für eine zweite Halle am Hafen.
Im Mai 2023 beschloss der Rat den Bau mit 31 gegen 12 Stimmen.
Laut Hafenchefin Inga Sturm arbeiten dort schon 140 Menschen.
Der Umschlag stieg seit 2019 um 18 Prozent."""
CHANGED = TEXT.replace("18 Prozent", "21 Prozent")


@pytest.fixture
def read(now):
    def read(text=TEXT, source="hafen.txt"):
        drafts = read_source(text.encode(), name=source)
        return import_articles(drafts, by=None, now=now, source=source)[0]

    return read


def test_every_claim_is_a_span_of_the_stored_text(read):
    result = read()

    text = result.article.text
    assert len(result.created) == 4
    assert [text[claim.start : claim.end] for claim in result.claims] == [
        claim.quote for claim in result.claims
    ]


def test_claims_come_in_the_order_of_the_text_with_who_says_it(read):
    claims = read().claims

    assert [claim.quote[:12] for claim in claims] == [
        "Die Stadt Ki",
        "Im Mai 2023 ",
        "Laut Hafench",
        "Der Umschlag",
    ]
    assert claims[2].claimant == "Inga Sturm"
    assert claims[1].claimed_on == date(2023, 5, 1)


def test_importing_the_same_again_changes_nothing(read):
    first = read()

    again = read()

    assert (again.article, again.created, again.orphaned) == (first.article, [], [])
    assert [claim.pk for claim in again.unchanged] == [claim.pk for claim in first.claims]
    assert (ArticleVersion.objects.count(), Claim.objects.count()) == (1, 4)


def test_the_same_text_in_another_file_is_the_same_article(read):
    read()
    read(source="kopie.txt")

    assert Article.objects.count() == 1


def test_a_changed_article_is_a_new_version_that_keeps_the_claims_that_stand(read):
    first = read()

    changed = read(CHANGED.replace("Hafen baut", "Der Hafen baut"))

    assert changed.version.number == 2
    assert len(changed.unchanged) == 3
    assert [claim.quote for claim in changed.created] == [
        "Der Umschlag stieg seit 2019 um 21 Prozent."
    ]
    assert [claim.quote for claim in changed.orphaned] == [
        "Der Umschlag stieg seit 2019 um 18 Prozent."
    ]
    text = changed.article.text
    assert all(text[claim.start : claim.end] == claim.quote for claim in changed.claims)
    assert {claim.pk for claim in changed.unchanged} < {claim.pk for claim in first.claims}


def test_an_orphan_keeps_its_place_in_the_old_version(read):
    read()
    (orphan,) = read(CHANGED).orphaned

    assert orphan.version.number == 1
    assert orphan.version.text[orphan.start : orphan.end] == orphan.quote
    assert orphan.orphaned_at is not None


def test_an_orphan_is_taken_back_when_its_words_return(read):
    read()
    (orphan,) = read(CHANGED).orphaned

    read()

    orphan.refresh_from_db()
    assert (orphan.orphaned_at, orphan.version.number) == (None, 3)
    assert Claim.objects.count() == 5


def test_a_verified_claim_that_lost_its_words_goes_back_to_the_desk(read, reviewer, editor, now):
    claim = read().claims[3]
    change_status(claim, "start_review", by=reviewer, now=now)
    rate_claim(claim, by=reviewer, rating="true", explanation="Statistik.", now=now)
    cite_evidence(claim, by=reviewer, url="https://hafen.example/", stance="supports", now=now)
    change_status(claim, "submit", by=reviewer, now=now)
    change_status(claim, "confirm", by=editor, now=now)

    read(CHANGED)

    claim.refresh_from_db()
    assert claim.status == "needs_recheck"
    assert claim.status_changes.last().why == "The article was changed and lost these words."


def test_another_article_under_the_same_file_name_is_another_article(read):
    read()
    read(
        "Ganz anderes Thema\nDer Zoo in Ulm zählte im Juni 9000 Gäste.\n"
        "Das sind laut Zoo 300 mehr als im Mai."
    )

    assert Article.objects.count() == 2


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Wie schön!\nWir finden das ganz wunderbar.", "No checkable claim was found in leer.txt"),
        (
            "Le port construit une halle\nLa ville paie douze millions d'euros pour cette halle.",
            "seems to be neither German nor English",
        ),
    ],
)
def test_a_source_without_claims_is_refused_and_leaves_no_rows(read, text, sentence):
    with pytest.raises(ValidationError, match=sentence):
        read(text, source="leer.txt")

    assert not Article.objects.exists()


def test_of_several_articles_all_are_stored_or_none(now):
    drafts = [read_text(TEXT), read_text("Nur so\nWir finden das ganz wunderbar.")]

    with pytest.raises(ValidationError):
        import_articles(drafts, by=None, now=now, source="zwei")

    assert not Article.objects.exists()


def test_a_person_without_a_role_cannot_import(make_person, now):
    with pytest.raises(PermissionDenied):
        import_articles([read_text(TEXT)], by=make_person("gast"), now=now)


def test_a_table_of_claims_brings_ratings_as_suggestions_and_evidence(now):
    table = (
        "quote;claimant;rating;evidence_url;evidence_stance;evidence_quote\n"
        "Kiel zahlt 12 Millionen Euro.;Inga Sturm;Größtenteils richtig;"
        "https://kiel.example/haushalt;supports;12 Millionen\n"
        "Der Umschlag stieg um 18 Prozent.;;Vier Pinocchios;;;\n"
    )
    drafts = read_source(table.encode(), name="tabelle.csv")

    (result,) = import_articles(drafts, by=None, now=now, source="tabelle.csv")

    first, second = result.claims
    assert (first.suggested_rating, first.rating, first.status) == ("mostly_true", "", "new")
    assert (second.suggested_rating, second.imported_rating) == ("", "Vier Pinocchios")
    assert CitedPage.objects.get().url == "https://kiel.example/haushalt"


def test_dates_are_told_from_the_day_of_publication(now):
    text = "Neue Halle eröffnet\nLetzten Monat kamen 4000 Gäste in die neue Halle am Kieler Hafen."
    (draft,) = read_source(text.encode(), name="halle.txt")
    draft = replace(draft, published_on=date(2024, 8, 15))

    (result,) = import_articles([draft], by=None, now=now + timedelta(days=9))

    (claim,) = result.claims
    assert (claim.claimed_on, claim.claimed_on_precision) == (date(2024, 7, 1), "month")


def test_what_another_desk_found_is_kept_as_its_word_and_as_context(now):
    review = """{"@type": "ClaimReview", "claimReviewed": "Der Hafen hat 140 Beschäftigte.",
        "url": "https://andere.example/pruefung", "inLanguage": "de",
        "author": {"name": "Anderes Desk"}, "reviewBody": "Es sind 120.",
        "itemReviewed": {"@type": "Claim", "author": {"name": "Inga Sturm"}},
        "reviewRating": {"alternateName": "Falsch"}}"""
    drafts = read_source(review.encode(), name="review.json")

    (result,) = import_articles(drafts, by=None, now=now, source="review.json")

    (claim,) = result.claims
    evidence = claim.evidence.get()
    assert (claim.imported_explanation, claim.explanation) == ("Es sind 120.", "")
    assert claim.suggested_rating == "false"
    assert (evidence.url, evidence.stance, evidence.note) == (
        "https://andere.example/pruefung",
        "context",
        "Anderes Desk",
    )
