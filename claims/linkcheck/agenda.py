"""Whose turn it is: one request in flight per host, and a pause before the next."""

import heapq
from collections import deque
from collections.abc import MutableMapping
from typing import Generic, TypeVar

Job = TypeVar("Job")


class Agenda(Generic[Job]):
    """Jobs by host, handed out so that hosts interleave and none is hurried.

    Times are seconds of one monotonic clock, passed in. `free_at` says when each host may
    be asked again; share it between agendas to keep the pauses between them too. Taking
    and adding cost O(log hosts), however many jobs wait for a slow host.
    """

    def __init__(self, pause: float, free_at: MutableMapping[str, float]) -> None:
        self.pause = pause
        self.free_at = free_at
        self.waiting: dict[str, deque[Job]] = {}
        self.busy: set[str] = set()
        self.turns: list[tuple[float, int, str]] = []
        self.ticket = 0

    def add(self, job: Job, host: str, *, first: bool = False) -> None:
        queue = self.waiting.get(host)
        if queue is None:
            queue = self.waiting[host] = deque()
            if host not in self.busy:
                self._give_turn(host)
        if first:
            queue.appendleft(job)
        else:
            queue.append(job)

    def take(self, now: float) -> tuple[Job, str] | None:
        """Return the next job that may start now and its host, which is busy until released."""
        if not self.turns or self.turns[0][0] > now:
            return None
        host = heapq.heappop(self.turns)[2]
        queue = self.waiting[host]
        job = queue.popleft()
        if not queue:
            del self.waiting[host]
        self.busy.add(host)
        return job, host

    def release(self, host: str, now: float) -> None:
        """Note that the host has answered; counted from here, its log shows the full pause."""
        self.busy.discard(host)
        self.free_at[host] = now + self.pause
        if host in self.waiting:
            self._give_turn(host)

    def has(self, host: str) -> bool:
        """Whether somebody waits for `host` or is being served."""
        return host in self.busy or host in self.waiting

    def hosts(self) -> set[str]:
        return {*self.busy, *self.waiting}

    def next_turn_at(self) -> float | None:
        return self.turns[0][0] if self.turns else None

    def _give_turn(self, host: str) -> None:
        self.ticket += 1
        heapq.heappush(self.turns, (self.free_at.get(host, 0.0), self.ticket, host))
