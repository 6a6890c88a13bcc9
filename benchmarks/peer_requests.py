"""Peer: one address after the other with requests, as a task per URL does it.

    python -m benchmarks.peer_requests COUNT SEED PORT TIMEOUT

Runs in its own environment. One session, so that connections are kept, which most such
tasks do not even do; a body is read up to 5 MB.
"""

import json
import sys

import requests

from benchmarks.cases import prompt_cases
from benchmarks.measure import measured

MAX_BYTES = 5_000_000


def main() -> None:
    count, seed, port = map(int, sys.argv[1:4])
    timeout = float(sys.argv[4])
    urls = [case.url(port) for case in prompt_cases(count, seed)]
    with measured() as cost, requests.Session() as session:
        session.trust_env = False
        for url in urls:
            _visit(session, url, timeout)
    result = {"seconds": cost.seconds, "cpu_seconds": cost.cpu_seconds}
    sys.stdout.write(json.dumps(result) + "\n")


def _visit(session: requests.Session, url: str, timeout: float) -> int:
    """Return how many bytes came, 0 where the visit failed."""
    try:
        with session.get(url, timeout=timeout, stream=True) as answer:
            return len(answer.raw.read(MAX_BYTES, decode_content=True))
    except (requests.RequestException, OSError):
        return 0


if __name__ == "__main__":
    main()
