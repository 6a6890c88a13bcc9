"""The claims that an import stores, with what their source names for them."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from claims.actions.edit_claim import edit_claim
from claims.actions.import_article import import_articles
from claims.extraction.extract import VERSION
from claims.models import Article, CitedPage, Evidence, Tag
from claims.readers.source import read_source
from claims.readers.text import read_text

pytestmark = pytest.mark.django_db

HEADER = "quote;url;tags;evidence_url;evidence_stance;evidence_quote\n"
BUDGET = "https://kiel.example/haushalt"


@pytest.fixture
def read(now):
    def read(*rows, by=None, at=now):
        drafts = read_source((HEADER + "\n".join(rows)).encode(), name="tabelle.csv")
        drafts = [replace(draft, language="de") for draft in drafts]
        return import_articles(drafts, by=by, now=at, source="tabelle.csv")

    return read


def test_a_page_that_many_claims_name_is_one_page_and_due_at_once(read, reporter, now):
    read(f"Kiel zahlt 12 Millionen Euro.;;;{BUDGET}?utm_source=mail;supports;12 Millionen")
    CitedPage.objects.update(next_check_at=now + timedelta(days=30))

    later = now + timedelta(days=3)
    read(f"Der Hafen kostet 9 Millionen Euro.;;;{BUDGET};refutes;", by=reporter, at=later)

    page = CitedPage.objects.get()
    assert (page.url, page.host.name, page.next_check_at) == (BUDGET, "kiel.example", later)
    (first, second) = page.evidence.order_by("added_at")
    assert (first.url, first.quote) == (f"{BUDGET}?utm_source=mail", "12 Millionen")
    assert (second.stance, second.added_by, second.added_at) == ("refutes", reporter, later)
    assert second.history.get().history_user == reporter


def test_a_passage_that_is_named_in_two_spellings_is_cited_once(read):
    read(
        f"Kiel zahlt 12 Millionen Euro.;;;{BUDGET};supports;12 Millionen",
        f"Kiel zahlt 12 Millionen Euro.;;;{BUDGET}#seite4;supports;12 Millionen",
    )

    assert Evidence.objects.get().url == BUDGET


def test_tags_are_shared_by_claims(read):
    (result,) = read(
        "Kiel zahlt 12 Millionen Euro.;;Geld;;;", 'Der Hafen hat 140 Leute.;;"Hafen;Geld";;;'
    )

    assert [[tag.name for tag in claim.tags.all()] for claim in result.claims] == [
        ["Geld"],
        ["Geld", "Hafen"],
    ]
    assert Tag.objects.count() == 2


def test_an_address_that_cannot_be_cited_is_named_and_nothing_is_stored(read):
    with pytest.raises(ValidationError) as refusal:
        read(
            f"Kiel zahlt 12 Millionen Euro.;;;{BUDGET};supports;",
            "Der Hafen hat 140 Leute.;;;https://ria:geheim@kiel.example/;supports;",
        )

    assert refusal.value.message_dict == {
        "evidence_url": [
            "https://ria:geheim@kiel.example/: "
            "The address must not contain a user name or password."
        ]
    }
    assert not Article.objects.exists()


def test_a_thousand_claims_with_evidence_are_stored_in_few_queries(
    read, django_assert_max_num_queries
):
    rows = [
        f"Im Jahr {year} kamen {year + 9} Schiffe.;;Hafen;https://h{year % 9}.example/{year};;"
        for year in range(1000, 2000)
    ]

    with django_assert_max_num_queries(200):
        (result,) = read(*rows)

    assert (len(result.created), Evidence.objects.count()) == (1000, 1000)


def test_what_is_longer_than_any_name_is_nobodys_name(now):
    name = "Anna-" + "Xa" * 200 + " Müller"
    draft = read_text(f"Neue Halle\nLaut {name} kostet die Halle 12 Millionen Euro.")

    (result,) = import_articles([replace(draft, language="de")], by=None, now=now)

    (claim,) = result.claims
    assert (claim.claimant, claim.claimant_rule, claim.claimant_confidence) == ("", "", None)


def test_a_named_claim_of_two_sentences_is_read_by_the_more_check_worthy_one(read):
    (result,) = read(
        "Der Zoo zählte im Juni 9000 Gäste.;;;;;",
        "Das ist sehr schön. Kiel zahlt 12 Millionen Euro für eine Halle. Wir freuen uns.;;;;;",
        "Wie schön das alles ist.;;;;;",
    )

    zoo, pier, joy = result.claims
    assert [claim.kind for claim in (zoo, pier)] == ["number", "number"]
    assert pier.check_worthiness > 0.5 > joy.check_worthiness


def test_every_claim_keeps_what_a_decision_about_it_teaches_from_the_first_day(read, now):
    draft = read_text("Neue Halle\nDie Halle am Hafen kostet 12 Millionen Euro.")
    (found,) = import_articles([replace(draft, language="de")], by=None, now=now)

    (named,) = read(
        "Kiel zahlt 12 Millionen Euro.;;;;;",
        "Hat der Hafen wirklich 140 Leute?;;;;;",
        "Pleite!;;;;;",
    )

    (price,) = found.claims
    assert (price.features["money"], price.extractor) == (1.0, "rules")
    payment, question, cry = named.claims
    assert (payment.features["money"], payment.extractor) == (1.0, "source")
    assert (question.features["question"], question.features["number"]) == (1.0, 1.0)
    assert (cry.features["exclamation"], cry.features["short"]) == (1.0, 1.0)
    assert {claim.features_version for claim in (price, payment, question, cry)} == {VERSION}


def test_an_edited_claim_keeps_what_was_measured_when_it_came_in(read, reviewer, now):
    (result,) = read("Kiel zahlt 12 Millionen Euro.;;;;;")
    (claim,) = result.claims
    measured = dict(claim.features)

    edit_claim(claim, by=reviewer, now=now, text="Kiel zahlt.", kind="event")

    claim.refresh_from_db()
    assert (claim.features, claim.features_version) == (measured, VERSION)
