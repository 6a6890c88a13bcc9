"""Browsers of the people at the desk, and claims in every state they meet."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from claims.actions.cite_evidence import cite_evidence
from claims.actions.take_step import take_step
from claims.models import CitedPage, Claim, Evidence, LinkCheck, Person

Browser = Callable[[Person], Client]


@pytest.fixture
def browser() -> Browser:
    """Return what opens the desk in a person's browser, in English."""

    def open_desk(person: Person) -> Client:
        client = Client(headers={"accept-language": "en"})
        client.force_login(person)
        return client

    return open_desk


@pytest.fixture
def evidence(claim_in_review: Claim, reviewer: Person, now: datetime) -> Evidence:
    return cite_evidence(
        claim_in_review,
        by=reviewer,
        url="https://archive.example.org/fleet",
        stance="supports",
        quote="Twelve buses were ordered.",
        now=now,
    )


@pytest.fixture
def awaiting_claim(claim_in_review: Claim, evidence: Evidence, reviewer: Person, now: datetime):
    """A claim that the reviewer rated and submitted."""
    take_step(
        claim_in_review,
        "submit",
        by=reviewer,
        now=now,
        rating="true",
        explanation="The order of the fleet shows twelve.",
    )
    return claim_in_review


@pytest.fixture
def verified_claim(awaiting_claim: Claim, editor: Person, now: datetime) -> Claim:
    take_step(awaiting_claim, "confirm", by=editor, now=now)
    return awaiting_claim


@pytest.fixture
def blocked_page(evidence, now):
    """The page of the evidence, which turned us away."""
    LinkCheck.objects.create(
        page=evidence.page,
        checked_at=now,
        outcome="blocked",
        link_state="blocked",
        http_status=403,
        reason="http_403",
    )
    CitedPage.objects.update(link_state="blocked", last_outcome="blocked", last_checked_at=now)
    return CitedPage.objects.get()


def page_of(claim: Claim) -> str:
    return reverse("admin:claims_claim_change", args=[claim.pk])


def html_of(client: Client, claim: Claim, language: str = "en") -> str:
    response = client.get(page_of(claim), headers={"accept-language": language})
    assert response.status_code == 200
    return response.content.decode()


def post(client: Client, name: str, claim: Claim, **fields: str) -> HttpResponse:
    """Send one of the forms of a claim's page; return the page that follows."""
    url = reverse(f"admin:claims_claim_{name}", args=[claim.pk])
    return client.post(url, fields, follow=True)
