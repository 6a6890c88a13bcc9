"""A claim that people took all the way, as the public sees it."""

from datetime import datetime, timedelta

import pytest
from django.test import Client

from claims.actions.cite_evidence import cite_evidence
from claims.actions.take_step import take_step
from claims.models import Claim, Person


@pytest.fixture
def stranger(db: None) -> Client:
    return Client(headers={"Accept-Language": "en"})


@pytest.fixture
def verified(claim_in_review: Claim, reviewer: Person, editor: Person, now: datetime) -> Claim:
    cite_evidence(
        claim_in_review,
        by=reviewer,
        url="https://haushalt.example/busse",
        stance="supports",
        quote="Zwölf Busse werden beschafft.",
        now=now,
    )
    take_step(
        claim_in_review,
        "submit",
        by=reviewer,
        now=now,
        rating="mostly_true",
        explanation="So steht es im Haushalt.",
    )
    take_step(claim_in_review, "confirm", by=editor, now=now + timedelta(hours=1))
    return claim_in_review


@pytest.fixture
def corrected(verified: Claim, reviewer: Person, editor: Person, now: datetime) -> Claim:
    """The same claim, verified again with another rating."""
    later = now + timedelta(days=1)
    take_step(verified, "flag", by=reviewer, now=later, reason="Neuer Haushalt.")
    take_step(verified, "reopen", by=reviewer, now=later, reason="Neue Zahl.")
    take_step(verified, "submit", by=reviewer, now=later, rating="false", explanation="Nur elf.")
    take_step(verified, "confirm", by=editor, now=later)
    return verified
