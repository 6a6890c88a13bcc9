"""Visits a page in a process that may hardly grow: `HOST`, which pours something out.

Prints JSON: the error, the bytes kept, whether they were cut, and by how many bytes the
process's peak grew.
"""

import json
import resource
import sys
from datetime import timedelta
from pathlib import Path

from claims.linkcheck.fetcher import fetch_pages
from claims.linkcheck.policy import FetchPolicy
from claims.linkcheck.visit import PageRequest

ROOM_BYTES = 128 * 1024 * 1024
"""The kept 5 MB a few times over, a decoder's window, and the pages of the allocator."""


def visit(host: str) -> dict[str, object]:
    limit = _kilobytes("VmSize") * 1024 + ROOM_BYTES
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    before = _kilobytes("VmHWM")
    policy = FetchPolicy(
        timeout=timedelta(seconds=20), allowed_hosts=frozenset({host}), obeys_robots=False
    )
    ((_request, found),) = fetch_pages([PageRequest(f"http://{host}/")], policy, {})
    return {
        "error": found.error,
        "bytes": len(found.body),
        "truncated": found.truncated,
        "grew_bytes": (_kilobytes("VmHWM") - before) * 1024,
    }


def _kilobytes(name: str) -> int:
    """Return a figure of this process; unlike getrusage's, its peak begins with the program."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition(f"{name}:")[2].split()[0])


if __name__ == "__main__":
    sys.stdout.write(json.dumps(visit(sys.argv[1])))
