"""What the database refuses to keep of a public copy."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from claims.models import CitedPage, PublicCopy, WebHost

pytestmark = pytest.mark.django_db


@pytest.fixture
def keep(now):
    host = WebHost.objects.create(name="stadt.example")
    page = CitedPage.objects.create(host=host, url="https://stadt.example/protokoll")

    def keep(**fields):
        return PublicCopy.objects.create(
            **{"page": page, "wish": "save", "next_try_at": now} | fields
        )

    return keep


def test_a_page_has_one_wish_of_each_kind(keep, now):
    keep()
    keep(wish="look_up", died_at=now)

    with pytest.raises(IntegrityError), transaction.atomic():
        keep()

    assert PublicCopy.objects.count() == 2


@pytest.mark.parametrize(
    "fields",
    [
        {"wish": "look_up"},
        {"wish": "borrow"},
        {"refusal": "mood"},
        {"url": "https://web.archive.example/web/20240829101500/https://stadt.example/"},
        {"next_try_at": None},
    ],
    ids=["no death", "unknown wish", "unknown refusal", "no date", "settled without an answer"],
)
def test_half_a_wish_is_refused(keep, fields):
    with pytest.raises(IntegrityError):
        keep(**fields)


def test_a_page_that_lives_has_no_moment_of_death(keep, now):
    with pytest.raises(IntegrityError):
        keep(died_at=now)


def test_a_date_without_an_address_is_refused(keep, now):
    with pytest.raises(IntegrityError):
        keep(taken_at=now)


def test_a_settled_wish_has_a_copy_or_a_refusal(keep, now):
    keep(next_try_at=None, refusal="excluded")
    keep(
        wish="look_up",
        died_at=now,
        next_try_at=None,
        url="https://web.archive.example/web/20240829101500/https://stadt.example/",
        taken_at=now,
    )

    assert not PublicCopy.objects.due(now + timedelta(days=400)).exists()
