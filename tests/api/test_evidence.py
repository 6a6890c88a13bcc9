"""The visits to a cited page, and asking for another."""

from datetime import timedelta
from uuid import uuid4

import pytest

from claims.models import CitedPage, Claim, Evidence, LinkCheck, QuoteCheck


@pytest.fixture
def evidence(walked: Claim) -> Evidence:
    return walked.evidence.get()


@pytest.fixture
def visits(evidence: Evidence, now) -> list[LinkCheck]:
    made = []
    for day, outcome in enumerate(["alive", "unreachable", "gone"]):
        visit = LinkCheck.objects.create(
            page=evidence.page,
            checked_at=now + timedelta(days=day),
            outcome=outcome,
            link_state="alive" if day == 0 else "failing",
            http_status=[200, None, 404][day],
        )
        made.append(visit)
    QuoteCheck.objects.create(visit=made[0], evidence=evidence, state="found", score=100.0)
    return made


def test_the_visits_are_public_latest_first(caller, evidence, visits):
    results = caller.get(f"/api/v1/evidence/{evidence.pk}/checks/").json()["results"]

    assert [visit["outcome"] for visit in results] == ["gone", "unreachable", "alive"]
    assert results[2]["quote_state"] == "found"
    assert results[2]["score"] == 100.0
    assert results[0]["quote_state"] is None
    assert results[0]["http_status"] == 404


def test_the_state_of_another_passage_on_the_page_is_not_this_ones(caller, evidence, visits):
    other = Evidence.objects.create(
        claim=evidence.claim,
        page=evidence.page,
        url=evidence.url,
        stance="context",
        quote="Etwas anderes.",
        added_at=evidence.added_at,
    )
    QuoteCheck.objects.create(visit=visits[2], evidence=other, state="missing")

    results = caller.get(f"/api/v1/evidence/{evidence.pk}/checks/").json()["results"]

    assert results[0]["quote_state"] is None


def test_evidence_that_was_taken_back_is_not_there(caller, evidence, now):
    Evidence.objects.update(retracted_at=now)

    assert caller.get(f"/api/v1/evidence/{evidence.pk}/checks/").status_code == 404


def test_the_visits_come_in_pages(caller, evidence, visits):
    first = caller.get(f"/api/v1/evidence/{evidence.pk}/checks/", page_size=2).json()
    second = caller.client.get(first["next"]).json()

    assert [visit["outcome"] for visit in second["results"]] == ["alive"]
    assert second["next"] is None


def test_reading_visits_costs_the_same_queries_however_many(
    caller, evidence, visits, django_assert_num_queries
):
    with django_assert_num_queries(3):
        caller.get(f"/api/v1/evidence/{evidence.pk}/checks/")


def test_the_evidence_of_an_unfinished_claim_is_not_public(
    caller, caller_as, reporter, evidence, editor, now
):
    Claim.objects.filter(pk=evidence.claim_id).update(status="withdrawn")

    path = f"/api/v1/evidence/{evidence.pk}/checks/"
    assert caller.get(path).status_code == 404
    assert caller_as(reporter).get(path).status_code == 200


def test_a_visit_is_asked_for(caller_as, reporter, evidence, now):
    CitedPage.objects.update(next_check_at=now + timedelta(days=9000))

    answer = caller_as(reporter).post(f"/api/v1/evidence/{evidence.pk}/recheck/")

    assert answer.status_code == 202
    assert answer.json()["url"] == "https://haushalt.example/busse"
    assert evidence.page.__class__.objects.get().next_check_at.year < 2040


def test_asking_for_a_visit_needs_a_role(caller, caller_as, make_person, evidence):
    path = f"/api/v1/evidence/{evidence.pk}/recheck/"

    assert caller.post(path).status_code == 401
    assert caller_as(make_person("nora")).post(path).status_code == 403


def test_evidence_that_is_not_there_is_not_visited(caller_as, reporter):
    assert caller_as(reporter).post(f"/api/v1/evidence/{uuid4()}/recheck/").status_code == 404
