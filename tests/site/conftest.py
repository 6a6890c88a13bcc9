"""A claim that people took all the way, as the public sees it."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client

from claims.actions.take_step import take_step
from claims.models import Claim, Person


@pytest.fixture
def stranger(db: None) -> Client:
    return Client(headers={"Accept-Language": "en"})


@pytest.fixture
def verified(walk_all_the_way: Callable[[str], Claim]) -> Claim:
    return walk_all_the_way("mostly_true")


@pytest.fixture
def corrected(verified: Claim, reviewer: Person, editor: Person, now: datetime) -> Claim:
    """The same claim, verified again with another rating."""
    later = now + timedelta(days=1)
    take_step(verified, "flag", by=reviewer, now=later, reason="Neuer Haushalt.")
    take_step(verified, "reopen", by=reviewer, now=later, reason="Neue Zahl.")
    take_step(verified, "submit", by=reviewer, now=later, rating="false", explanation="Nur elf.")
    take_step(verified, "confirm", by=editor, now=later)
    return verified
