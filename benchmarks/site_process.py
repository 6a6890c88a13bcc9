"""The server of the benchmark, started and asked from outside."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from urllib.request import ProxyHandler, build_opener

from benchmarks.cases import HOSTS
from benchmarks.contest import Contest

DIRECTLY = build_opener(ProxyHandler({}))


@contextmanager
def site(contest: Contest) -> Iterator[Contest]:
    """Yield the contest with a server that plays its list, and stop it at the end."""
    command = [sys.executable, "-m", "benchmarks.scripted_site", contest.word]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            port, control_port = map(int, process.stdout.readline().split())
            yield replace(contest, port=port, control_port=control_port, site_pid=process.pid)
        finally:
            process.terminate()


def control(contest: Contest, word: str) -> str:
    """Return what the server says to `word`."""
    with DIRECTLY.open(control_url(contest, word)) as answer:
        return str(answer.read().decode())


def control_url(contest: Contest, word: str) -> str:
    return f"http://{HOSTS[0]}:{contest.control_port}/{word}"
