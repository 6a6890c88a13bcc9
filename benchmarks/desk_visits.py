"""Factcheck itself, in one process: lease, fetch, judge, look for quotes, write.

    python -m benchmarks.desk furnish|visit|verdict-1|wait|verdict-2 CONTEST

`furnish` makes the database, `visit` visits all that is due, `wait` lets a month pass, and the
verdicts compare with the truth after the first and the second visit. What is measured or
compared is printed as JSON. Each is a process of its own: nothing but the visits counts as
memory of the visits.
"""

import argparse
import json
import sys
from time import perf_counter

from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from benchmarks.contest import Contest
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
    contest = arguments.contest
    if arguments.verb == "furnish":
        call_command("migrate", verbosity=0)
        furnish(contest.addresses())
    elif arguments.verb == "wait":
        let_a_month_pass()
        control(contest, "turn-page")
    elif arguments.verb == "visit":
        _tell(_visit(contest.profiles))
    else:
        _tell(verdict(contest, VERDICTS.index(arguments.verb)))


def _tell(figures: Figures) -> None:
    sys.stdout.write(json.dumps(figures) + "\n")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("verb", choices=["furnish", "visit", "wait", *VERDICTS])
    parser.add_argument("contest", type=Contest.read)
    return parser.parse_args()


def _bare_bytes() -> int:
    """Return what Django itself takes with all apps loaded and the database opened."""
    connection.ensure_connection()
    return memory_bytes()


def _visit(wants_profile: bool) -> Figures:
    """Visit all that is due, as the task does."""
    bare_bytes = _bare_bytes()
    shifts: list[float] = []
    urls = 0
    with profiled(wants_profile) as report, measured() as cost:
        while CitedPage.objects.due(timezone.now()).exists():
            began_at = perf_counter()
            urls += _one_shift()
            shifts.append(perf_counter() - began_at)
    return {
        "urls": urls,
        "seconds": cost.seconds,
        "cpu_seconds": cost.cpu_seconds,
        "shifts": len(shifts),
        "longest_shift_seconds": max(shifts),
        "memory_mb": (memory_bytes("VmHWM") - bare_bytes) / MB,
        "profile": report,
    }


def _one_shift() -> int:
    """Do what one task does and return how many pages it visited."""
    return sum(1 for _ in check_due_pages(now=timezone.now()))


def verdict(contest: Contest, visit: int) -> Figures:
    """Return how many things are wrong after the first (0) or the second (1) visit."""
    addresses = contest.addresses()
    wrong = differences(addresses, visit)
    for line in wrong[:SHOWN_DIFFERENCES]:
        sys.stderr.write(f"{line}\n")
    return {
        "wrong": len(wrong),
        "false_dead": false_dead(addresses, visit),
        "canary": int(control(contest, "canary")),
        "checks": LinkCheck.objects.count(),
    }
