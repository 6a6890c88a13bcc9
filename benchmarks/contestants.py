"""Who is measured, and how each is started: always a process of its own."""

import json
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.cases import HOSTS, prompt_cases
from benchmarks.desk_settings import desk_environment
from benchmarks.measure import measured
from benchmarks.peers import DJANGO_LINKCHECK, LINKCHECKER, REQUESTS, Peer, Unavailable
from benchmarks.site_process import control, site
from benchmarks.wrk import requests_per_second

IN_FLIGHT = 50
LINKCHECKER_THREADS = 20
Figures = dict[str, Any]
"""`urls`, `seconds`, `cpu_seconds`; of Factcheck also memory and what was wrong."""


@dataclass(frozen=True)
class Contest:
    """The list, and how long an address may take."""

    count: int
    seed: int
    timeout: float
    profile: bool = False

    @property
    def words(self) -> list[str]:
        return [str(self.count), str(self.seed)]


def run_desk(contest: Contest) -> dict[str, Figures]:
    """Return the figures of Factcheck's first visit and of the one a month later."""
    with (
        site(contest.count, contest.seed) as port,
        desk_environment(port, contest.timeout) as environment,
    ):

        def desk(verb: str, *more: str) -> Figures:
            command = [sys.executable, "-m", "benchmarks.desk", verb, *contest.words, str(port)]
            told: Figures = json.loads(_output([*command, *more], environment) or "{}")
            return told

        profile = ["--profile"] if contest.profile else []
        desk("furnish")
        first = desk("visit", *profile) | desk("verdict-1")
        desk("wait")
        second = desk("visit", *profile) | desk("verdict-2")
    return {"Factcheck, first visit": first, "Factcheck, a month later": second}


def run_bare_curl(contest: Contest) -> dict[str, Figures]:
    """Return the figures of a bare loop, free and as polite as Factcheck."""
    found = {}
    for name, more in (
        (f"pycurl loop, {IN_FLIGHT} in flight", [str(IN_FLIGHT)]),
        ("pycurl loop, 1 in flight per host", [str(len(HOSTS)), "--one-per-host"]),
    ):
        found[name] = _asked(contest, [sys.executable, "-m", "benchmarks.bare_curl"], more)
    return found


def run_requests(contest: Contest) -> dict[str, Figures]:
    return _run_script(contest, REQUESTS, "benchmarks.peer_requests")


def run_django_linkcheck(contest: Contest) -> dict[str, Figures]:
    return _run_script(contest, DJANGO_LINKCHECK, "benchmarks.peer_django_linkcheck")


def run_linkchecker(contest: Contest) -> dict[str, Figures]:
    """Return the figures of linkchecker, from its start to its end, tuned to be quick."""
    program = LINKCHECKER.program("linkchecker")
    with site(contest.count, contest.seed) as port, TemporaryDirectory() as folder:
        settings = Path(folder, "linkcheckerrc")
        settings.write_text(
            f"[checking]\nthreads={LINKCHECKER_THREADS}\ntimeout={max(1, round(contest.timeout))}"
            "\nrecursionlevel=1\nmaxrequestspersecond=1000000\nrobotstxt=0\n"
            "[filtering]\ncheckextern=1\n",
            encoding="utf-8",
        )
        command = [program, "-f", str(settings), "--no-status", "-onone"]
        with measured(resource.RUSAGE_CHILDREN) as cost:
            # It returns 1 where it found a dead link, and it does.
            subprocess.run([*command, f"http://{HOSTS[0]}:{port}/control/list"], check=False)
        urls = int(control(port, "seen"))
    figures = {"urls": urls, "seconds": cost.seconds, "cpu_seconds": cost.cpu_seconds}
    return {f"linkchecker, {LINKCHECKER_THREADS} threads": figures}


def run_wrk(contest: Contest) -> dict[str, Figures]:
    """Return what wrk reaches with one thread; it waits for nobody, so it gets the short list."""
    program = shutil.which("wrk")
    if program is None:
        raise Unavailable("it is not installed")
    paths = [case.path for case in prompt_cases(contest.count, contest.seed)]
    with site(contest.count, contest.seed) as port:
        urls, seconds = requests_per_second(program, f"http://{HOSTS[0]}:{port}", paths)
    return {"wrk, 1 thread": {"urls": urls, "seconds": seconds}}


CONTESTANTS: dict[str, Callable[[Contest], dict[str, Figures]]] = {
    "desk": run_desk,
    "curl": run_bare_curl,
    "wrk": run_wrk,
    "requests": run_requests,
    "django-linkcheck": run_django_linkcheck,
    "linkchecker": run_linkchecker,
}


def _run_script(contest: Contest, peer: Peer, module: str) -> dict[str, Figures]:
    command = [peer.program("python"), "-m", module]
    return {f"{peer.name}, one at a time": _asked(contest, command, [])}


def _asked(contest: Contest, command: Sequence[str], more: list[str]) -> Figures:
    """Return the figures a script prints, and how many addresses the server saw."""
    with site(contest.count, contest.seed) as port:
        where = [*contest.words, str(port), str(contest.timeout)]
        figures: Figures = json.loads(_output([*command, *where, *more], dict(os.environ)))
        return figures | {"urls": int(control(port, "seen"))}


def _output(command: Sequence[str], environment: dict[str, str]) -> str:
    return subprocess.run(
        command, check=True, stdout=subprocess.PIPE, text=True, env=environment
    ).stdout
