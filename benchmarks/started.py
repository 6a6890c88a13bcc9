"""How contestants are started: each in a process of its own, told the contest in a word."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence

from benchmarks.contest import Contest
from benchmarks.cpu_time import cpu_seconds
from benchmarks.figures import Figures
from benchmarks.site_process import control, site


def asked(contest: Contest, command: Sequence[str], *more: str) -> Figures:
    """Return the figures a script prints, and how many addresses the server saw."""
    with site(contest) as running:
        served = site_cpu(running)
        figures: Figures = json.loads(output([*command, running.word, *more], dict(os.environ)))
        return figures | {"urls": int(control(running, "seen"))} | served()


def site_cpu(contest: Contest) -> Callable[[], Figures]:
    """Return what tells the CPU that the server takes from now on."""
    before = cpu_seconds(contest.site_pid)
    return lambda: {"site_cpu_seconds": cpu_seconds(contest.site_pid) - before}


def desk(verb: str, contest: Contest, environment: dict[str, str], *more: str) -> Figures:
    """Return what a process of Factcheck's own tells; see `benchmarks.desk`."""
    command = [sys.executable, "-m", "benchmarks.desk", verb, contest.word, *more]
    figures: Figures = json.loads(output(command, environment) or "{}")
    return figures


def output(command: Sequence[str], environment: dict[str, str]) -> str:
    return subprocess.run(
        command, check=True, stdout=subprocess.PIPE, text=True, env=environment
    ).stdout
