"""Verified claims that rest on pages of a scripted web."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from django.conf import LazySettings

from claims.actions.change_status import change_status
from claims.actions.cite_evidence import cite_evidence
from claims.actions.rate_claim import rate_claim
from claims.models import Claim, Person
from tests.actions.protocol import PAGE, SENTENCE
from tests.web import ScriptedWeb

Verify = Callable[..., Claim]


@pytest.fixture
def web(settings: LazySettings, tmp_path: Path) -> Iterator[ScriptedWeb]:
    with ScriptedWeb({"/protokoll": PAGE}) as web:
        settings.LINKCHECK_ALLOWED_HOSTS = [web.host]
        settings.LINKCHECK_HOST_PAUSE = 0
        settings.MEDIA_ROOT = tmp_path
        yield web


@pytest.fixture
def verify(reviewer: Person, editor: Person, web: ScriptedWeb, now: datetime) -> Verify:
    """Verify a new claim on these quotes, each with the path of its page."""

    def verify(claim: Claim, *citations: tuple[str, str]) -> Claim:
        change_status(claim, "start_review", by=reviewer, now=now)
        rate_claim(claim, by=reviewer, rating="true", explanation="Im Protokoll.", now=now)
        for path, quote in citations:
            url = web.url(path)
            cite_evidence(claim, by=reviewer, url=url, stance="supports", quote=quote, now=now)
        change_status(claim, "submit", by=reviewer, now=now)
        change_status(claim, "confirm", by=editor, now=now)
        return claim

    return verify


@pytest.fixture
def verified(claim: Claim, verify: Verify) -> Claim:
    """A verified claim that rests on one page."""
    return verify(claim, ("/protokoll", SENTENCE))
