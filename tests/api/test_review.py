"""Working on claims through the API: the same rules as at the desk."""

import pytest
from django.test import Client

from claims.models import CitedPage, Claim


def path(claim: Claim, part: str) -> str:
    return f"/api/v1/claims/{claim.pk}/{part}/"


def step(caller, claim: Claim, transition: str, **body: str):
    return caller.post(path(claim, "transitions"), {"transition": transition} | body)


def test_a_claim_goes_from_new_to_public_through_the_api(
    caller, caller_as, reviewer, editor, claim
):
    first, second = caller_as(reviewer), caller_as(editor)
    cited = {"url": "https://haushalt.example/busse", "stance": "supports", "quote": "Zwölf."}

    assert step(first, claim, "start_review").json()["status"] == "in_review"
    assert first.post(path(claim, "evidence"), cited).status_code == 201
    submitted = step(first, claim, "submit", rating="true", explanation="So im Haushalt.")
    assert submitted.json()["status"] == "awaiting_second_review"
    assert caller.get("/api/v1/claims/").json()["results"] == []
    assert step(second, claim, "confirm").json()["status"] == "verified"

    (public,) = caller.get("/api/v1/claims/").json()["results"]
    assert public["explanation"] == "So im Haushalt."
    assert public["evidence"][0]["quote"] == "Zwölf."


def test_a_step_is_answered_with_its_place_in_the_history(caller_as, reviewer, claim):
    change = step(caller_as(reviewer), claim, "dismiss", reason="Eine Meinung.").json()["change"]

    assert change.pop("at").endswith("Z")
    assert change == {
        "transition": "dismiss",
        "from_status": "new",
        "to_status": "not_checkable",
        "reason": "Eine Meinung.",
        "rating": "",
        "explanation": "",
        "overridden": False,
        "by": "Ria Reviewer",
    }


def test_a_step_that_the_role_does_not_permit_is_forbidden(caller_as, reporter, claim):
    answer = step(caller_as(reporter), claim, "start_review")

    assert answer.status_code == 403
    assert answer.json()["detail"] == "Your role does not permit this."


def test_whoever_rated_a_claim_is_told_why_she_cannot_confirm_it(
    caller_as, editor, claim_in_review
):
    rater = caller_as(editor)
    rater.post(
        path(claim_in_review, "evidence"), {"url": "https://a.example/", "stance": "refutes"}
    )
    step(rater, claim_in_review, "submit", rating="false", explanation="Nur elf.")

    answer = step(rater, claim_in_review, "confirm")

    assert answer.status_code == 403
    assert answer.json()["detail"] == (
        "You rated or explained this claim; someone else must confirm it."
    )
    claim_in_review.refresh_from_db()
    assert claim_in_review.status == "awaiting_second_review"


def test_a_step_from_another_status_is_a_conflict(caller_as, editor, claim):
    answer = step(caller_as(editor), claim, "confirm")

    assert answer.status_code == 409
    assert answer.json()["type"] == "urn:factcheck:problem:wrong-status"
    assert "New" in answer.json()["detail"]


def test_a_step_that_comes_too_early_is_a_conflict_that_says_what_is_missing(
    caller_as, reviewer, claim_in_review
):
    answer = step(caller_as(reviewer), claim_in_review, "submit")

    assert answer.status_code == 409
    assert answer.json()["type"] == "urn:factcheck:problem:not-ready"
    assert answer.json()["detail"] == "Rate the claim first."


def test_a_rating_is_not_kept_when_its_step_is_refused(caller_as, reviewer, claim_in_review):
    step(caller_as(reviewer), claim_in_review, "submit", rating="true", explanation="Ja.")

    claim_in_review.refresh_from_db()
    assert claim_in_review.rating == ""


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "transition"),
        ({"transition": "publish"}, "transition"),
        ({"transition": "dismiss"}, "reason"),
        ({"transition": "start_review", "rating": "sehr wahr"}, "rating"),
    ],
)
def test_a_step_that_is_wrongly_asked_for_names_the_field(caller_as, reviewer, claim, body, field):
    answer = caller_as(reviewer).post(path(claim, "transitions"), body)

    assert answer.status_code == 400
    assert list(answer.json()["errors"]) == [field]


WORK = [
    ("transitions", {"transition": "withdraw"}),
    ("evidence", {"url": "https://a.example/", "stance": "context"}),
    ("notes", {"text": "x"}),
]


@pytest.mark.parametrize(("part", "body"), WORK)
def test_a_person_without_a_role_does_not_learn_of_unfinished_claims(
    caller_as, make_person, claim, part, body
):
    answer = caller_as(make_person("nora")).post(path(claim, part), body)

    assert answer.status_code == 404


@pytest.mark.parametrize(("part", "body"), WORK)
def test_a_person_without_a_role_does_not_write(caller_as, make_person, walked, part, body):
    answer = caller_as(make_person("nora")).post(path(walked, part), body)

    assert answer.status_code == 403
    assert walked.notes.count() == 0


@pytest.mark.parametrize("url", ["javascript:alert(1)", "http://127.0.0.1/", "nirgends"])
def test_an_address_that_cannot_be_cited_names_the_field(caller_as, reporter, claim, url):
    answer = caller_as(reporter).post(path(claim, "evidence"), {"url": url, "stance": "supports"})

    assert answer.status_code == 400
    assert list(answer.json()["errors"]) == ["url"]
    assert CitedPage.objects.count() == 0


def test_citing_twice_answers_with_the_first_piece(caller_as, reporter, claim):
    cited = {"url": "https://a.example/", "stance": "supports"}
    desk = caller_as(reporter)

    first, second = (desk.post(path(claim, "evidence"), cited).json() for _ in range(2))

    assert first["id"] == second["id"]


def test_evidence_of_a_verified_claim_stays_as_it_was_read(caller_as, reporter, walked):
    cited = {"url": "https://b.example/", "stance": "context"}

    answer = caller_as(reporter).post(path(walked, "evidence"), cited)

    assert answer.status_code == 409
    assert "flag it for re-check" in answer.json()["detail"]


def test_a_note_is_kept_with_its_author(caller_as, reporter, claim):
    answer = caller_as(reporter).post(path(claim, "notes"), {"text": "  Archiv gefragt. "})

    assert answer.status_code == 201
    assert answer.json()["text"] == "Archiv gefragt."
    assert answer.json()["by"] == "Rita Reporter"


def test_an_empty_note_names_the_field(caller_as, reporter, claim):
    answer = caller_as(reporter).post(path(claim, "notes"), {"text": " "})

    assert answer.status_code == 400
    assert list(answer.json()["errors"]) == ["text"]


def test_a_session_alone_cannot_be_made_to_write_from_another_site(reviewer, claim):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(reviewer)

    answer = browser.post(
        path(claim, "transitions"), {"transition": "start_review"}, "application/json"
    )

    assert answer.status_code == 403
    assert "CSRF" in answer.json()["detail"]
