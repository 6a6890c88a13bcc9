"""wrk on the same paths: what the server itself can give."""

import json
import re
import resource
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.cases import HOSTS, Case
from benchmarks.contest import Contest
from benchmarks.figures import Figures
from benchmarks.measure import measured
from benchmarks.script import STATUSES
from benchmarks.site_process import control

SECONDS = 5
CONNECTIONS = (20, 50, 200)
"""As many as Factcheck has hosts, as it may have in flight, and as bring the server to its
limit: with few of them wrk waits for slow answers most of the time."""

SCRIPT = """
local paths = {{ {paths} }}
local headers = {{ {headers} }}
local turn = 0
request = function()
  turn = turn % #paths + 1
  return wrk.format("GET", paths[turn], headers)
end
"""
GZIP = '["Accept-Encoding"] = "gzip"'
TOTAL = re.compile(r"(\d+) requests in ([\d.]+)(ms|s|m),")
REFUSED = re.compile(r"Non-2xx or 3xx responses: (\d+)")
BROKEN = re.compile(r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)")
IN_SECONDS = {"ms": 0.001, "s": 1.0, "m": 60.0}
TOLERANCE = 0.01
"""How far the share of an answer may be off, of all; the last round through the list is cut."""


@dataclass(frozen=True)
class Told:
    """What wrk says at its end: answers, those of 400 and above, and broken connections."""

    answers: int
    seconds: float
    refused: int
    broken: int


def run_wrk_once(program: str, contest: Contest, connections: int) -> Figures:
    """Return what one thread of wrk got, and in how many things it was not what we serve."""
    paths = ",".join(json.dumps(case.path) for case in contest.cases())
    with TemporaryDirectory() as folder:
        script = Path(folder, "paths.lua")
        headers = GZIP if contest.zips else ""
        script.write_text(SCRIPT.format(paths=paths, headers=headers), encoding="utf-8")
        command = [program, "-t1", f"-c{connections}", f"-d{SECONDS}s", "-s", str(script)]
        with measured(resource.RUSAGE_CHILDREN) as cost:
            answer = subprocess.run(
                [*command, contest.root(HOSTS[0])], check=True, capture_output=True, text=True
            )
    told = read(answer.stdout)
    wrong = list(differences(told, contest.cases(), seen=int(control(contest, "seen"))))
    for line in wrong:
        sys.stderr.write(f"wrk: {line}\n")
    return {
        "urls": told.answers + told.broken,
        "seconds": told.seconds,
        "cpu_seconds": cost.cpu_seconds,
        "wrong": len(wrong),
    }


def read(told: str) -> Told:
    found = TOTAL.search(told)
    if found is None:
        raise ValueError(f"wrk does not say what it reached: {told}")
    refused, broken = REFUSED.search(told), BROKEN.search(told)
    return Told(
        answers=int(found[1]),
        seconds=float(found[2]) * IN_SECONDS[found[3]],
        refused=int(refused[1]) if refused else 0,
        broken=sum(map(int, broken.groups())) if broken else 0,
    )


def differences(told: Told, cases: list[Case], seen: int) -> Iterator[str]:
    """Yield a line for each thing that shows that other answers came than the list has."""
    asked = told.answers + told.broken
    if seen < min(len(cases), asked * (1 - TOLERANCE)):
        yield f"the server saw {seen} of {len(cases)} paths"
    kinds = [case.kind.name for case in cases]
    for what, count, truth in (
        ("refused", told.refused, sum(name in STATUSES for name in kinds)),
        ("broken", told.broken, kinds.count("reset")),
    ):
        if asked >= len(cases) and abs(count / asked - truth / len(cases)) > TOLERANCE:
            yield f"{count} of {asked} {what}, {truth} of {len(cases)} on the list"
