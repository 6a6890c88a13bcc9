"""One claim: its document, its history, its ClaimReview, and its likes."""

from datetime import timedelta

import pytest

from claims.actions.take_step import take_step
from claims.models import Claim


def path(claim: Claim, part: str = "") -> str:
    return f"/api/v1/claims/{claim.pk}/{part}"


def test_anybody_reads_a_public_claim_with_one_address(
    caller, walked, django_assert_max_num_queries
):
    with django_assert_max_num_queries(2):
        answer = caller.get(path(walked))

    assert answer.json()["text"] == "Die Stadt kauft zwölf neue Busse."
    assert answer.json()["rating"] == "true"


@pytest.mark.parametrize("part", ["", "history/", "claim-review/", "similar/"])
def test_nothing_of_an_unfinished_claim_is_public(caller, claim_in_review, part):
    assert caller.get(path(claim_in_review, part)).status_code == 404


def test_the_desk_reads_an_unfinished_claim(caller_as, reporter, claim_in_review):
    answer = caller_as(reporter).get(path(claim_in_review))

    assert answer.json()["status"] == "in_review"
    assert answer.json()["rating"] == ""


def test_the_public_history_hides_the_desks_inside(caller, walked):
    history = caller.get(path(walked, "history/")).json()

    (change,) = history["changes"]
    assert change == {
        "transition": "confirm",
        "from_status": "awaiting_second_review",
        "to_status": "verified",
        "at": "2024-09-02T11:00:00Z",
        "reason": "",
        "rating": "true",
        "explanation": "So steht es im Haushalt.",
        "overridden": False,
    }
    assert history["corrections"] == []


def test_the_public_history_says_why_a_claim_is_rechecked(caller, walked, reviewer, now):
    tomorrow = now + timedelta(days=1)
    take_step(walked, "flag", by=reviewer, now=tomorrow, reason="Neuer Haushalt.")

    changes = caller.get(path(walked, "history/")).json()["changes"]

    assert [(change["to_status"], change["reason"]) for change in changes] == [
        ("verified", ""),
        ("needs_recheck", "Neuer Haushalt."),
    ]


def test_the_desk_sees_every_step_and_who_took_it(caller_as, reporter, walked):
    changes = caller_as(reporter).get(path(walked, "history/")).json()["changes"]

    assert [(change["transition"], change["by"]) for change in changes] == [
        ("start_review", "Ria Reviewer"),
        ("submit", "Ria Reviewer"),
        ("confirm", "Edda Editor"),
    ]


def test_a_correction_is_public(caller, walked, reviewer, editor, now):
    take_step(walked, "flag", by=reviewer, now=now, reason="Neuer Haushalt.")
    take_step(walked, "reopen", by=reviewer, now=now, reason="Neue Zahl.")
    take_step(walked, "submit", by=reviewer, now=now, rating="false", explanation="Nur elf.")
    take_step(walked, "confirm", by=editor, now=now)

    (correction,) = caller.get(path(walked, "history/")).json()["corrections"]

    assert correction["rating_before"] == "true"
    assert correction["rating_after"] == "false"
    assert correction["explanation_before"] == "So steht es im Haushalt."
    assert correction["explanation_after"] == "Nur elf."


def test_the_notes_of_the_desk_are_in_no_public_answer(caller, caller_as, reporter, walked):
    caller_as(reporter).post(path(walked, "notes/"), {"text": "Quelle will nicht genannt werden."})

    for part in ("", "history/", "claim-review/", "similar/"):
        assert "genannt" not in caller.get(path(walked, part)).content.decode()


def test_a_claim_is_served_as_claim_review(caller, walked):
    answer = caller.get(path(walked, "claim-review/"))

    assert answer["Content-Type"] == "application/ld+json"
    review = answer.json()
    assert review["@context"] == "https://schema.org"
    assert review["@type"] == "ClaimReview"
    assert review["claimReviewed"] == "Die Stadt kauft zwölf neue Busse."
    assert review["reviewRating"]["ratingValue"] == 5
    assert review["url"].endswith(f"/claims/{walked.pk}/")
