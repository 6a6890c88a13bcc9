"""The background jobs of a desk that runs as one command: worker and beat as threads."""

import time
from datetime import timedelta
from threading import Thread

from celery.beat import EmbeddedService
from celery.worker import WorkController, state

from factcheck.celery import app

THREADS = 4
"""One for the pages, so that a slow publisher delays no e-mail, one for a slow public archive,
and one to spare."""


class EmbeddedJobs:
    """A Celery worker and its beat inside this process.

    The in-memory broker belongs to the process, so the nudges of its web threads arrive
    here too. Everything runs in daemon threads: none of them keeps the process alive.
    """

    def __init__(self) -> None:
        self._worker = WorkController(
            app=app,
            pool="threads",
            concurrency=THREADS,
            loglevel="WARNING",
            without_heartbeat=True,
            without_mingle=True,
            without_gossip=True,
        )
        self._beat = EmbeddedService(app, thread=True, scheduler_cls=app.conf.beat_scheduler)

    def start(self) -> None:
        """Begin to work; returns at once."""
        Thread(target=self._worker.start, name="worker", daemon=True).start()
        self._beat.start()

    def stop(self, *, grace: timedelta) -> None:
        """Begin nothing more, and give running tasks `grace` to come to their end."""
        self._beat.service.stop(wait=False)
        state.should_stop = 0
        deadline = time.monotonic() + grace.total_seconds()
        while state.active_requests and time.monotonic() < deadline:
            time.sleep(0.05)
