"""Factcheck with two workers: batches, as its own tasks take them.

    python -m benchmarks.desk work CONTEST

visits all that is due once and prints what it took as JSON.
"""

import json
import sys

import redis
from django.conf import settings

from benchmarks.contest import Contest
from benchmarks.desk_visits import verdict
from benchmarks.two_workers import WORKERS, work
from claims.models import CitedPage
from claims.tasks import check_due_pages
from factcheck.celery import app


def main() -> None:
    contest = Contest.read(sys.argv[2])
    broker = redis.Redis.from_url(settings.REDIS_URL)
    queue = settings.CELERY_TASK_ROUTES[check_due_pages.name]["queue"]

    def keep_asking() -> None:
        # As beat does, only sooner: there is always a task for a worker that has none.
        for _ in range(broker.llen(queue), WORKERS):
            check_due_pages.delay()

    def is_done() -> bool:
        return not CitedPage.objects.filter(last_checked_at=None).exists()

    figures = work(app, "factcheck", keep_asking, is_done)
    figures |= {"urls": CitedPage.objects.count()} | verdict(contest, 0)
    sys.stdout.write(json.dumps(figures) + "\n")
