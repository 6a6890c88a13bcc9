"""The buttons of a claim's page: who sees which, and what pressing one does."""

import re

import pytest
from django.urls import reverse

from claims.models import StatusChange
from claims.vocabulary import Status
from tests.admin.conftest import page_of


def buttons(html: str) -> set[str]:
    """Return the steps that can be pressed."""
    tags = re.findall(r"<button [^>]*name=\"transition\"[^>]*>", html)
    return {re.search(r'value="(\w+)"', tag).group(1) for tag in tags if "disabled" not in tag}


def press(client, claim, transition, **fields):
    url = reverse("admin:claims_claim_step", args=[claim.pk])
    return client.post(url, {"transition": transition, **fields}, follow=True)


@pytest.mark.parametrize(
    ("person", "status", "expected"),
    [
        ("reporter", "claim", set()),
        ("reporter", "awaiting_claim", set()),
        ("administrator", "claim", set()),
        ("administrator", "verified_claim", set()),
        ("reviewer", "claim", {"start_review", "dismiss"}),
        ("reviewer", "claim_in_review", {"submit", "dismiss"}),
        ("reviewer", "awaiting_claim", set()),
        ("reviewer", "verified_claim", {"flag"}),
        ("second_reviewer", "awaiting_claim", set()),
        ("editor", "claim", {"start_review", "dismiss", "withdraw"}),
        ("editor", "claim_in_review", {"submit", "dismiss", "withdraw"}),
        ("editor", "awaiting_claim", {"confirm", "send_back", "withdraw"}),
        ("editor", "verified_claim", {"flag", "withdraw"}),
    ],
)
def test_a_person_sees_just_the_steps_of_her_role(request, browser, person, status, expected):
    claim = request.getfixturevalue(status)
    client = browser(request.getfixturevalue(person))

    html = client.get(page_of(claim)).content.decode()

    assert buttons(html) == expected


def test_starting_a_review_takes_the_claim(browser, claim, reviewer):
    press(browser(reviewer), claim, "start_review")

    claim.refresh_from_db()
    assert claim.status == Status.IN_REVIEW
    assert claim.assigned_to == reviewer


def test_a_claim_is_rated_and_submitted_with_one_button(browser, evidence, reviewer):
    claim = evidence.claim

    response = press(
        browser(reviewer), claim, "submit", rating="true", explanation="Twelve were ordered."
    )

    claim.refresh_from_db()
    assert claim.status == Status.AWAITING_SECOND_REVIEW
    assert (claim.rating, claim.rated_by) == ("true", reviewer)
    assert "The claim is now “Awaiting second review”." in response.content.decode()


def test_whoever_rated_a_claim_is_refused_even_as_an_editor(
    browser, awaiting_claim, reviewer, editor
):
    reviewer.groups.set(editor.groups.all())

    response = press(browser(reviewer), awaiting_claim, "confirm")

    awaiting_claim.refresh_from_db()
    assert awaiting_claim.status == Status.AWAITING_SECOND_REVIEW
    sentence = "You rated or explained this claim; someone else must confirm it."
    assert [str(message) for message in response.context["messages"]] == [sentence]


def test_the_page_says_why_a_step_is_not_possible_yet(browser, awaiting_claim, reviewer, editor):
    reviewer.groups.set(editor.groups.all())

    html = browser(reviewer).get(page_of(awaiting_claim)).content.decode()

    assert "You rated or explained this claim; someone else must confirm it." in html
    assert "confirm" not in buttons(html)


def test_a_step_that_needs_a_reason_is_refused_without_one(browser, awaiting_claim, editor):
    response = press(browser(editor), awaiting_claim, "send_back")

    awaiting_claim.refresh_from_db()
    assert awaiting_claim.status == Status.AWAITING_SECOND_REVIEW
    assert "Give a reason." in response.content.decode()


