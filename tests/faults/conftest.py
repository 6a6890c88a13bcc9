import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from redis import Redis

from tests.faults.records import Records, records_in
from tests.faults.stalling import StallingWeb, stalling_web
from tests.faults.workers import StartWorker, Worker, own_redis_url
from tests.operations.conftest import folder, migrated_folder, start_desk
from tests.operations.desk import ROOT, embedded

__all__ = ["folder", "migrated_folder", "start_desk"]

Prepare = Callable[..., None]


@pytest.fixture
def web() -> Iterator[StallingWeb]:
    with stalling_web() as web:
        yield web
        web.goes_on.set()


@pytest.fixture
def records(folder: Path) -> Records:
    return records_in(folder)


@pytest.fixture
def prepare(folder: Path) -> Prepare:
    """Call a function of `tests.faults.newsroom` on this test's embedded desk."""

    def call(expression: str, **variables: str) -> None:
        program = f"from tests.faults.newsroom import *; {expression}"
        subprocess.run(
            [sys.executable, "manage.py", "shell", "--verbosity=0", f"--command={program}"],
            cwd=ROOT,
            env=embedded(folder, **variables),
            check=True,
        )

    return call


@pytest.fixture
def redis() -> Iterator["Redis"]:
    with Redis.from_url(own_redis_url()) as redis:
        redis.flushdb()
        yield redis
        redis.flushdb()


@pytest.fixture
def start_worker(tmp_path: Path) -> Iterator[StartWorker]:
    workers: list[Worker] = []

    def start(name: str, **variables: str) -> Worker:
        workers.append(Worker(name, tmp_path, **variables))
        return workers[-1]

    yield start
    for worker in workers:
        if worker.process.poll() is None:
            worker.kill()
