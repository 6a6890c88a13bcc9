"""Factcheck itself, in one process: lease, fetch, judge, look for quotes, write.

    python -m benchmarks.desk furnish|visit|verdict-1|wait|verdict-2 COUNT SEED PORT

`furnish` makes the database, `visit` visits all that is due (`--profile` says where the
time went), `wait` lets a month pass, and the verdicts compare with the truth after the
first and the second visit. What is measured or compared is printed as JSON. Each is a
process of its own: nothing but the visits counts as memory of the visits.
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

VERDICTS = ("verdict-1", "verdict-2")
SHOWN_DIFFERENCES = 20
Figures = dict[str, object]


def main() -> None:
    arguments = _arguments()
    listed = cases(arguments.count, arguments.seed)
    if arguments.verb == "furnish":
        call_command("migrate", verbosity=0)
        furnish(listed, arguments.port)
    elif arguments.verb == "wait":
        let_a_month_pass()
        control(arguments.port, "turn-page")
    elif arguments.verb == "visit":
        _tell(_visit(arguments.profile))
    else:
        _tell(_verdict(listed, arguments.port, VERDICTS.index(arguments.verb)))


def _tell(figures: Figures) -> None:
    sys.stdout.write(json.dumps(figures) + "\n")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("verb", choices=["furnish", "visit", "wait", *VERDICTS])
    parser.add_argument("count", type=int)
    parser.add_argument("seed", type=int)
    parser.add_argument("port", type=int)
    parser.add_argument("--profile", action="store_true")
    return parser.parse_args()


def _bare_bytes() -> int:
    """Return what Django itself takes with all apps loaded and the database opened."""
    connection.ensure_connection()
    return memory_bytes()


def _visit(wants_profile: bool) -> Figures:
    """Visit all that is due, batch by batch, as the task does."""
    bare_bytes = _bare_bytes()
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
        "memory_mb": (memory_bytes("VmHWM") - bare_bytes) / MB,
        "profile": report,
    }


def _verdict(listed: list[Case], port: int, visit: int) -> Figures:
    wrong = differences(listed, port, visit)
    for line in wrong[:SHOWN_DIFFERENCES]:
        sys.stderr.write(f"{line}\n")
    return {
        "wrong": len(wrong),
        "false_dead": false_dead(listed, port, visit),
        "canary": int(control(port, "canary")),
        "checks": LinkCheck.objects.count(),
    }
