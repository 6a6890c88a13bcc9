"""Visits to pages, one or thousands: robots.txt and redirects obeyed, hosts left in peace."""

from collections.abc import Iterable, Iterator, MutableMapping
from dataclasses import replace
from itertools import islice
from time import monotonic
from types import TracebackType
from typing import Generic, Self, TypeVar

from claims.linkcheck.fetch import Switchboard
from claims.linkcheck.policy import FetchPolicy
from claims.linkcheck.robots import RobotsFile
from claims.linkcheck.tour import OPEN_DOOR, HostDoor, Tour
from claims.linkcheck.visit import PageRequest, Visit

Request = TypeVar("Request", bound=PageRequest)

MAX_UNDER_WAY = 10_000


class Fetcher(Generic[Request]):
    """Visits pages, and takes more while others are under way; use it in a `with`.

    Never raises for what a server does. `robots` is read and kept up to date; keep it
    longer than a day, since it also knows for how long a robots.txt has been failing.
    `free_at` carries the pauses of hosts over to the next fetcher of this process. While
    the caller is busy between two calls the lines stand still: that time counts against
    no server whose answer waited for us.
    """

    def __init__(
        self,
        policy: FetchPolicy,
        robots: MutableMapping[str, RobotsFile],
        free_at: MutableMapping[str, float] | None = None,
        door: HostDoor = OPEN_DOOR,
    ) -> None:
        self.tour: Tour[Request] = Tour(policy, robots, {} if free_at is None else free_at, door)
        self.switchboard = Switchboard(policy, self.tour.guard)
        self.left_at = monotonic()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.switchboard.close()

    @property
    def under_way(self) -> int:
        """How many requests have been added whose visits were not handed out yet."""
        return self.tour.under_way + len(self.tour.arrived)

    def add(self, requests: Iterable[Request]) -> None:
        for request in requests:
            self.tour.add(request)

    def hosts_in_use(self) -> set[str]:
        """Return the hosts that are being asked, or will be for what was added so far."""
        return self.tour.hosts_in_use()

    def hosts_being_asked(self) -> set[str]:
        """Return the hosts that have been asked and have not answered yet."""
        return {*self.tour.agenda.busy}

    def arrivals(self, patience: float | None = None) -> list[tuple[Request, Visit]]:
        """Return what has come in, in no order; [] when nothing did for `patience` seconds."""
        self.switchboard.away += monotonic() - self.left_at
        give_up_at = None if patience is None else monotonic() + patience
        self._dial()
        while self.tour.under_way and not self.tour.arrived:
            if give_up_at is not None and monotonic() >= give_up_at:
                break
            for journey, host, answer in self.switchboard.answers(
                self.tour.next_turn_at(), give_up_at
            ):
                self.tour.note(journey, host, answer, monotonic())
            self._dial()
        self.left_at = monotonic()
        return self.tour.hand_out()

    def _dial(self) -> None:
        now = monotonic()
        self.tour.knock(now)
        while self.switchboard.idle and (job := self.tour.agenda.take(now)):
            self.switchboard.dial(*job)


def fetch_pages(
    requests: Iterable[Request],
    policy: FetchPolicy,
    robots: MutableMapping[str, RobotsFile],
    free_at: MutableMapping[str, float] | None = None,
) -> Iterator[tuple[Request, Visit]]:
    """Visit pages and yield each with its visit as soon as it is over, in no order."""
    waiting = iter(requests)
    with Fetcher[Request](policy, robots, free_at) as fetcher:
        while True:
            fetcher.add(islice(waiting, MAX_UNDER_WAY - fetcher.under_way))
            if not fetcher.under_way:
                return
            yield from fetcher.arrivals()


def fetch_page(url: str, policy: FetchPolicy) -> Visit:
    """Visit one page for a person who asked for it; robots.txt is for robots."""
    policy = replace(policy, concurrency=1, obeys_robots=False)
    return next(fetch_pages([PageRequest(url)], policy, {}))[1]
