"""The background jobs: what runs when, in which queue."""

from datetime import timedelta

import pytest
from celery import Celery

from claims.models import CitedPage, PublicCopy, WebHost
from claims.tasks import ask_public_archive
from factcheck.celery import app, plan_jobs
from tests.web import ScriptedWeb

ASK = "claims.tasks.ask_public_archive"


def schedule():
    """Return what beat would run."""
    desk = Celery("desk", set_as_current=False)
    plan_jobs(desk)
    return desk.conf.beat_schedule


def queue_of(task):
    return app.amqp.router.route({}, task)["queue"].name


def test_without_a_public_archive_nothing_is_run_for_it():
    assert ASK not in schedule()


def test_with_a_public_archive_it_is_asked_from_time_to_time(settings):
    settings.LINKCHECK_WAYBACK_URL = "https://web.archive.example"

    assert schedule()[ASK]["schedule"] == timedelta(seconds=5)


def test_a_public_archive_has_a_queue_of_its_own():
    assert queue_of(ASK) == "slow"


def test_visits_have_another_queue_than_what_is_mailed():
    assert queue_of("claims.tasks.check_due_pages") == "visits"
    assert queue_of("claims.tasks.send_emails") == "factcheck"
    assert queue_of("claims.tasks.send_digests") == "factcheck"


def test_a_plain_worker_takes_from_all_queues_and_each_only_its_own():
    keys = {name: queue.routing_key for name, queue in app.amqp.queues.consume_from.items()}

    assert keys == {"factcheck": "factcheck", "visits": "visits", "slow": "slow"}


@pytest.mark.django_db
def test_the_task_makes_one_request_at_a_time(settings, now):
    host = WebHost.objects.create(name="stadt.example")
    for number in range(2):
        page = CitedPage.objects.create(host=host, url=f"https://stadt.example/{number}")
        PublicCopy.objects.create(page=page, wish="look_up", died_at=now, next_try_at=now)
    with ScriptedWeb() as archive:
        settings.LINKCHECK_WAYBACK_URL = archive.url("")
        settings.LINKCHECK_ALLOWED_HOSTS = [archive.host]

        assert (ask_public_archive(), ask_public_archive()) == (True, False)

        assert len(archive.requests) == 1
