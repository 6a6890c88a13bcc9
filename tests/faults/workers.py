"""Celery workers in processes of their own, on this test's database and a Redis of its own."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection

from factcheck.celery import app
from tests.operations.desk import ROOT


class Worker:
    """One `celery worker`, known to the web by its name."""

    def __init__(self, name: str, folder: Path, **variables: str) -> None:
        self.name = name
        self.folder = folder / name
        self.folder.mkdir()
        with (self.folder / "log").open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "celery", "--app=factcheck", "worker", "--concurrency=1"],
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


def nudge(task: str) -> None:
    """Send a task to the workers, as beat does."""
    with app.connection_for_write(own_redis_url()) as broker:
        app.send_task(f"claims.tasks.{task}", connection=broker)


def own_redis_url() -> str:
    """Return a Redis database that no other test process uses, and no newsroom on this machine."""
    number = 3 + int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) % 12
    return urlsplit(settings.REDIS_URL)._replace(path=f"/{number}").geturl()
