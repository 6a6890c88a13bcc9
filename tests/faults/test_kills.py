"""Workers killed with SIGKILL one after the other, each between an answer and its record."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta
from itertools import count

import pytest
from django.utils import timezone
from pytest_django import Settings

from claims.models import CitedPage, WebHost
from tests.faults.newsroom import PAGE, open_newsroom
from tests.faults.records import own_records
from tests.faults.workers import StartWorker, nudge
from tests.waiting import until
from tests.web import ScriptedWeb

pytestmark = [
    pytest.mark.services("postgresql", "redis"),
    pytest.mark.django_db(transaction=True),
]
HOSTS, PAGES, KILLS = 10, 5, 4


@pytest.fixture
def hosts() -> Iterator[list[ScriptedWeb]]:
    with ExitStack() as stack:
        pages = {f"/{number}": PAGE for number in range(PAGES)}
        yield [
            stack.enter_context(ScriptedWeb({**pages}, f"127.0.0.{41 + number}"))
            for number in range(HOSTS)
        ]


def test_however_often_workers_are_killed_every_visit_is_written_once(
    hosts: list[ScriptedWeb], start_worker: StartWorker, redis: object, settings: Settings
) -> None:
    allowed = [host.host for host in hosts]
    settings.LINKCHECK_ALLOWED_HOSTS = allowed
    open_newsroom(
        pages=[host.url(f"/{number}") for number in range(PAGES) for host in hosts], watchers=0
    )
    records, names = own_records(), count()
    variables = {"LINKCHECK_ALLOWED_HOSTS": ",".join(allowed), "LINKCHECK_HOST_PAUSE": "0.3"}

    for _ in range(KILLS):
        worker = start_worker(f"worker-{next(names)}", **variables)
        nudge("check_due_pages")
        until(lambda: pages_asked_for(hosts) - records.visits().keys())
        worker.kill()
        let_leases_run_out()
    start_worker(f"worker-{next(names)}", **variables)
    nudge("check_due_pages")

    until(lambda: len(records.visits()) == HOSTS * PAGES and not records.leases())
    assert set(records.visits().values()) == {1}
    assert (records.link_states(), records.flags()) == ({"alive"}, 0)
    assert sum(len(host.paths) for host in hosts) > HOSTS * PAGES  # some were asked for in vain


def pages_asked_for(hosts: list[ScriptedWeb]) -> set[str]:
    return {f"{host.host}{path}" for host in hosts for path in host.paths}


def let_leases_run_out() -> None:
    """Do what ten minutes do."""
    past = timezone.now() - timedelta(seconds=1)
    CitedPage.objects.exclude(lease=None).update(leased_until=past)
    WebHost.objects.exclude(lease=None).update(leased_until=past)
