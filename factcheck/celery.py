"""The Celery app and the periods of its jobs.

Periods are code, under review like other code. Each job looks for rows not yet handled,
so a missed, doubled or late tick changes nothing but the wait.
"""

import os
from datetime import timedelta
from typing import Any

from celery import Celery
from celery.contrib.django.task import DjangoTask
from django.conf import settings
from django.db import transaction

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")


class NudgedTask(DjangoTask):  # type: ignore[misc]  # celery ships no types
    """A task whose nudge may get lost: its work is a row, and the next tick finds the row."""

    def delay_on_commit(self, *args: Any, **kwargs: Any) -> None:
        """Ask for this task after the commit; a broker that is down is logged, never raised."""

        def nudge() -> None:
            self.delay(*args, **kwargs)

        transaction.on_commit(nudge, robust=True)


app = Celery("factcheck", task_cls=NudgedTask)
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@app.on_after_configure.connect  # type: ignore[untyped-decorator]  # celery ships no types
def plan_jobs(sender: Celery, **_: Any) -> None:
    """Give every job its period: short on a laptop, where a person watches it happen."""
    periods = _periods(
        embedded=settings.EMBEDDED, asks_archive=bool(settings.LINKCHECK_WAYBACK_URL)
    )
    for task, period in periods.items():
        # A tick that found no free worker is worthless once the next one is out.
        options = {"expires": period.total_seconds()}
        sender.conf.beat_schedule[task] = {"task": task, "schedule": period, "options": options}


def _periods(*, embedded: bool, asks_archive: bool) -> dict[str, timedelta]:
    periods = {
        "claims.tasks.check_due_pages": timedelta(seconds=5 if embedded else 30),
        "claims.tasks.send_emails": timedelta(seconds=5 if embedded else 15),
        "claims.tasks.send_digests": timedelta(minutes=10),
    }
    if asks_archive:
        # One request each time: it holds a worker no longer.
        periods["claims.tasks.ask_public_archive"] = timedelta(seconds=5)
    return periods
