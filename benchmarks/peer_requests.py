"""Peer: one address after the other with requests, as a task per URL does it.

    python -m benchmarks.peer_requests CONTEST

Runs in its own environment. One session, so that connections are kept, which most such
tasks do not even do; a body is read up to 5 MB. Its limit in time is one for each wait, so
it sees every drip through to the end.
"""

import json
import sys

import requests

from benchmarks.contest import Contest
from benchmarks.measure import measured

MAX_BYTES = 5_000_000


def main() -> None:
    contest = Contest.read(sys.argv[1])
    urls = list(contest.addresses())
    with measured() as cost, requests.Session() as session:
        session.trust_env = False
        for url in urls:
            _visit(session, url, contest.timeout)
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
