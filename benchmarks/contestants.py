"""Who is measured on one list: Factcheck, the bare minimum, and other tools."""

import resource
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.cases import HOSTS
from benchmarks.contest import Contest
from benchmarks.desk_settings import desk_environment
from benchmarks.figures import Contestant, Figures
from benchmarks.measure import measured
from benchmarks.peers import DJANGO_LINKCHECK, LINKCHECKER, REQUESTS, Peer, Unavailable
from benchmarks.site_process import control, control_url, site
from benchmarks.started import asked, desk, site_cpu
from benchmarks.wrk import CONNECTIONS, run_wrk_once

IN_FLIGHT = 50
LINKCHECKER_THREADS = 20
FIRST_VISIT, MONTH_LATER = "Factcheck, first visit", "Factcheck, a month later"
NEW_CONNECTIONS = f"pycurl loop, {IN_FLIGHT} in flight, a connection per URL"
KEPT_CONNECTIONS = f"pycurl loop, {IN_FLIGHT} in flight"
ONE_PER_HOST = "pycurl loop, 1 in flight per host"
LINKCHECKER_ROW = f"linkchecker, {LINKCHECKER_THREADS} threads"
ONE_AT_A_TIME = ", one at a time"
WRK = "wrk, 1 thread, {} connections"


def run_desk(contest: Contest) -> dict[str, Figures]:
    """Return the figures of Factcheck's first visit and of the one a month later."""
    with site(contest) as running, desk_environment(running) as environment:
        desk("furnish", running, environment)
        served = site_cpu(running)
        first = desk("visit", running, environment) | served()
        first |= desk("verdict-1", running, environment)
        desk("wait", running, environment)
        served = site_cpu(running)
        second = desk("visit", running, environment) | served()
        second |= desk("verdict-2", running, environment)
    return {FIRST_VISIT: first, MONTH_LATER: second}


def run_bare_curl(contest: Contest) -> dict[str, Figures]:
    """Return the figures of a bare loop, free and as polite as Factcheck."""
    return {
        KEPT_CONNECTIONS: _curl(contest, str(IN_FLIGHT)),
        ONE_PER_HOST: _curl(contest, str(len(HOSTS)), "--one-per-host"),
    }


def run_tls_curl(contest: Contest) -> dict[str, Figures]:
    """Return the figures of a bare loop that makes every connection anew, and that does not."""
    return {
        NEW_CONNECTIONS: _curl(contest, str(IN_FLIGHT), "--new-connections"),
        KEPT_CONNECTIONS: _curl(contest, str(IN_FLIGHT)),
        ONE_PER_HOST: _curl(contest, str(len(HOSTS)), "--one-per-host"),
    }


def _curl(contest: Contest, *more: str) -> Figures:
    return asked(contest, [sys.executable, "-m", "benchmarks.bare_curl"], *more)


def run_requests(contest: Contest) -> dict[str, Figures]:
    return _run_script(contest, REQUESTS, "benchmarks.peer_requests")


def run_django_linkcheck(contest: Contest) -> dict[str, Figures]:
    return _run_script(contest, DJANGO_LINKCHECK, "benchmarks.peer_django_linkcheck")


def _run_script(contest: Contest, peer: Peer, module: str) -> dict[str, Figures]:
    command = [peer.program("python"), "-m", module]
    return {f"{peer.name}{ONE_AT_A_TIME}": asked(contest, command)}


def run_linkchecker(contest: Contest) -> dict[str, Figures]:
    """Return the figures of linkchecker, from its start to its end, tuned to be quick.

    It keeps to `maxrequestspersecond` only with hosts that send a `LinkChecker` header, as
    ours do; others it asks ten times a second at most, with all threads waiting in line.
    """
    program = LINKCHECKER.program("linkchecker")
    with site(contest) as running, TemporaryDirectory() as folder:
        settings = Path(folder, "linkcheckerrc")
        settings.write_text(
            f"[checking]\nthreads={LINKCHECKER_THREADS}\ntimeout={max(1, round(contest.timeout))}"
            "\nrecursionlevel=1\nmaxrequestspersecond=1000000\nrobotstxt=0\n"
            "[filtering]\ncheckextern=1\n",
            encoding="utf-8",
        )
        command = [program, "-f", str(settings), "--no-status", "-onone"]
        served = site_cpu(running)
        with measured(resource.RUSAGE_CHILDREN) as cost:
            # It returns 1 where it found a dead link, and it does.
            subprocess.run(
                [*command, control_url(running, "list")], check=False, stderr=subprocess.DEVNULL
            )
        urls = int(control(running, "seen"))
        figures = {"urls": urls, "seconds": cost.seconds, "cpu_seconds": cost.cpu_seconds}
        return {LINKCHECKER_ROW: figures | served()}


def run_wrk(contest: Contest) -> dict[str, Figures]:
    """Return what wrk reaches with one thread, which has no limit in time to get over a drip."""
    program = shutil.which("wrk")
    if program is None:
        raise Unavailable("it is not installed (Debian: apt-get install wrk)")
    if contest.list_name != "prompt":
        return {}
    found = {}
    for count in CONNECTIONS:
        with site(contest) as running:
            served = site_cpu(running)
            figures = run_wrk_once(program, running, count) | served()
        found[WRK.format(count)] = figures
    return found


CONTESTANTS: dict[str, Contestant] = {
    "desk": run_desk,
    "curl": run_bare_curl,
    "wrk": run_wrk,
    "requests": run_requests,
    "django-linkcheck": run_django_linkcheck,
    "linkchecker": run_linkchecker,
}
TLS_CONTESTANTS: dict[str, Contestant] = {"desk": run_desk, "curl": run_tls_curl}
