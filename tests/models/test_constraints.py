"""The database itself refuses what must never be, whatever code tries it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from claims.models import (
    Article,
    ArticleVersion,
    CitedPage,
    Claim,
    Evidence,
    LearnedWeights,
    LinkCheck,
    Notification,
    ReviewNote,
    StatusChange,
    Subscription,
    WebHost,
    WebOutage,
)


def refused(constraint, write):
    """Expect the database to refuse a write; SQLite names unique columns, not constraints."""
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        write()
    text = str(refusal.value)
    assert constraint in text or "UNIQUE constraint failed" in text


@pytest.mark.parametrize(
    ("constraint", "change"),
    [
        ("status_is_known", {"status": "fertig"}),
        ("kind_is_known", {"kind": "gerücht"}),
        ("check_worthiness_is_a_share", {"check_worthiness": 1.5}),
        ("offsets_span_the_quote", {"end": 3}),
        ("offsets_span_the_quote", {"quote": "Die Stadt kauft zwölf neue Busse!!"}),
        ("a_rating_names_its_rater", {"rating": "true"}),
        ("an_explanation_names_its_author", {"explanation": "Belegt."}),
        ("a_date_has_a_precision", {"claimed_on": "2024-09-01"}),
        ("a_date_has_a_precision", {"claimed_on_precision": "day"}),
        ("a_public_claim_is_rated_explained_verified", {"status": "verified"}),
        ("a_public_claim_is_rated_explained_verified", {"status": "needs_recheck"}),
    ],
)
def test_a_claim_that_contradicts_itself_is_refused(claim, constraint, change):
    refused(constraint, lambda: Claim.objects.filter(pk=claim.pk).update(**change))


def test_an_unknown_rating_is_refused(claim, reviewer):
    refused(
        "rating_is_known",
        lambda: Claim.objects.filter(pk=claim.pk).update(rating="vielleicht", rated_by=reviewer),
    )


def test_a_verification_without_its_time_is_refused(claim, editor):
    refused(
        "a_verification_names_its_verifier",
        lambda: Claim.objects.filter(pk=claim.pk).update(verified_by=editor),
    )


@pytest.mark.parametrize(
    ("constraint", "change"),
    [
        ("learned_weights_number_is_unique", {}),
        ("weights_language_is_known", {"language": "fr"}),
    ],
)
def test_learned_weights_that_nobody_could_tell_apart_are_refused(db, now, constraint, change):
    row = {"language": "de", "number": 1, "features_version": "2", "learned_at": now}
    LearnedWeights.objects.create(**row)

    refused(constraint, lambda: LearnedWeights.objects.create(**row | change))


def test_a_second_outage_that_lasts_is_refused(db, now):
    row = {"began_at": now, "noticed_at": now, "hosts_failed": 6, "hosts_heard": 0}
    WebOutage.objects.create(**row, ended_at=now)
    WebOutage.objects.create(**row, ended_at=now)
    WebOutage.objects.create(**row)

    refused("one_outage_lasts_at_a_time", lambda: WebOutage.objects.create(**row))


@pytest.mark.parametrize("role", ["rated_by", "explained_by"])
def test_a_claim_verified_by_its_own_author_is_refused(claim, editor, reviewer, now, role):
    people = {"rated_by": reviewer, "explained_by": reviewer} | {role: editor}
    refused(
        "the_verifier_is_someone_else",
        lambda: Claim.objects.filter(pk=claim.pk).update(
            status="verified",
            rating="true",
            explanation="Belegt.",
            verified_by=editor,
            verified_at=now,
            **people,
        ),
    )


def test_a_claim_cannot_repeat_itself(claim):
    refused(
        "a_claim_repeats_another",
        lambda: Claim.objects.filter(pk=claim.pk).update(repeats=claim.pk),
    )


def test_a_span_is_claimed_once(claim, make_claim):
    refused("a_span_is_claimed_once", make_claim)


def test_a_lost_claim_holds_no_place(claim, make_claim, now):
    make_claim(orphaned_at=now)


def test_a_version_number_is_given_once(article, now):
    refused(
        "article_version_number_is_unique",
        lambda: ArticleVersion.objects.create(
            article=article, number=1, text="x", text_sha256="1" * 64, imported_at=now
        ),
    )


def test_an_empty_version_is_refused(article, now):
    refused(
        "article_version_has_text",
        lambda: ArticleVersion.objects.create(
            article=article, number=2, text="", text_sha256="1" * 64, imported_at=now
        ),
    )


def test_two_articles_never_share_an_address(article):
    Article.objects.filter(pk=article.pk).update(url="https://blatt.example/1")
    refused(
        "article_url_is_unique",
        lambda: Article.objects.create(title="x", language="de", url="https://blatt.example/1"),
    )


@pytest.fixture
def page(db):
    host = WebHost.objects.create(name="stadt.example")
    return CitedPage.objects.create(host=host, url="https://stadt.example/")


def test_a_page_has_one_row(page):
    refused("url", lambda: CitedPage.objects.create(host=page.host, url="https://stadt.example/"))


@pytest.mark.parametrize(
    ("constraint", "change"),
    [
        ("link_state_is_known", {"link_state": "müde"}),
        ("failures_have_a_beginning", {"failures": 2}),
        ("a_lease_has_an_end", {"lease": "00000000-0000-0000-0000-000000000001"}),
    ],
)
def test_a_page_that_contradicts_itself_is_refused(page, constraint, change):
    refused(constraint, lambda: CitedPage.objects.filter(pk=page.pk).update(**change))


def test_one_lease_is_one_visit(page, now):
    def visit():
        LinkCheck.objects.create(
            page=page,
            lease="00000000-0000-0000-0000-000000000001",
            checked_at=now,
            outcome="alive",
            link_state="alive",
        )

    visit()

    refused("a_lease_is_checked_once", visit)


def test_a_passage_is_cited_once(claim, page, now):
    def cite():
        Evidence.objects.create(
            claim=claim, page=page, url=page.url, stance="supports", quote="zwölf", added_at=now
        )

    cite()

    refused("a_passage_is_cited_once", cite)


def test_an_empty_note_is_refused(claim, reviewer, now):
    refused(
        "a_note_says_something",
        lambda: ReviewNote.objects.create(claim=claim, text="", by=reviewer, at=now),
    )


def change(claim, now, **fields):
    fields = {"from_status": "new", "to_status": "in_review"} | fields
    return StatusChange.objects.create(claim=claim, transition="start_review", at=now, **fields)


def test_a_change_that_changes_nothing_is_refused(claim, now):
    refused("a_change_changes_the_status", lambda: change(claim, now, to_status="new"))


def test_an_override_without_a_reason_is_refused(claim, now):
    refused("an_override_has_a_reason", lambda: change(claim, now, overridden=True))


def test_an_unknown_cause_is_refused(claim, now):
    refused("cause_is_known", lambda: change(claim, now, cause="laune"))


def test_a_change_meets_a_recipient_once(claim, editor, now):
    step = change(claim, now)

    def tell():
        Notification.objects.create(
            change=step,
            recipient=editor,
            cadence="immediate",
            created_at=now + timedelta(seconds=1),
        )

    tell()

    refused("a_change_meets_a_recipient_once", tell)


@pytest.mark.parametrize(
    ("scope", "watched"),
    [("everything", {}), ("article", {"article"}), ("claim", {"claim"})],
)
def test_a_person_subscribes_once_to_the_same(claim, editor, scope, watched):
    fields = {"article": claim.article, "claim": claim}

    def subscribe():
        Subscription.objects.create(
            person=editor, scope=scope, **{name: fields[name] for name in watched}
        )

    subscribe()

    refused("a_person_watches", subscribe)


def test_a_subscription_to_nothing_is_refused(editor):
    refused(
        "a_subscription_names_its_scope",
        lambda: Subscription.objects.create(person=editor, scope="claim"),
    )
