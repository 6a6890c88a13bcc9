"""What the lease of a batch costs in a database with many cited pages.

    python -m benchmarks.desk lease PAGES SCENE LEASES [--explain]

fills an empty database, leases a batch and gives it back as often as asked, and prints the
median as JSON. `--explain` writes the plan of each query to stderr.
"""

import argparse
import json
import sys
from collections.abc import Callable
from statistics import median
from time import perf_counter
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from benchmarks.many_pages import fill
from benchmarks.scenes import SCENES
from claims.actions.lease_pages import Lease, lease_pages
from claims.models import CitedPage, WebHost

WARMING_UP = 3


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("verb")
    parser.add_argument("pages", type=int)
    parser.add_argument("scene", choices=SCENES)
    parser.add_argument("leases", type=int)
    parser.add_argument("--explain", action="store_true")
    arguments = parser.parse_args()
    call_command("migrate", verbosity=0)
    fill(arguments.pages, SCENES[arguments.scene])
    took = [_lease() for _ in range(WARMING_UP + arguments.leases)][WARMING_UP:]
    if arguments.explain:
        _explain()
    counts, seconds = zip(*took, strict=True)
    figures = {"urls": median(counts), "seconds": median(seconds), "longest": max(seconds)}
    sys.stdout.write(json.dumps(figures) + "\n")


def _lease() -> tuple[int, float]:
    """Lease a batch, give it back, and return its size and how long the lease took."""
    began_at = perf_counter()
    pages = _one_batch()
    seconds = perf_counter() - began_at
    unleased = {"lease": None, "leased_until": None}
    CitedPage.objects.filter(pk__in=[page.pk for page in pages]).update(**unleased)
    WebHost.objects.filter(pk__in={page.host_id for page in pages}).update(**unleased)
    return len(pages), seconds


def _one_batch() -> list[CitedPage]:
    now = timezone.now()
    return lease_pages(Lease.begun_at(now), now=now, limit=settings.LINKCHECK_BATCH)


def _explain() -> None:
    """Lease once more with every query explained, and undo it."""
    with transaction.atomic(), connection.execute_wrapper(_explained):
        _one_batch()
        transaction.set_rollback(True)


def _explained(
    execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]
) -> Any:
    if sql.startswith(("SELECT", "UPDATE")):
        with transaction.atomic():
            execute(f"EXPLAIN (ANALYZE, BUFFERS) {sql}", params, many, context)
            plan = "\n".join(row[0] for row in context["cursor"].fetchall())
            transaction.set_rollback(True)
        sys.stderr.write(f"{sql[:400]}\n{plan}\n\n")
    return execute(sql, params, many, context)
