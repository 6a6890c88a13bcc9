"""Two Celery workers in processes of their own, and the CPU of all that serves them.

Used by Factcheck's side and by the peer's, so it needs nothing but celery, redis and psycopg.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time, sleep

import psycopg
import redis
from celery import Celery

from benchmarks.cpu_time import cpu_seconds, tree_cpu_seconds

WORKERS = 2
STARTING_SECONDS = 60
STALLED_SECONDS = 1800
PAUSE = 0.1
BACKENDS = "SELECT pid FROM pg_stat_activity WHERE datname = current_database()"


def work(
    app: Celery, name: str, send: Callable[[], None], is_done: Callable[[], bool]
) -> dict[str, float]:
    """Start two workers of the app `name`, let them work and return what it took.

    `send` is called before every look whether all `is_done`. Counted are the workers, the
    sending, Redis and the backends that serve the workers; not what starting and looking took.
    """
    is_done()  # so that the connection it looks through is known as one of ours
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        backends = Backends(connection)
        with _workers(app, name) as pids:
            before, began_at = _taken(pids, backends), perf_counter()
            sending = _until_done(send, is_done, backends)
            seconds, after = perf_counter() - began_at, _taken(pids, backends)
    taken = {part: after[part] - before[part] for part in after}
    taken["sender_cpu_seconds"] = sending
    return {"seconds": seconds, "cpu_seconds": sum(taken.values()), **taken}


def _until_done(
    send: Callable[[], None], is_done: Callable[[], bool], backends: "Backends"
) -> float:
    """Send and look until all is done; return the CPU that sending took."""
    began_at, sending = perf_counter(), 0.0
    while True:
        before = process_time()
        send()
        sending += process_time() - before
        if is_done():
            return sending
        if perf_counter() - began_at > STALLED_SECONDS:
            raise TimeoutError(f"the workers have not finished in {STALLED_SECONDS} s")
        backends.look()
        sleep(PAUSE)


@contextmanager
def _workers(app: Celery, name: str) -> Iterator[list[int]]:
    command = [sys.executable, "-m", "celery", "--app", name, "worker", "--concurrency=1"]
    more = ["--loglevel=ERROR", "--without-gossip", "--without-mingle"]
    with TemporaryDirectory() as folder:
        logs = [Path(folder, str(number)) for number in range(WORKERS)]
        processes = [
            subprocess.Popen(
                [*command, *more, f"--hostname=bench{log.name}@%h"],
                stdout=log.open("wb"),
                stderr=subprocess.STDOUT,
            )
            for log in logs
        ]
        try:
            _await(app)
            yield [process.pid for process in processes]
        except TimeoutError:
            sys.stderr.writelines(log.read_text(encoding="utf-8") for log in logs)
            raise
        finally:
            for process in processes:
                process.terminate()
            for process in processes:
                process.wait(timeout=STARTING_SECONDS)


def _await(app: Celery) -> None:
    began_at = perf_counter()
    while len(app.control.ping(timeout=1)) < WORKERS:
        if perf_counter() - began_at > STARTING_SECONDS:
            raise TimeoutError(f"the workers have not started in {STARTING_SECONDS} s")


def _taken(pids: list[int], backends: "Backends") -> dict[str, float]:
    backends.look()
    told = redis.Redis.from_url(os.environ["REDIS_URL"]).info("cpu")
    return {
        "worker_cpu_seconds": sum(map(tree_cpu_seconds, pids)),
        "database_cpu_seconds": sum(backends.seconds.values()),
        "redis_cpu_seconds": told["used_cpu_user"] + told["used_cpu_sys"],
    }


class Backends:
    """The database's processes that serve whoever connects after this was made.

    `seconds` is their CPU by pid; one that ended keeps what it had at the last look. 0 where
    the server runs on another machine.
    """

    def __init__(self, connection: psycopg.Connection) -> None:
        self.connection = connection
        self.ours = self._pids()
        self.seconds: dict[int, float] = {}

    def look(self) -> None:
        for pid in self._pids() - self.ours:
            self.seconds[pid] = cpu_seconds(pid) or self.seconds.get(pid, 0.0)

    def _pids(self) -> set[int]:
        return {pid for (pid,) in self.connection.execute(BACKENDS).fetchall()}
