from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from post_office.models import STATUS, Email

from claims.actions.change_status import change_status
from claims.actions.notify import notify
from claims.models import Article, Claim, Notification, Person, StatusChange, Subscription

NOW = datetime(2024, 9, 2, 10, 0, tzinfo=UTC)


@pytest.fixture
def change(claim: Claim) -> StatusChange:
    return StatusChange.objects.create(
        claim=claim, transition="start_review", from_status="new", to_status="in_review", at=NOW
    )


@pytest.fixture
def watch(make_person: Callable[..., Person]) -> Callable[..., Person]:
    def watch(name: str, cadence: str = "immediate", **target: Any) -> Person:
        person = Person.objects.filter(username=name).first() or make_person(name)
        scope = next(iter(target), "everything")
        Subscription.objects.create(person=person, scope=scope, cadence=cadence, **target)
        return person

    return watch


def _told(notifications: list[Notification]) -> dict[str, str]:
    return {row.recipient.username: row.cadence for row in notifications}


def test_who_watches_everything_the_article_or_the_claim_is_told(change, watch):
    watch("all")
    watch("article", article=change.claim.article)
    watch("claim", claim=change.claim)

    told = notify(change, now=NOW)

    assert _told(told) == {"all": "immediate", "article": "immediate", "claim": "immediate"}
    assert sorted(email.to[0] for email in Email.objects.all()) == [
        "all@example.org",
        "article@example.org",
        "claim@example.org",
    ]


def test_who_watches_another_claim_or_article_is_not_told(change, watch, make_claim):
    watch("other_claim", claim=make_claim("Sie kosten laut Bürgermeisterin Eva Roth"))
    watch("other_article", article=Article.objects.create(title="Anderes", language="de"))

    assert notify(change, now=NOW) == []
    assert not Email.objects.exists()


def test_a_person_with_several_subscriptions_is_told_once_and_at_once(change, watch):
    watch("anna", "daily")
    watch("anna", "immediate", article=change.claim.article)
    watch("anna", "daily", claim=change.claim)

    told = notify(change, now=NOW)

    assert _told(told) == {"anna": "immediate"}
    assert Email.objects.count() == 1


def test_at_once_means_an_email_in_the_queue_and_a_note_of_it(change, watch):
    anna = watch("anna")

    notify(change, now=NOW)

    notification = Notification.objects.get(change=change, recipient=anna)
    assert notification.emailed_at == NOW
    assert notification.email.to == ["anna@example.org"]
    assert notification.email.status == STATUS.queued
    assert notification.email.headers["References"] == (
        f"<claim-{change.claim_id}@factcheck.localhost>"
    )


def test_a_daily_reader_is_left_for_the_digest(change, watch):
    anna = watch("anna", "daily")

    notify(change, now=NOW)

    notification = Notification.objects.get(change=change, recipient=anna)
    assert (notification.created_at, notification.emailed_at) == (NOW, None)
    assert not Email.objects.exists()


def test_each_is_written_to_in_their_own_language(change, watch):
    watch("anna")
    watch("john")
    Person.objects.filter(username="anna").update(language="de")

    notify(change, now=NOW)

    assert [email.subject for email in Email.objects.order_by("id")] == [
        "[Factcheck] In Prüfung: „Die Stadt kauft zwölf neue Busse.“",
        "[Factcheck] In review: “Die Stadt kauft zwölf neue Busse.”",
    ]


def test_who_left_or_has_no_address_is_not_told(change, watch):
    watch("left")
    watch("mute")
    Person.objects.filter(username="left").update(is_active=False)
    Person.objects.filter(username="mute").update(email="")

    assert notify(change, now=NOW) == []


def test_telling_again_tells_only_those_who_came_since(change, watch):
    watch("anna")
    notify(change, now=NOW)
    watch("bela")

    told = notify(change, now=NOW)

    assert _told(told) == {"bela": "immediate"}
    assert Email.objects.count() == 2


def test_a_claim_that_looks_like_a_template_is_mailed_as_it_is(change, watch):
    watch("anna")
    Claim.objects.update(text="{% crash %} costs {{ 7 }} euros")

    notify(change, now=NOW)

    assert "{% crash %} costs {{ 7 }} euros" in Email.objects.get().message


def test_ten_watchers_cost_as_many_queries_as_one(change, watch):
    watch("anna")
    with CaptureQueriesContext(connection) as for_one:
        notify(change, now=NOW)
    for number in range(10):
        watch(f"reader{number}")

    with CaptureQueriesContext(connection) as for_ten:
        told = notify(change, now=NOW)

    assert len(told) == 10
    assert len(for_ten) == len(for_one)


def test_whoever_changes_the_status_is_told_like_everybody(claim, reviewer):
    Subscription.objects.create(person=reviewer, scope="claim", claim=claim)

    change_status(claim, "start_review", by=reviewer, now=NOW)

    assert Email.objects.get().to == ["ria@example.org"]
