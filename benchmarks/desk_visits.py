"""Factcheck itself, in one process: lease, fetch, judge, look for quotes, write.

    python -m benchmarks.desk furnish COUNT SEED PORT
    python -m benchmarks.desk visit COUNT SEED PORT [--profile]

The settings come from the environment. `furnish` makes the database. `visit` visits every
page twice, a month apart, and prints what it took as JSON.
"""

import argparse
import json
import sys
from time import perf_counter

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from benchmarks.cases import Case, cases
from benchmarks.measure import MB, measured, memory_bytes
from benchmarks.newsroom import furnish, let_a_month_pass
from benchmarks.profiled import profiled
from benchmarks.site_process import control
from benchmarks.truth import differences, false_dead
from claims.actions.check_pages import check_due_pages
from claims.models import CitedPage, LinkCheck

VISITS = ("first visit", "a month later")
SHOWN_DIFFERENCES = 20


def main() -> None:
    arguments = _arguments()
    listed = cases(arguments.count, arguments.seed)
    if arguments.verb == "furnish":
        call_command("migrate", verbosity=0)
        furnish(listed, arguments.port)
        return
    bare_bytes = _bare_bytes()
    for number, name in enumerate(VISITS):
        if number:
            let_a_month_pass()
            control(arguments.port, "turn-page")
        result = _visit(arguments.profile)
        result["memory_mb"] = (memory_bytes("VmHWM") - bare_bytes) / MB
        result |= _verdict(listed, arguments.port, number)
        sys.stdout.write(json.dumps({"visit": name, **result}) + "\n")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("verb", choices=["furnish", "visit"])
    parser.add_argument("count", type=int)
    parser.add_argument("seed", type=int)
    parser.add_argument("port", type=int)
    parser.add_argument("--profile", action="store_true")
    return parser.parse_args()


def _bare_bytes() -> int:
    """Return what Django itself takes with all apps loaded and the database opened."""
    connection.ensure_connection()
    return memory_bytes()


def _visit(wants_profile: bool) -> dict[str, object]:
    """Visit all that is due, batch by batch, as the task does."""
    batches: list[float] = []
    urls = 0
    with profiled(wants_profile) as report, measured() as cost:
        while CitedPage.objects.due(timezone.now()).exists():
            began_at = perf_counter()
            urls += len(check_due_pages(now=timezone.now(), limit=settings.LINKCHECK_BATCH))
            batches.append(perf_counter() - began_at)
    return {
        "urls": urls,
        "seconds": cost.seconds,
        "cpu_seconds": cost.cpu_seconds,
        "batches": len(batches),
        "longest_batch_seconds": max(batches),
        "profile": report,
    }


def _verdict(listed: list[Case], port: int, visit: int) -> dict[str, object]:
    wrong = differences(listed, port, visit)
    for line in wrong[:SHOWN_DIFFERENCES]:
        sys.stderr.write(f"{line}\n")
    return {
        "wrong": len(wrong),
        "false_dead": false_dead(listed, port, visit),
        "canary": int(control(port, "canary")),
        "checks": LinkCheck.objects.count(),
    }
