"""People who work on one claim at the same moment."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.core.exceptions import ValidationError
from post_office.models import Email

from claims.actions.change_status import change_status
from claims.actions.cite_evidence import cite_evidence
from claims.actions.edit_article import edit_article
from claims.actions.rate_claim import rate_claim
from claims.models import Article, Claim, Person, PublishedClaim, StatusChange, Subscription
from tests.concurrency.race import race

pytestmark = [pytest.mark.services("postgresql"), pytest.mark.django_db(transaction=True)]


@pytest.fixture
def step(now: datetime) -> Callable[..., Callable[[], StatusChange]]:
    """Prepare a step on the claim as this person has it on the screen."""

    def prepare(claim: Claim, name: str, by: Person) -> Callable[[], StatusChange]:
        shown = Claim.objects.get(pk=claim.pk)
        return lambda: change_status(shown, name, by=by, now=now, reason="Darum.")

    return prepare


def test_of_two_editors_who_confirm_at_once_one_is_told_that_it_is_done(
    awaiting, editor, second_editor, make_person, step
):
    for name in ("wanda", "wim"):
        Subscription.objects.create(person=make_person(name), scope="everything")

    first, second = race(
        step(awaiting, "confirm", editor), step(awaiting, "confirm", second_editor), over=awaiting
    )

    assert first.by == editor
    assert isinstance(second, ValidationError)
    assert second.messages == ["“Confirm rating” is not possible: the claim is “Verified” now."]
    assert StatusChange.objects.get(transition="confirm").by == editor
    assert sorted(Email.objects.values_list("to", flat=True)) == [
        ["wanda@example.org"],
        ["wim@example.org"],
    ]


def test_of_two_reviewers_who_take_a_claim_at_once_one_has_it(
    claim, reviewer, second_reviewer, step
):
    _taken, refused = race(
        step(claim, "start_review", reviewer),
        step(claim, "start_review", second_reviewer),
        over=claim,
    )

    claim.refresh_from_db()
    assert isinstance(refused, ValidationError)
    assert claim.assigned_to == reviewer


@pytest.mark.parametrize("rates_first", [True, False])
def test_what_an_editor_confirms_is_not_rated_anew_meanwhile(
    rates_first, awaiting, reviewer, editor, step, now
):
    shown = Claim.objects.get()

    def rate():
        return rate_claim(shown, by=reviewer, rating="false", explanation="Doch nicht.", now=now)

    confirm = step(awaiting, "confirm", editor)
    results = race(*((rate, confirm) if rates_first else (confirm, rate)), over=awaiting)

    awaiting.refresh_from_db()
    refused, change = results if rates_first else reversed(results)
    assert isinstance(refused, ValidationError)
    assert (awaiting.status, awaiting.rating, change.rating) == ("verified", "true", "true")
    assert PublishedClaim.objects.get().document["rating"] == "true"


@pytest.mark.parametrize(("rates_first", "rating"), [(True, "false"), (False, "true")])
def test_what_a_reviewer_submits_is_the_rating_that_stands(
    rates_first, rating, claim_in_review, reviewer, editor, step, now
):
    claim = claim_in_review
    rate_claim(claim, by=reviewer, rating="true", explanation="Im Protokoll.", now=now)
    cite_evidence(claim, by=reviewer, url="https://stadt.example/", stance="supports", now=now)
    shown = Claim.objects.get()

    def rate():
        return rate_claim(shown, by=editor, rating="false", explanation="Nein.", now=now)

    submit = step(claim, "submit", reviewer)
    race(*((rate, submit) if rates_first else (submit, rate)), over=claim)

    claim.refresh_from_db()
    submitted = StatusChange.objects.get(transition="submit")
    assert (claim.status, claim.rating) == ("awaiting_second_review", rating)
    assert submitted.rating == rating


@pytest.mark.parametrize("edits_first", [True, False])
def test_a_claim_withdrawn_while_its_article_is_edited_is_not_public_again(
    edits_first, verified, editor, second_editor, step, now
):
    article = Article.objects.get()
    article.title = "Zwölf Busse"
    withdraw = step(verified, "withdraw", editor)

    def edit():
        return edit_article(article, by=second_editor, now=now)

    results = race(
        *((edit, withdraw) if edits_first else (withdraw, edit)), over=verified.published
    )

    assert [result for result in results if isinstance(result, Exception)] == []
    verified.refresh_from_db()
    assert verified.status == "withdrawn"
    assert not PublishedClaim.objects.exists()
