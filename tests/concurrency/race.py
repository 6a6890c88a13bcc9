"""Letting several people and workers act at the same moment, on PostgreSQL."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from django.db import connection, models, transaction

from tests.waiting import until

Step = Callable[[], Any]


def race(*steps: Step, over: models.Model) -> list[Any]:
    """Return what each step returned or raised, when all of them came while a row was taken.

    Each has a thread and a connection of its own. They queue up in the order given, and go
    all at once when the row is free: PostgreSQL serves who came first.
    """
    with ThreadPoolExecutor(len(steps)) as threads:
        with transaction.atomic():
            type(over)._default_manager.select_for_update().get(pk=over.pk)
            futures: list[Future[Any]] = []
            for step in steps:
                futures.append(threads.submit(_hanging_up, step))
                until(lambda: _waiting() + _done(futures) == len(futures))
        return [future.exception() or future.result() for future in futures]


def at_once(*steps: Step) -> list[Any]:
    """Return what each step returned or raised; nothing is held, whoever is faster is first."""
    with ThreadPoolExecutor(len(steps)) as threads:
        futures = [threads.submit(_hanging_up, step) for step in steps]
        return [future.exception() or future.result() for future in futures]


def _hanging_up(step: Step) -> Any:
    """Take a step, and give this thread's connection back; nobody waits for ever."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '20s'")
        return step()
    finally:
        connection.close()


def _waiting() -> int:
    """Return how many connections to this database wait for a lock.

    Asked of pg_locks: pg_stat_activity shows a transaction the same picture all along.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(DISTINCT waiting.pid) FROM pg_locks waiting JOIN pg_locks held"
            " USING (pid) JOIN pg_database ON held.database = pg_database.oid"
            " WHERE NOT waiting.granted AND datname = current_database()"
        )
        (waiting,) = cursor.fetchone()
        return int(waiting)


def _done(futures: "list[Future[Any]]") -> int:
    return sum(future.done() for future in futures)
