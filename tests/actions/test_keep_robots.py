"""What one worker learns of a robots.txt, for all others."""

import pytest
from django.db import DatabaseError, InterfaceError, connection

from claims.actions.keep_robots import SharedRobots
from claims.linkcheck.robots import RobotsFile
from claims.models import StoredRobotsFile

pytestmark = pytest.mark.django_db

SITE = "https://amt.example"


@pytest.fixture
def robots(now):
    """What a worker knows that has just read one robots.txt."""
    robots = SharedRobots()
    robots[SITE] = RobotsFile("User-agent: *", now)
    return robots


def failing(error):
    """Let every statement fail meanwhile."""

    def fail(*_asked):
        raise error("away")

    return connection.execute_wrapper(fail)


def test_what_one_worker_learned_another_knows(robots):
    robots.keep()

    other = SharedRobots()
    other.recall({"amt.example"})
    assert other == robots


@pytest.mark.parametrize("error", [DatabaseError, InterfaceError])
def test_robots_files_that_cannot_be_stored_are_logged_and_kept_for_the_next_time(
    robots, error, caplog
):
    with failing(error):
        robots.keep()
    assert "1 robots files could not be stored." in caplog.text
    assert not StoredRobotsFile.objects.exists()

    robots.keep()
    assert StoredRobotsFile.objects.get().site == SITE


def test_what_could_not_be_stored_yet_is_not_forgotten_for_what_was_stored_before(robots, now):
    StoredRobotsFile.objects.create(site=SITE, text="User-agent: Other", fetched_at=now)
    with failing(DatabaseError):
        robots.keep()

    robots.recall({"amt.example"})
    robots.keep()

    assert StoredRobotsFile.objects.get().text == "User-agent: *"


@pytest.mark.services("postgresql")
def test_a_robots_file_that_is_refused_leaves_the_transaction_around_it_whole(robots, now):
    robots[SITE] = RobotsFile("", now, error="x" * 41)
    StoredRobotsFile.objects.create(site=SITE, fetched_at=now)

    robots.keep()

    assert StoredRobotsFile.objects.filter(site=SITE).exists()
