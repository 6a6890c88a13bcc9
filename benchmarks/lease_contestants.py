"""The lease of a batch, in a small database and in a large one."""

import json
import os
import sys
from functools import partial

from benchmarks.contest import Contest
from benchmarks.desk_settings import desk_environment
from benchmarks.figures import Contestant, Figures
from benchmarks.goals import Goal, slowness
from benchmarks.peers import Unavailable
from benchmarks.scenes import SCENES
from benchmarks.started import output

LEASES = 50
MOST_TIMES = 1.3


def lease_contestants(few: int, many: int, *, explains: bool) -> dict[str, Contestant]:
    return {
        f"{pages} {scene}": partial(_lease, pages, scene, explains)
        for scene in SCENES
        for pages in (few, many)
    }


def lease_goals(few: int, many: int) -> tuple[Goal, ...]:
    return tuple(
        Goal(_row(many, scene), _row(few, scene), MOST_TIMES, slowness, at_least=False)
        for scene in SCENES
    )


def _lease(pages: int, scene: str, explains: bool, contest: Contest) -> dict[str, Figures]:
    if not os.environ.get("DATABASE_URL"):
        raise Unavailable("DATABASE_URL is not set")
    more = ["--explain"] if explains else []
    command = [sys.executable, "-m", "benchmarks.desk", "lease", str(pages), scene, str(LEASES)]
    with desk_environment(contest) as environment:
        return {_row(pages, scene): json.loads(output([*command, *more], environment))}


def _row(pages: int, scene: str) -> str:
    return f"lease among {pages:,} pages, {scene}"
