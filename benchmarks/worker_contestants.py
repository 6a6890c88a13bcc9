"""Two Celery workers: Factcheck's batches, and a task per URL with requests."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager

from redis import Redis, RedisError

from benchmarks.contest import Contest
from benchmarks.desk_settings import desk_environment
from benchmarks.figures import Contestant, Figures
from benchmarks.peers import TASKS, Unavailable
from benchmarks.site_process import site
from benchmarks.started import desk, output, site_cpu
from benchmarks.two_workers import WORKERS

BATCHES = f"Factcheck, {WORKERS} workers"
TASK_PER_URL = f"a task per URL with requests, {WORKERS} workers"


def run_desk_workers(contest: Contest) -> dict[str, Figures]:
    with site(contest) as running, _services(running) as environment:
        desk("furnish", running, environment)
        served = site_cpu(running)
        return {BATCHES: desk("work", running, environment) | served()}


def run_task_per_url(contest: Contest) -> dict[str, Figures]:
    command = [TASKS.program("python"), "-m", "benchmarks.peer_tasks"]
    with site(contest) as running, _services(running) as environment:
        served = site_cpu(running)
        told = output([*command, running.word], environment)
        return {TASK_PER_URL: json.loads(told) | served()}


@contextmanager
def _services(contest: Contest) -> Iterator[dict[str, str]]:
    """Yield an environment with PostgreSQL and an empty Redis, and empty that again."""
    url = os.environ.get("REDIS_URL", "")
    if not (url and os.environ.get("DATABASE_URL")):
        raise Unavailable("DATABASE_URL and REDIS_URL are not set")
    broker = Redis.from_url(url)
    try:
        if broker.dbsize():
            raise Unavailable("the Redis database of REDIS_URL is not empty")
    except RedisError as error:
        raise Unavailable(str(error)) from error
    try:
        with desk_environment(contest) as environment:
            yield environment | {"REDIS_URL": url}
    finally:
        broker.flushdb()


WORKER_CONTESTANTS: dict[str, Contestant] = {
    "desk": run_desk_workers,
    "task-per-url": run_task_per_url,
}
