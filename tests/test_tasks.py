"""The background jobs: what runs when, in which queue."""

from datetime import timedelta

import pytest
from celery import Celery

from claims import tasks
from claims.models import CitedPage, PublicCopy, WebHost
from factcheck.celery import PUBLIC_ARCHIVE_PERIODS, app, plan_jobs
from tests.web import Reply, ScriptedWeb

FOR_THE_ARCHIVE = {"claims.tasks.wish_for_public_copies", "claims.tasks.ask_public_archive"}


def schedule():
    """Return what beat would run."""
    desk = Celery("desk", set_as_current=False)
    plan_jobs(desk)
    return desk.conf.beat_schedule


def queue_of(task):
    return app.amqp.router.route({}, task)["queue"].name


def test_without_a_public_archive_nothing_is_run_for_it():
    assert FOR_THE_ARCHIVE & schedule().keys() == set()


def test_with_a_public_archive_it_is_asked_from_time_to_time(settings):
    settings.LINKCHECK_WAYBACK_URL = "https://web.archive.example"

    planned = schedule()

    assert planned.keys() > FOR_THE_ARCHIVE == PUBLIC_ARCHIVE_PERIODS.keys()
    assert planned["claims.tasks.ask_public_archive"]["schedule"] == timedelta(seconds=5)


def test_a_public_archive_has_a_queue_of_its_own():
    assert {queue_of(task) for task in FOR_THE_ARCHIVE} == {"slow"}
    assert queue_of("claims.tasks.check_due_pages") == "factcheck"
    assert queue_of("claims.tasks.send_emails") == "factcheck"


def test_a_plain_worker_takes_from_both_queues_and_each_only_its_own():
    keys = {name: queue.routing_key for name, queue in app.amqp.queues.consume_from.items()}

    assert keys == {"factcheck": "factcheck", "slow": "slow"}


@pytest.mark.django_db
def test_a_page_that_died_gets_its_public_copy_from_two_tasks(settings, now):
    capture = '[["timestamp","statuscode"],["20240829235959","200"]]'
    with ScriptedWeb() as archive:
        archive.reply_to = lambda _seen: Reply(capture)
        settings.LINKCHECK_WAYBACK_URL = archive.url("")
        settings.LINKCHECK_ALLOWED_HOSTS = [archive.host]
        CitedPage.objects.create(
            host=WebHost.objects.create(name="stadt.example"),
            url="https://stadt.example/protokoll",
            link_state="dead",
            failures=2,
            first_failed_at=now,
            next_check_at=now,
        )

        assert tasks.wish_for_public_copies() == 1
        assert tasks.ask_public_archive() is True
        assert tasks.ask_public_archive() is False

    assert PublicCopy.objects.get().url.endswith(
        "/web/20240829235959/https://stadt.example/protokoll"
    )
