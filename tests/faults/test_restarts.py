"""PostgreSQL restarted, and Redis killed and started empty, while workers visit pages."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.records import Records
from tests.faults.servers import OwnPostgresql, OwnRedis, own_postgresql
from tests.faults.stalling import StallingWeb
from tests.faults.workers import StartWorker, Worker, await_workers, nudge
from tests.waiting import until

pytestmark = pytest.mark.services("postgresql-server", "redis-server")


@pytest.fixture(scope="module")
def cluster() -> Iterator[OwnPostgresql]:
    with own_postgresql() as cluster:
        yield cluster


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[OwnRedis]:
    broker = OwnRedis(tmp_path)
    yield broker
    broker.stop()


@pytest.fixture
def workers(
    cluster: OwnPostgresql, broker: OwnRedis, web: StallingWeb, start_worker: StartWorker
) -> list[Worker]:
    """Two workers in the middle of their visits: one waits for the page that stalls."""
    allowed = {"LINKCHECK_ALLOWED_HOSTS": web.allowed}
    cluster.empty()
    opening = f"open_newsroom(pages={web.sound}, rotten={web.rotten}, watchers=0)"
    program = f"from tests.faults.newsroom import *; {opening}"
    cluster.manage("shell", "--verbosity=0", f"--command={program}", **allowed)
    workers = [
        start_worker(
            name,
            **allowed,
            LINKCHECK_HOST_PAUSE="0.05",
            DATABASE_URL=cluster.url,
            REDIS_URL=broker.url,
        )
        for name in ("worker-one", "worker-two")
    ]
    await_workers(2, broker.url)
    nudge("check_due_pages", broker.url)
    assert web.is_asked.wait(60)
    until(lambda: len(pages_visited_today(cluster.records(), web)) == 10)
    return workers


def test_a_restart_of_postgresql_ends_no_worker_and_loses_and_doubles_no_visit(
    cluster: OwnPostgresql, broker: OwnRedis, web: StallingWeb, workers: list[Worker]
) -> None:
    records = cluster.records()
    before = pages_visited_today(records, web)

    cluster.pull_the_plug()
    web.goes_on.set()
    until(lambda: visits_in_ten_minutes(cluster, broker) == web.expected_visits())

    assert [worker.process.poll() for worker in workers] == [None, None]
    assert [web.asked.count(page) for page in before] == [1] * 10
    assert (records.link_states(), records.flags(), records.leases()) == ({"alive"}, 1, 0)


def test_workers_go_on_without_redis_and_come_back_to_one_that_knows_nothing(
    cluster: OwnPostgresql, broker: OwnRedis, web: StallingWeb, workers: list[Worker]
) -> None:
    records = cluster.records()

    broker.stop()
    web.goes_on.set()
    until(lambda: records.visits() == web.expected_visits())
    broker.start()
    cluster.rows("UPDATE claims_citedpage SET next_check_at = now() WHERE url LIKE '%/0'")

    again = {page.removeprefix("http://"): 2 for page in web.sound if page.endswith("/0")}
    until(lambda: visits_after_a_nudge(cluster, broker) == web.expected_visits() | again)
    assert [worker.process.poll() for worker in workers] == [None, None]
    assert {web.asked.count(page) for page in records.visits() if page not in again} == {1}
    assert (records.link_states(), records.flags(), records.leases()) == ({"alive"}, 1, 0)


LEASES_RUN_OUT = (
    "UPDATE claims_citedpage SET leased_until = now() - interval '1 second'"
    " WHERE lease IS NOT NULL;"
    " UPDATE claims_webhost SET leased_until = now() - interval '1 second' WHERE lease IS NOT NULL"
)
"""What ten minutes do."""


def visits_after_a_nudge(cluster: OwnPostgresql, broker: OwnRedis) -> dict[str, int]:
    nudge("check_due_pages", broker.url)
    return cluster.records().visits()


def visits_in_ten_minutes(cluster: OwnPostgresql, broker: OwnRedis) -> dict[str, int]:
    cluster.rows(LEASES_RUN_OUT)
    return visits_after_a_nudge(cluster, broker)


def pages_visited_today(records: Records, web: StallingWeb) -> list[str]:
    rotten = [page.removeprefix("http://") for page in web.rotten]
    return [page for page, n in records.visits().items() if n == (3 if page in rotten else 1)]
