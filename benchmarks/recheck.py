"""How fast, lean and right the re-checker is, side by side with others.

    python benchmarks/recheck.py --urls 5000 --runs 3
    python benchmarks/recheck.py --quick
    DATABASE_URL=postgres://... python benchmarks/recheck.py --only desk curl

A server on 20 loopback addresses (Linux has them all) plays the web. Prints one table in
Markdown with medians. Exits with 1 if any outcome is wrong, or a forbidden address was
contacted. See `benchmarks.cases` for the list and its truth.
"""

import argparse
import json
import os
import sys
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)  # for `benchmarks`; started as a script, its own folder stands there

from benchmarks.cases import HOSTS, WAITS  # noqa: E402 - the path comes first
from benchmarks.contestants import CONTESTANTS, Contest, Figures  # noqa: E402 - as above
from benchmarks.desk_settings import database_name  # noqa: E402 - as above
from benchmarks.peers import Unavailable  # noqa: E402 - as above
from benchmarks.table import table  # noqa: E402 - as above

BASE = "Factcheck, a month later"
QUICK_URLS = 300


def main() -> int:
    arguments = _arguments()
    os.chdir(ROOT)
    contest = Contest(arguments.urls, arguments.seed, arguments.timeout, bool(arguments.profile))
    figures = _runs(contest, arguments.only, arguments.runs)
    if arguments.profile:
        arguments.profile.write_text(json.dumps(figures, indent=1), encoding="utf-8")
    _say(f"\n{_settings(contest)}\n\n{table(figures, BASE)}")
    faults = [run for runs in figures.values() for run in runs if _is_at_fault(run)]
    return 1 if faults else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--urls", type=int, default=5000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--timeout", type=float, default=2.0, help="seconds, for everybody")
    parser.add_argument("--only", nargs="+", choices=CONTESTANTS, default=list(CONTESTANTS))
    parser.add_argument("--quick", action="store_true", help=f"{QUICK_URLS} URLs, once")
    parser.add_argument("--profile", type=Path, help="write queries and functions there as JSON")
    arguments = parser.parse_args()
    if arguments.quick:
        arguments.urls, arguments.runs = QUICK_URLS, 1
    return arguments


def _runs(contest: Contest, names: list[str], count: int) -> dict[str, list[Figures]]:
    """Run everybody `count` times, by turns, so that a busy minute hits all alike."""
    figures: dict[str, list[Figures]] = defaultdict(list)
    absent: set[str] = set()
    for number in range(1, count + 1):
        for name in names:
            if name in absent:
                continue
            try:
                found = CONTESTANTS[name](contest)
            except Unavailable as reason:
                absent.add(name)
                _say(f"{name} is left out: {reason}.")
                continue
            for title, run in found.items():
                figures[title].append(run)
                _say(f"run {number}: {title}: {run['urls'] / run['seconds']:.1f} URLs/s")
    return figures


def _settings(contest: Contest) -> str:
    batch, flight = (os.environ.get(f"LINKCHECK_{name}") for name in ("BATCH", "CONCURRENCY"))
    load = os.getloadavg()[0]
    return (
        f"{contest.count} URLs of seed {contest.seed} on {len(HOSTS)} hosts, time limit"
        f" {contest.timeout} s; Factcheck: one process, {database_name()},"
        f" LINKCHECK_HOST_PAUSE=0, LINKCHECK_BATCH={batch or 'default'},"
        f" LINKCHECK_CONCURRENCY={flight or 'default'}; one request in flight per host, so"
        f" {len(HOSTS)} at most. The peers get the list without {' and '.join(sorted(WAITS))}."
        f" {os.cpu_count()} cores, load {load:.1f} at the end."
    )


def _is_at_fault(run: Figures) -> bool:
    return any(run.get(name) for name in ("wrong", "false_dead", "canary"))


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
