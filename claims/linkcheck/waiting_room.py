"""Journeys to hosts that another worker is visiting: they come again in a while."""

from collections.abc import Collection
from typing import Generic, TypeVar

Job = TypeVar("Job")

KNOCK_SECONDS = 0.25


class WaitingRoom(Generic[Job]):
    """Jobs by host, each for at most `patience` seconds. Times are of one monotonic clock."""

    def __init__(self, patience: float) -> None:
        self.patience = patience
        self.waiting: dict[str, list[tuple[float, Job]]] = {}
        self.knocked_at = 0.0

    def add(self, job: Job, host: str, now: float) -> None:
        if not self.waiting:
            self.knocked_at = now
        self.waiting.setdefault(host, []).append((now, job))

    def hosts(self) -> Collection[str]:
        return self.waiting.keys()

    def is_time(self, now: float) -> bool:
        """Whether somebody waits and it is time to knock again; if so, this counts as it."""
        if not self.waiting or now < self.knocked_at + KNOCK_SECONDS:
            return False
        self.knocked_at = now
        return True

    def next_knock_at(self) -> float | None:
        return self.knocked_at + KNOCK_SECONDS if self.waiting else None

    def leave(self, host: str) -> list[Job]:
        """Return those who waited for `host`; they wait no longer."""
        return [job for _since, job in self.waiting.pop(host, [])]

    def give_up(self, now: float) -> list[Job]:
        """Return those who have waited long enough, for whatever host; they wait no longer."""
        gone: list[Job] = []
        for host, queue in list(self.waiting.items()):
            gone += [job for since, job in queue if since + self.patience <= now]
            self.waiting[host] = [entry for entry in queue if entry[0] + self.patience > now]
            if not self.waiting[host]:
                del self.waiting[host]
        return gone
