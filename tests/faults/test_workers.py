"""Two workers on PostgreSQL and Redis: one is killed with SIGKILL, then Redis forgets all."""

from collections import Counter
from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import Settings
from redis import Redis

from claims.models import CitedPage, WebHost
from tests.faults.newsroom import open_newsroom
from tests.faults.records import Records, own_records
from tests.faults.stalling import StallingWeb
from tests.faults.workers import StartWorker, nudge
from tests.smtp import MailServer
from tests.waiting import until

pytestmark = [
    pytest.mark.services("postgresql", "redis"),
    pytest.mark.django_db(transaction=True),
]


def test_what_a_killed_worker_held_is_done_by_the_other_and_done_once(
    start_worker: StartWorker, redis: "Redis", web: StallingWeb, settings: Settings
) -> None:
    records = own_records()
    settings.LINKCHECK_ALLOWED_HOSTS = web.allowed.split(",")
    open_newsroom(pages=web.sound, rotten=web.rotten, watchers=2)
    with MailServer() as mail_server:
        workers = [
            start_worker(
                name,
                LINKCHECK_ALLOWED_HOSTS=web.allowed,
                LINKCHECK_HOST_PAUSE="0.05",
                LINKCHECK_BATCH="7",
                EMAIL_URL=f"smtp://127.0.0.1:{mail_server.port}",
            )
            for name in ("worker-one", "worker-two")
        ]
        nudge("check_due_pages")
        assert web.is_asked.wait(60)
        nudge("check_due_pages")
        until(lambda: _visits_today(records) == 10)
        [stuck] = [worker for worker in workers if worker.name == _visitor_of_stalled_page(web)]

        stuck.kill()
        redis.flushdb()
        web.goes_on.set()
        nudge("check_due_pages")
        nudge("send_emails")
        until(lambda: len(mail_server.mails) == 2)
        assert (_visits_today(records), records.leases()) == (10, 2)
        _let_leases_run_out()
        nudge("check_due_pages")
        nudge("send_emails")

        until(lambda: _visits_today(records) == 12 and records.leases() == 0)
        assert records.visits() == web.expected_visits()
        assert Counter(web.asked).most_common(2) == [(web.stalled, 2), (web.asked[0], 1)]
        assert records.link_states() == {"alive"}
        assert (records.flags(), records.unsent_emails()) == (1, 0)
        assert sorted(mail["To"] for mail in mail_server.mails) == [
            "watcher0@desk.example",
            "watcher1@desk.example",
        ]


def _visits_today(records: Records) -> int:
    """Return the number of all visits but the two earlier ones to each rotten page."""
    return sum(records.visits().values()) - 4


def _visitor_of_stalled_page(web: StallingWeb) -> str:
    [agent] = {seen.headers["user-agent"] for seen in web.hosts[1].requests if seen.path == "/2"}
    return agent.rpartition("; ")[2].rstrip(")")


def _let_leases_run_out() -> None:
    """Do what ten minutes do."""
    past = timezone.now() - timedelta(seconds=1)
    CitedPage.objects.exclude(lease=None).update(leased_until=past)
    WebHost.objects.exclude(lease=None).update(leased_until=past)
