"""What the servers' own logs show of four workers who visit the same hosts."""

from collections.abc import Iterator
from contextlib import ExitStack
from itertools import pairwise
from threading import Event

import pytest
from pytest_django import Settings

from tests.faults.newsroom import PAGE, open_newsroom
from tests.faults.records import Records, own_records
from tests.faults.workers import StartWorker, await_workers, nudge
from tests.waiting import until
from tests.web import Reply, ScriptedWeb, Seen, redirect

pytestmark = [
    pytest.mark.services("postgresql", "redis"),
    pytest.mark.django_db(transaction=True),
]
PAUSE = 0.2
WORKERS = ("worker-one", "worker-two", "worker-three", "worker-four")
HOSTS, PAGES = 24, 4
SLOW, BUSY = 0, 1
"""The host that does not answer before the others are done, and the one that is throttling."""


@pytest.fixture
def hosts() -> Iterator[list[ScriptedWeb]]:
    """Two dozen hosts of four pages, the last two of which lead on to the hosts behind them."""
    with ExitStack() as stack:
        addresses = [f"127.0.0.{number}" for number in range(11, 11 + HOSTS)]
        hosts = [stack.enter_context(ScriptedWeb(address=address)) for address in addresses]
        for place, host in enumerate(hosts):
            following = hosts[place + 1 :] + hosts[:place]
            polite = [other for other in following if other not in (hosts[SLOW], hosts[BUSY])]
            host.pages = {f"/{number}": PAGE for number in range(PAGES)}
            host.pages["/2"] = redirect(polite[0].url("/0"))
            host.pages["/3"] = redirect(polite[1].url("/2"), 301)
            host.pages["/robots.txt"] = Reply("User-agent: *\nDisallow: /private\n")
        yield hosts


def test_four_workers_together_ask_a_host_one_thing_at_a_time_and_pause(
    hosts: list[ScriptedWeb], start_worker: StartWorker, redis: object, settings: Settings
) -> None:
    all_others_are_done = Event()
    hosts[SLOW].pages["/0"] = Reply(PAGE, holds_until=all_others_are_done)
    hosts[BUSY].pages |= {
        f"/{number}": Reply("", 429, {"Retry-After": "3600"}) for number in range(PAGES)
    }
    allowed = [host.host for host in hosts]
    urls = [host.url(f"/{number}") for number in range(PAGES) for host in hosts]
    settings.LINKCHECK_ALLOWED_HOSTS = allowed
    open_newsroom(pages=urls, watchers=0)
    records = own_records()
    for name in WORKERS:
        start_worker(
            name,
            LINKCHECK_ALLOWED_HOSTS=",".join(allowed),
            LINKCHECK_HOST_PAUSE=str(PAUSE),
            LINKCHECK_BATCH="2",
            LINKCHECK_CONCURRENCY="2",
        )
    await_workers(len(WORKERS))

    until(lambda: visits_after_a_nudge(records) >= len(urls) - PAGES)
    assert not [page for page in records.visits() if page.startswith(hosts[SLOW].host)]
    all_others_are_done.set()
    until(lambda: visits_after_a_nudge(records) == len(urls))

    assert set(records.visits().values()) == {1}
    assert "dead" not in records.link_states()
    for host in hosts:
        assert shortest_pause(host.requests) >= PAUSE
        assert not overlaps(host.requests)
        assert [seen.path for seen in host.requests].count("/robots.txt") == 1
    assert {contact(seen) for host in hosts for seen in host.requests} == set(WORKERS)


def visits_after_a_nudge(records: Records) -> int:
    nudge("check_due_pages")
    return len(records.visits())


def shortest_pause(requests: list[Seen]) -> float:
    """Return the least time from one request's arrival to the next one's."""
    arrivals = sorted(seen.started_at for seen in requests)
    return min(after - before for before, after in pairwise(arrivals))


def overlaps(requests: list[Seen]) -> list[tuple[str, str]]:
    """Return the requests that came while another one was being answered, both paths."""
    in_order = sorted(requests, key=lambda seen: seen.started_at)
    return [
        (before.path, after.path)
        for before, after in pairwise(in_order)
        if after.started_at < before.ended_at
    ]


def contact(seen: Seen) -> str:
    """Return whom the server could write to."""
    assert seen.headers["user-agent"].startswith("Factcheck/")
    return seen.headers["user-agent"].rpartition("; ")[2].rstrip(")")
