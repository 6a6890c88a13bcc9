"""The server of the benchmark, started and asked from outside."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.request import ProxyHandler, build_opener

from benchmarks.cases import HOSTS

DIRECTLY = build_opener(ProxyHandler({}))


@contextmanager
def site(count: int, seed: int) -> Iterator[int]:
    """Yield the port of a server that has this list, and stop it at the end."""
    command = [sys.executable, "-m", "benchmarks.scripted_site", str(count), str(seed)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield int(process.stdout.readline())
        finally:
            process.terminate()


def control(port: int, word: str) -> str:
    """Return what the server says to /control/`word`."""
    with DIRECTLY.open(f"http://{HOSTS[0]}:{port}/control/{word}") as answer:
        return str(answer.read().decode())