def test_a_refused_submission_keeps_what_was_typed_and_saves_nothing(
    browser, claim_in_review, reviewer
):
    response = press(
        browser(reviewer), claim_in_review, "submit", rating="false", explanation="Typed at length."
    )

    claim_in_review.refresh_from_db()
    assert (claim_in_review.status, claim_in_review.rating) == (Status.IN_REVIEW, "")
    html = response.content.decode()
    assert "Add at least one piece of evidence first." in html
    assert "Typed at length." in html


def test_a_reporter_who_posts_a_step_anyway_changes_nothing(browser, claim, reporter):
    response = press(browser(reporter), claim, "start_review")

    claim.refresh_from_db()
    assert claim.status == Status.NEW
    assert len(response.context["messages"]) == 1


def test_an_unknown_step_is_refused_with_a_sentence(browser, claim, editor):
    response = press(browser(editor), claim, "levitate")

    claim.refresh_from_db()
    assert claim.status == Status.NEW
    assert "There is no step called “levitate”." in response.content.decode()


def test_a_superuser_is_told_that_going_on_alone_is_recorded(
    browser, claim_in_review, evidence, superuser, now
):
    client = browser(superuser)
    press(client, claim_in_review, "submit", rating="true", explanation="Twelve were ordered.")

    html = client.get(page_of(claim_in_review)).content.decode()

    assert "only with a reason, and the history will say so" in html


def test_a_superuser_overrides_the_two_person_rule_only_with_a_reason(
    browser, claim_in_review, evidence, superuser
):
    client = browser(superuser)
    press(client, claim_in_review, "submit", rating="true", explanation="Twelve were ordered.")

    refused = press(client, claim_in_review, "confirm")
    claim_in_review.refresh_from_db()
    assert claim_in_review.status == Status.AWAITING_SECOND_REVIEW
    assert len(refused.context["messages"]) == 1

    allowed = press(client, claim_in_review, "confirm", reason="Nobody else is here tonight.")
    claim_in_review.refresh_from_db()
    assert claim_in_review.status == Status.VERIFIED
    assert "two-person rule overridden" in allowed.content.decode()
    assert StatusChange.objects.get(transition="confirm").overridden


def test_a_step_is_taken_by_post_alone(browser, claim, editor):
    url = reverse("admin:claims_claim_step", args=[claim.pk])

    response = browser(editor).get(url, {"transition": "start_review"})

    assert response.status_code == 405
    claim.refresh_from_db()
    assert claim.status == Status.NEW


def test_after_a_step_the_next_claim_of_the_queue_is_offered(browser, make_claim, reviewer):
    first = make_claim("Die Stadt kauft zwölf neue Busse.", check_worthiness=0.9)
    second = make_claim("Zwölf Busse", check_worthiness=0.5)

    response = press(
        browser(reviewer), first, "start_review", _changelist_filters="status__exact=new"
    )

    html = response.content.decode()
    assert "Next claim in this queue" in html
    assert f"{page_of(second)}?_changelist_filters=status__exact%3Dnew" in html


def test_the_neighbours_in_the_queue_are_one_key_away(browser, make_claim, reporter):
    quotes = {"Die Stadt": 0.9, "zwölf": 0.5, "Busse": 0.1}
    first, middle, last = (
        make_claim(quote, check_worthiness=share) for quote, share in quotes.items()
    )

    html = browser(reporter).get(page_of(middle)).content.decode()

    assert f'<a href="{page_of(first)}" rel="prev"' in html
    assert f'<a href="{page_of(last)}" rel="next"' in html


def test_a_claim_that_left_its_queue_leads_to_the_first_of_it(
    browser, claim_in_review, make_claim, reviewer
):
    waiting = make_claim("Zwölf Busse")
    query = {"_changelist_filters": "status__exact=new"}

    html = browser(reviewer).get(page_of(claim_in_review), query).content.decode()

    assert (
        f'<a href="{page_of(waiting)}?_changelist_filters=status__exact%3Dnew" rel="next"' in html
    )


def test_a_garbled_queue_is_no_queue(browser, claim, reporter):
    query = {"_changelist_filters": "nonsense__exact=1"}

    assert browser(reporter).get(page_of(claim), query).status_code == 200
