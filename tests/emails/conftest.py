"""Readers, and a claim that lost its evidence."""

from typing import Any

import pytest

from claims.models import CitedPage, Claim, Evidence, Person, StatusChange, WebHost
from claims.vocabulary import Cause, Status
from tests.emails.changes import AT, change_of


@pytest.fixture
def anna(make_person: Any) -> Person:
    return make_person("anna", first_name="Anna", last_name="Berg", language="de")


@pytest.fixture
def john(make_person: Any) -> Person:
    return make_person("john", first_name="John", last_name="Dale", language="en")


@pytest.fixture
def rotten(claim: Claim) -> StatusChange:
    host = WebHost.objects.create(name="rathaus.example")
    page = CitedPage.objects.create(
        host=host, url="https://rathaus.example/haushalt", title="Haushalt & Plan"
    )
    evidence = Evidence.objects.create(
        claim=claim, page=page, url=page.url, stance="supports", quote="zwölf <Busse>", added_at=AT
    )
    return change_of(
        claim,
        transition="flag",
        from_status=Status.VERIFIED,
        to_status=Status.NEEDS_RECHECK,
        cause=Cause.QUOTE_MISSING,
        evidence=evidence,
        rating="mostly_false",
    )
