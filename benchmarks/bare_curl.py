"""The upper bound: pycurl's multi interface over the same list, and nothing else.

    python -m benchmarks.bare_curl CONTEST IN_FLIGHT [--one-per-host] [--new-connections]

No guard, no robots.txt, no judgement, no database; bodies are read, up to 5 MB, and thrown
away. `--one-per-host` is as polite as Factcheck: the difference is the price of manners.
`--new-connections` keeps no connection, as one curl command for each address would not.
"""

import argparse
import json
import sys
from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pycurl

from benchmarks.cases import Case
from benchmarks.certificates import AUTHORITY
from benchmarks.contest import Contest
from benchmarks.measure import measured

MAX_BYTES = 5_000_000
MAX_REDIRECTS = 10


class Queue:
    """Addresses whose turn it is; with `one_per_host` a host gives out one at a time."""

    def __init__(self, addresses: dict[str, Case], one_per_host: bool) -> None:
        self.queues: dict[str, deque[str]] = defaultdict(deque)
        for url, case in addresses.items():
            self.queues[case.host if one_per_host else ""].append(url)
        self.one_per_host = one_per_host
        self.free = deque(self.queues)

    def take(self) -> tuple[str, str] | None:
        while self.free:
            host = self.free.popleft()
            if self.queues[host]:
                if not self.one_per_host:
                    self.free.append(host)
                return self.queues[host].popleft(), host
        return None

    def release(self, host: str) -> None:
        if self.one_per_host:
            self.free.append(host)


def visit(queue: Queue, contest: Contest, in_flight: int, *, anew: bool) -> None:
    """Visit all addresses, each on a connection made `anew` or not."""
    multi = pycurl.CurlMulti()
    multi.setopt(pycurl.M_MAXCONNECTS, in_flight * 8)
    idle = [_handle(contest, anew) for _ in range(in_flight)]
    hosts: dict[pycurl.Curl, str] = {}
    while True:
        while idle and (turn := queue.take()):
            curl = idle.pop()
            hosts[curl] = turn[1]
            curl.setopt(pycurl.URL, turn[0])
            curl.setopt(pycurl.WRITEFUNCTION, _limited(BytesIO()))
            multi.add_handle(curl)
        if not hosts:
            return
        multi.select(1.0)
        multi.perform()
        for curl in _finished(multi):
            multi.remove_handle(curl)
            queue.release(hosts.pop(curl))
            idle.append(curl)


def _handle(contest: Contest, anew: bool) -> pycurl.Curl:
    curl = pycurl.Curl()
    curl.setopt(pycurl.FOLLOWLOCATION, 1)
    curl.setopt(pycurl.MAXREDIRS, MAX_REDIRECTS)
    curl.setopt(pycurl.PROXY, "")
    curl.setopt(pycurl.NOSIGNAL, 1)
    curl.setopt(pycurl.TIMEOUT_MS, int(contest.timeout * 1000))
    curl.setopt(pycurl.FRESH_CONNECT, anew)
    curl.setopt(pycurl.FORBID_REUSE, anew)
    if contest.zips:
        curl.setopt(pycurl.ACCEPT_ENCODING, "")
    if contest.certificates:
        curl.setopt(pycurl.CAINFO, str(Path(contest.certificates, AUTHORITY)))
    return curl


def _limited(body: BytesIO) -> Callable[[bytes], int]:
    return lambda chunk: body.write(chunk) if body.tell() < MAX_BYTES else -1


def _finished(multi: pycurl.CurlMulti) -> Iterator[pycurl.Curl]:
    queued = 1
    while queued:
        queued, complete, failed = multi.info_read()
        yield from complete
        yield from (curl for curl, _number, _message in failed)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("contest", type=Contest.read)
    parser.add_argument("in_flight", type=int)
    parser.add_argument("--one-per-host", action="store_true")
    parser.add_argument("--new-connections", action="store_true")
    arguments = parser.parse_args()
    contest, anew = arguments.contest, arguments.new_connections
    queue = Queue(contest.addresses(), arguments.one_per_host)
    with measured() as cost:
        visit(queue, contest, arguments.in_flight, anew=anew)
    result = {"seconds": cost.seconds, "cpu_seconds": cost.cpu_seconds}
    sys.stdout.write(json.dumps(result) + "\n")


if __name__ == "__main__":
    main()
