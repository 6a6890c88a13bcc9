"""The upper bound: pycurl's multi interface over the same list, and nothing else.

    python -m benchmarks.bare_curl COUNT SEED PORT TIMEOUT IN_FLIGHT [--one-per-host]

No guard, no robots.txt, no judgement, no database; bodies are read, up to 5 MB, and thrown
away. `--one-per-host` is as polite as Factcheck: the difference is the price of manners.
"""

import argparse
import json
import sys
from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from io import BytesIO

import pycurl

from benchmarks.cases import Case, cases
from benchmarks.measure import measured

MAX_BYTES = 5_000_000
MAX_REDIRECTS = 10


class Queue:
    """Addresses whose turn it is; with `one_per_host` a host gives out one at a time."""

    def __init__(self, listed: list[Case], one_per_host: bool) -> None:
        self.queues: dict[str, deque[Case]] = defaultdict(deque)
        for case in listed:
            self.queues[case.host if one_per_host else ""].append(case)
        self.one_per_host = one_per_host
        self.free = deque(self.queues)

    def take(self) -> tuple[Case, str] | None:
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


def visit(queue: Queue, port: int, timeout: float, in_flight: int) -> int:
    """Visit all addresses and return how many were visited."""
    multi = pycurl.CurlMulti()
    multi.setopt(pycurl.M_MAXCONNECTS, in_flight * 8)
    idle = [_handle(timeout) for _ in range(in_flight)]
    hosts: dict[pycurl.Curl, str] = {}
    visited = 0
    while True:
        while idle and (turn := queue.take()):
            curl = idle.pop()
            hosts[curl] = turn[1]
            curl.setopt(pycurl.URL, turn[0].url(port))
            curl.setopt(pycurl.WRITEFUNCTION, _limited(BytesIO()))
            multi.add_handle(curl)
        if not hosts:
            return visited
        multi.select(1.0)
        multi.perform()
        for curl in _finished(multi):
            multi.remove_handle(curl)
            queue.release(hosts.pop(curl))
            idle.append(curl)
            visited += 1


def _handle(timeout: float) -> pycurl.Curl:
    curl = pycurl.Curl()
    curl.setopt(pycurl.FOLLOWLOCATION, 1)
    curl.setopt(pycurl.MAXREDIRS, MAX_REDIRECTS)
    curl.setopt(pycurl.PROXY, "")
    curl.setopt(pycurl.NOSIGNAL, 1)
    curl.setopt(pycurl.TIMEOUT_MS, int(timeout * 1000))
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
    for name, kind in (("count", int), ("seed", int), ("port", int), ("timeout", float)):
        parser.add_argument(name, type=kind)
    parser.add_argument("in_flight", type=int)
    parser.add_argument("--one-per-host", action="store_true")
    arguments = parser.parse_args()
    queue = Queue(cases(arguments.count, arguments.seed), arguments.one_per_host)
    with measured() as cost:
        urls = visit(queue, arguments.port, arguments.timeout, arguments.in_flight)
    result = {"urls": urls, "seconds": cost.seconds, "cpu_seconds": cost.cpu_seconds}
    sys.stdout.write(json.dumps(result) + "\n")


if __name__ == "__main__":
    main()
