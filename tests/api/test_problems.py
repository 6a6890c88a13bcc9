"""Every error is a problem document with a sentence that says what to do."""

import pytest
from django.core.cache import cache
from rest_framework.throttling import AnonRateThrottle

from claims.models import Claim, Person

PROBLEM = "application/problem+json"
NOWHERE = "/api/v1/claims/6f1f7a9e-0000-4000-8000-000000000000/"


def test_a_claim_that_is_not_there_is_a_problem(caller):
    answer = caller.get(NOWHERE)

    assert answer.status_code == 404
    assert answer["Content-Type"] == PROBLEM
    assert answer.json() == {
        "type": "urn:factcheck:problem:not-found",
        "title": "Not Found",
        "status": 404,
        "detail": "There is nothing here that you may read.",
        "instance": NOWHERE,
    }


def test_an_address_that_is_not_there_is_a_problem(caller):
    answer = caller.get("/api/v1/clams/")

    assert answer.status_code == 404
    assert answer["Content-Type"] == PROBLEM
    assert answer.json()["detail"] == "There is nothing at this address."


def test_outside_the_api_a_missing_page_is_a_page(caller):
    answer = caller.get("/nowhere/")

    assert answer.status_code == 404
    assert "There is nothing here" in answer.content.decode()


def test_problems_speak_the_callers_language(caller):
    answer = caller.client.get("/api/v1/claims/?page_size=0", headers={"Accept-Language": "de"})

    assert answer["Content-Language"] == "de"


def test_a_method_that_is_not_there_is_a_problem(caller_as, reviewer):
    answer = caller_as(reviewer).client.delete("/api/v1/claims/")

    assert answer.status_code == 405
    assert answer["Content-Type"] == PROBLEM
    assert answer["Allow"] == "GET, HEAD, OPTIONS"


def test_the_pages_of_the_documentation_tell_problems_too(caller):
    answer = caller.post("/api/docs/")

    assert answer.status_code == 405
    assert answer.json()["title"] == "Method Not Allowed"


def test_malformed_json_is_a_problem(caller_as, reviewer):
    answer = caller_as(reviewer).client.post(
        "/api/v1/articles/", b'{"text": ', content_type="application/json"
    )

    assert answer.status_code == 400
    assert answer["Content-Type"] == PROBLEM
    assert answer.json()["type"] == "urn:factcheck:problem:parse-error"


def test_a_media_type_that_is_not_read_is_a_problem(caller_as, reviewer, claim: Claim):
    answer = caller_as(reviewer).client.post(
        f"/api/v1/claims/{claim.pk}/notes/", "text=x", content_type="text/plain"
    )

    assert answer.status_code == 415
    assert answer["Content-Type"] == PROBLEM


def test_a_media_type_that_is_not_written_is_a_problem(caller):
    answer = caller.client.get("/api/v1/claims/", headers={"Accept": "image/png"})

    assert answer.status_code == 406
    assert answer["Content-Type"] == PROBLEM


def test_writing_without_a_token_says_how_to_get_one(caller, claim: Claim):
    answer = caller.post(f"/api/v1/claims/{claim.pk}/notes/", {"text": "Hallo"})

    assert answer.status_code == 401
    assert answer["WWW-Authenticate"] == "Token"
    assert "create_token" in answer.json()["detail"]


@pytest.mark.parametrize("token", ["nonsense", "f" * 64])
def test_a_token_that_is_not_valid_is_refused_even_for_reading(caller, token):
    answer = caller.client.get("/api/v1/claims/", headers={"Authorization": f"Token {token}"})

    assert answer.status_code == 401
    assert answer.json()["detail"] == "Invalid token."


def test_the_token_of_a_person_who_left_is_refused(caller_as, reviewer: Person):
    caller = caller_as(reviewer)
    Person.objects.filter(pk=reviewer.pk).update(is_active=False)

    assert caller.get("/api/v1/claims/").status_code == 401


def test_wrong_fields_are_listed_by_name(caller_as, reviewer, claim: Claim):
    answer = caller_as(reviewer).post(f"/api/v1/claims/{claim.pk}/evidence/", {"stance": "maybe"})

    assert answer.status_code == 400
    assert answer.json()["errors"] == {
        "url": ["This field is required."],
        "stance": ['"maybe" is not a valid choice.'],
    }
    assert answer.json()["detail"] == (
        'url: This field is required. stance: "maybe" is not a valid choice.'
    )


def test_who_asks_too_often_is_told_when_to_come_back(caller, monkeypatch):
    monkeypatch.setattr(AnonRateThrottle, "THROTTLE_RATES", {"anon": "2/hour"})
    cache.clear()

    answers = [caller.get("/api/v1/claims/") for _ in range(3)]
    google = caller.get("/v1alpha1/claims:search", query="x")
    cache.clear()

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[2]["Content-Type"] == PROBLEM
    assert 3500 < int(answers[2]["Retry-After"]) <= 3600
    assert google.json()["error"]["status"] == "RESOURCE_EXHAUSTED"


def test_a_bug_of_ours_is_a_problem_and_not_a_page(caller, monkeypatch):
    caller.client.raise_request_exception = False
    monkeypatch.setattr("claims.api.claims.history_of", None)
    monkeypatch.setattr("claims.api.claims.ClaimHistory.get_object", lambda view: None)

    answer = caller.get(f"{NOWHERE}history/")

    assert answer.status_code == 500
    assert answer["Content-Type"] == PROBLEM
    assert "on record" in answer.json()["detail"]


def test_the_sentence_on_too_large_a_body_names_the_limit_that_held(caller_as, reporter):
    desk = caller_as(reporter)

    body = desk.client.post(
        "/api/v1/articles/", b"[", content_type="application/json", CONTENT_LENGTH="20000001"
    )
    text = desk.post("/api/v1/articles/", {"text": "x" * 10_000_001})

    assert (body.status_code, text.status_code) == (413, 413)
    assert body.json()["detail"] == "This is larger than the 20 MB that can be read."
    assert text.json()["detail"] == "This is larger than the 10 MB that can be read."


@pytest.mark.parametrize("method", ["put", "patch", "delete", "trace"])
def test_a_method_that_is_not_there_is_not_there_for_strangers_either(caller, method):
    answer = getattr(caller.client, method)("/api/v1/claims/")

    assert answer.status_code == 405
    assert answer["Allow"] == "GET, HEAD, OPTIONS"


def test_another_host_name_is_refused_in_a_line_and_not_in_a_traceback(caller, capsys, caplog):
    answer = caller.client.get("/api/v1/claims/", headers={"Host": "evil.example"})
    page = caller.client.get("/", headers={"Host": "evil.example"})

    assert (answer.status_code, page.status_code) == (400, 400)
    assert answer["Content-Type"] == PROBLEM
    assert "ALLOWED_HOSTS" in answer.json()["detail"]
    assert [record.exc_info for record in caplog.records] == [None, None]
    assert "evil.example" in caplog.text
