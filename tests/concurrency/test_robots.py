"""Workers who write what they know of robots files at the same moment."""

from functools import partial

import pytest

from claims.actions.keep_robots import SharedRobots
from claims.actions.note_outage import note_outage
from claims.linkcheck.robots import RobotsFile
from claims.models import StoredRobotsFile, WebOutage
from tests.concurrency.race import race

pytestmark = [pytest.mark.services("postgresql"), pytest.mark.django_db(transaction=True)]


def test_an_outage_is_noted_while_another_worker_keeps_the_same_robots_files(now):
    """They lie in the table against the order of their sites; both wait for the middle one."""
    sites = ["https://c.example", "https://b.example", "https://a.example"]
    for site in sites:
        StoredRobotsFile.objects.create(site=site, fetched_at=now, error="dns")
    robots = SharedRobots()
    for site in sites:
        robots[site] = RobotsFile("User-agent: *", now)

    noting = partial(note_outage, failed=6, heard=0, now=now)
    middle = StoredRobotsFile.objects.get(site="https://b.example")
    noted, _kept = race(noting, robots.keep, over=middle)

    assert noted == WebOutage.objects.get()
    assert {*StoredRobotsFile.objects.values_list("text", "error")} == {("User-agent: *", "")}
