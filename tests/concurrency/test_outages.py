"""Workers who notice at the same moment that our line to the web is down."""

from functools import partial

import pytest

from claims.actions.note_outage import note_outage
from claims.models import StoredRobotsFile, WebOutage
from tests.concurrency.race import race

pytestmark = [pytest.mark.services("postgresql"), pytest.mark.django_db(transaction=True)]


def test_workers_who_notice_an_outage_at_once_leave_one_row(now):
    """Each of them is held up in the middle of it, by a robots file that another one writes."""
    file = StoredRobotsFile.objects.create(site="https://a.example", fetched_at=now, error="dns")

    outages = race(*[partial(note_outage, failed=6, heard=0, now=now)] * 4, over=file)

    assert outages == [WebOutage.objects.get()] * 4
