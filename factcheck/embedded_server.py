"""The web server of a desk that runs as one command, with the jobs inside its process."""

import logging
import os
import signal
import sys
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.core.wsgi import get_wsgi_application
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter
from gunicorn.workers.base import Worker

from factcheck.embedded_jobs import EmbeddedJobs

GRACE = timedelta(seconds=3)
"""What Ctrl-C grants to a request or a task that is under way."""


class EmbeddedServer(BaseApplication):  # type: ignore[misc]  # gunicorn ships no types
    """Gunicorn with one process for pages and jobs, and one that watches over it.

    `before_jobs` runs in the new process before its jobs begin, `when_ready` when the desk
    answers. A process that dies is replaced; a watcher that dies takes the process along,
    and dies itself, if so asked, `with_parent`: with the `make` that started it, say.
    """

    def __init__(
        self,
        *,
        port: int,
        with_parent: bool,
        before_jobs: Callable[[], object],
        when_ready: Callable[[], object],
    ) -> None:
        self._port = port
        self._with_parent = with_parent
        self._before_jobs = before_jobs
        self._when_ready = when_ready
        self._jobs: EmbeddedJobs | None = None
        super().__init__()

    def load_config(self) -> None:
        """Tell gunicorn how to run; its own files and variables are not asked."""
        for name, value in self._settings().items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """Return the web application."""
        return get_wsgi_application()

    def run(self) -> None:
        """Serve until interrupted or terminated; ends by SystemExit."""
        _Watcher(self, parent=os.getppid() if self._with_parent else None).run()

    def _settings(self) -> dict[str, Any]:
        return {
            "bind": f"127.0.0.1:{self._port}",
            "workers": 1,
            "worker_class": "gthread",
            "threads": 8,
            # Requests have their grace, then the jobs have theirs; a busy machine needs a rest
            # to notice. Only a process that is stuck meets this end.
            "graceful_timeout": 2 * GRACE.seconds + 2,
            # Pages and jobs share the process; a long re-check must not look like a hang.
            "timeout": 120,
            "loglevel": "warning",
            "control_socket_disable": True,
            "post_worker_init": self._start_jobs,
            "worker_exit": self._stop_jobs,
        }

    def _start_jobs(self, worker: Worker) -> None:
        for number in (signal.SIGINT, signal.SIGQUIT):
            signal.signal(number, _leave)
        self._before_jobs()
        self._jobs = EmbeddedJobs()
        self._jobs.start()
        if worker.age == 1:
            self._when_ready()

    def _stop_jobs(self, _: Arbiter, worker: Worker) -> None:
        """Leave for good: what is not finished by then is a row that the next start finds."""
        leaving = sys.exception()
        _hear_no_more_signals()
        try:
            if self._jobs:
                watched = os.getppid() == worker.ppid
                self._jobs.stop(grace=GRACE if watched else timedelta(0))
            logging.shutdown()
            sys.stdout.flush()
        finally:
            # Threads that wait for a slow publisher would hold up the interpreter's own exit.
            os._exit(_exit_code(leaving))


def _leave(_number: int, _frame: object) -> None:
    """End at Ctrl-C, once: it comes from the terminal and again from the watcher.

    Gunicorn's own handler takes a lock that the interrupted code may hold, and waits for ever.
    """
    _hear_no_more_signals()
    raise SystemExit(0)


def _hear_no_more_signals() -> None:
    """Let what still comes pass; Python complains of one that SIG_IGN meets on its way."""
    for late in (signal.SIGINT, signal.SIGTERM, signal.SIGQUIT):
        signal.signal(late, lambda _number, _frame: None)


def _exit_code(leaving: BaseException | None) -> int:
    match leaving:
        case SystemExit(code=int(code)):
            return code
        case _:
            return 1


class _Watcher(Arbiter):  # type: ignore[misc]  # gunicorn ships no types
    def __init__(self, server: EmbeddedServer, *, parent: int | None) -> None:
        self._parent = parent
        super().__init__(server)

    def manage_workers(self) -> None:
        """Called about once a second: ends like SIGTERM when the parent is gone."""
        if self._parent not in (None, os.getppid()):
            raise StopIteration
        super().manage_workers()
