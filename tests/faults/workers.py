"""Celery workers in processes of their own, on this test's database and a Redis of its own."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection
from redis import Redis

from factcheck.celery import app
from tests.operations.desk import ROOT
from tests.waiting import until

CELERY_WORKER = [sys.executable, "-m", "celery", "--app=factcheck", "worker", "--concurrency=1"]


class Worker:
    """One `celery worker`, known to the web by its name."""

    def __init__(
        self, name: str, folder: Path, *, inside: Sequence[str] = (), **variables: str
    ) -> None:
        """Start it; `inside` is a command that runs the one behind it in other surroundings."""
        self.name = name
        self.folder = folder / name
        self.folder.mkdir()
        with (self.folder / "log").open("wb") as log:
            self.process = subprocess.Popen(
                [*inside, *CELERY_WORKER, f"--hostname={name}@%h"],
                cwd=ROOT,
                env=self._environment(**variables),
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def kill(self) -> None:
        """End it and its child process at once, as an out-of-memory killer does."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(timeout=15)

    def _environment(self, **variables: str) -> dict[str, str]:
        database = urlsplit(settings.DATABASE_URL)._replace(
            path=f"/{connection.settings_dict['NAME']}"
        )
        own = {
            "DATABASE_URL": database.geturl(),
            "REDIS_URL": own_redis_url(),
            "SECRET_KEY": settings.SECRET_KEY,
            "VAR_DIR": str(self.folder),
            "LINKCHECK_CONTACT": self.name,
        }
        return {**os.environ, **own, **variables}


StartWorker = Callable[..., Worker]


def nudge(task: str, redis_url: str = "") -> None:
    """Send a task to the workers, as beat does."""
    with app.connection_for_write(redis_url or own_redis_url()) as broker:
        app.send_task(f"claims.tasks.{task}", connection=broker)


def await_workers(number: int, redis_url: str = "") -> None:
    """Wait until so many workers listen, each with a mailbox of its own."""
    with Redis.from_url(redis_url or own_redis_url()) as redis:
        until(lambda: redis.scard("_kombu.binding.celery.pidbox") == number)


def own_redis_url() -> str:
    """Return a Redis database that no other test process uses, and no newsroom on this machine."""
    number = 3 + int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) % 12
    return urlsplit(settings.REDIS_URL)._replace(path=f"/{number}").geturl()
