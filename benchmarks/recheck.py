"""How fast, lean and right the re-checker is, side by side with others.

    python benchmarks/recheck.py                 one process beside other tools
    python benchmarks/recheck.py --https --workers --memory --scale
    python benchmarks/recheck.py --everything    all of these, one after the other

README.md in this folder tells what each measures and needs. Prints tables in Markdown with
medians. Exits with 1 if any outcome is wrong, or a forbidden address was contacted.
"""

import argparse
import json
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)  # for `benchmarks`; started as a script, its own folder stands there

from benchmarks.contest import LISTS, Contest  # noqa: E402 - the path comes first
from benchmarks.goals import goals_table  # noqa: E402 - as above
from benchmarks.modes import MANY_PAGES, Mode, modes  # noqa: E402 - as above
from benchmarks.settings_line import settings_line  # noqa: E402 - as above
from benchmarks.table import table  # noqa: E402 - as above
from benchmarks.turns import AllFigures, run_by_turns  # noqa: E402 - as above

QUICK_URLS, QUICK_PAGES = 300, 20_000
NAMES = tuple(modes(0))
FAULTS = ("wrong", "false_dead", "canary")


def main() -> int:
    arguments = _arguments()
    os.chdir(ROOT)
    contest = Contest(
        arguments.urls,
        arguments.seed,
        arguments.timeout,
        zips=arguments.gzip,
        profiles=bool(arguments.profile),
    )
    known = modes(arguments.urls, pages=arguments.pages, explains=arguments.verbose)
    found = {
        name: _run_mode(known[name], contest, arguments) for name in arguments.modes or NAMES[:1]
    }
    if arguments.profile:
        arguments.profile.write_text(_as_json(found), encoding="utf-8")
    return 1 if any(map(_is_at_fault, found.values())) else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--urls", type=int, default=5000)
    parser.add_argument("--pages", type=int, default=MANY_PAGES, help="in the database of --scale")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--timeout", type=float, default=2.0, help="seconds, for everybody")
    parser.add_argument("--gzip", action="store_true", help="pages are compressed on request")
    parser.add_argument("--list", nargs="+", choices=LISTS, default=list(LISTS), dest="lists")
    parser.add_argument("--only", nargs="+", help="of those who take part")
    parser.add_argument("--quick", action="store_true", help=f"{QUICK_URLS} URLs, once")
    parser.add_argument("--profile", type=Path, help="write queries and functions there as JSON")
    parser.add_argument("--verbose", action="store_true", help="explain the queries of --scale")
    for name in NAMES:
        parser.add_argument(f"--{name}", action="append_const", dest="modes", const=name)
    parser.add_argument("--everything", action="store_const", dest="modes", const=list(NAMES))
    arguments = parser.parse_args()
    if arguments.quick:
        arguments.urls, arguments.pages, arguments.runs = QUICK_URLS, QUICK_PAGES, 1
    return arguments


def _run_mode(mode: Mode, contest: Contest, arguments: argparse.Namespace) -> AllFigures:
    lists = tuple(name for name in mode.lists if name in arguments.lists)
    figures = run_by_turns(mode, contest, lists, arguments.runs, arguments.only, _say)
    _say(f"\n## {mode.title}\n\n{settings_line(contest)}\n\n{table(figures, mode.base)}\n")
    _say(goals_table(mode.goals, figures))
    return figures


def _is_at_fault(figures: AllFigures) -> bool:
    return any(run.get(name) for runs in figures.values() for run in runs for name in FAULTS)


def _as_json(found: dict[str, AllFigures]) -> str:
    named = {
        mode: {", ".join(row): runs for row, runs in figures.items()}
        for mode, figures in found.items()
    }
    return json.dumps(named, indent=1)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
