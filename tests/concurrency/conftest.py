"""A claim that rests on pages, and visits to these pages, begun and not yet recorded."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from django.conf import LazySettings

from claims.actions.change_status import change_status
from claims.actions.cite_evidence import cite_evidence
from claims.actions.lease_pages import Lease, lease_pages
from claims.actions.rate_claim import rate_claim
from claims.actions.record_visits import record_visits
from claims.linkcheck.inspection import Order, inspect
from claims.linkcheck.visit import Visit
from claims.models import CitedPage, Claim, LinkCheck, Person

URL = "https://stadt.example/protokoll"
SENTENCE = "Der Stadtrat hat zwölf neue Busse bestellt."
PAGE = f"<title>Protokoll</title><h1>Sitzung</h1><p>{SENTENCE}</p>" + (
    "<p>Die Sitzung dauerte zwei Stunden, danach wurde noch lange gesprochen.</p>" * 20
)
ROTTEN_PAGE = PAGE.replace(SENTENCE, "Darüber wurde nicht abgestimmt.")
HTML = {"content-type": "text/html; charset=utf-8"}

BeginVisit = Callable[..., Callable[[], list[LinkCheck]]]


@pytest.fixture(autouse=True)
def _own_media(settings: LazySettings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def awaiting(claim_in_review: Claim, reviewer: Person, now: datetime) -> Claim:
    """A claim that Ria rated and submitted."""
    claim = claim_in_review
    rate_claim(claim, by=reviewer, rating="true", explanation="Im Protokoll.", now=now)
    cite_evidence(claim, by=reviewer, url=URL, stance="supports", quote=SENTENCE, now=now)
    change_status(claim, "submit", by=reviewer, now=now)
    return claim


@pytest.fixture
def verified(awaiting: Claim, editor: Person, now: datetime) -> Claim:
    change_status(awaiting, "confirm", by=editor, now=now)
    return awaiting


@pytest.fixture
def page(verified: Claim) -> CitedPage:
    return CitedPage.objects.get(url=URL)


@pytest.fixture
def begin_visit() -> BeginVisit:
    """Lease one page and read it; what is returned records what was found there."""

    def begin(page: CitedPage, *, now: datetime, body: str = PAGE) -> Callable[[], list[LinkCheck]]:
        chosen = CitedPage.objects.filter(pk=page.pk)
        (leased,) = lease_pages(Lease.begun_at(now), now=now, limit=1, among=chosen)
        quotes = tuple(piece.quote for piece in leased.standing_evidence)
        answer = Visit(leased.url, leased.url, 200, now, headers=HTML, body=body.encode())
        report = inspect(Order(leased.url, quotes=quotes), answer)
        return lambda: record_visits([(leased, report)], now=now)

    return begin
