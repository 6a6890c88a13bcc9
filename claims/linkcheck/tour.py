"""All visits of one fetcher: who may be asked next, and what each answer leads to."""

from collections import deque
from collections.abc import Collection, MutableMapping
from datetime import UTC, datetime
from time import monotonic
from typing import Any, Generic, Protocol, TypeVar

from claims.linkcheck.agenda import Agenda
from claims.linkcheck.answer import Answer
from claims.linkcheck.canonical import host_of
from claims.linkcheck.guard import AddressGuard
from claims.linkcheck.journey import Journey
from claims.linkcheck.policy import FetchPolicy
from claims.linkcheck.robots import RobotsFile, RobotsRules, robots_url, site_of
from claims.linkcheck.visit import PageRequest, Visit
from claims.linkcheck.waiting_room import WaitingRoom

Request = TypeVar("Request", bound=PageRequest)

ROBOTS_HOPS = 5  # RFC 9309, section 2.3.1.2


class HostDoor(Protocol):
    """Says which hosts we may ask: redirects lead to some that another worker is visiting."""

    def enter(self, hosts: Collection[str]) -> Collection[str]:
        """Return those of `hosts` that are ours from now on; for the others we come again."""


class OpenDoor:
    """Lets everybody in: for a process that has no others beside it."""

    def enter(self, hosts: Collection[str]) -> Collection[str]:
        return hosts


OPEN_DOOR = OpenDoor()


class Tour(Generic[Request]):
    """Keeps the journeys under way; it decides, and `fetch` does the talking.

    Finished visits gather in `arrived`. Times are seconds of one monotonic clock.
    """

    def __init__(
        self,
        policy: FetchPolicy,
        robots: MutableMapping[str, RobotsFile],
        free_at: MutableMapping[str, float],
        door: HostDoor = OPEN_DOOR,
    ) -> None:
        self.policy = policy
        self.guard = AddressGuard(policy.allowed_hosts)
        self.rules = RobotsRules(robots, policy.agent_name)
        self.agenda: Agenda[Journey[Any]] = Agenda(policy.host_pause.total_seconds(), free_at)
        self.door = door
        self.outside: WaitingRoom[Journey[Any]] = WaitingRoom(policy.timeout.total_seconds())
        self.awaiting_robots: dict[str, list[Journey[Any]]] = {}
        self.arrived: deque[tuple[Request, Visit]] = deque()
        self.under_way = 0

    def add(self, request: Request) -> None:
        self.under_way += 1
        journey = Journey(request, self.guard.check_url, self.policy.max_hops)
        self._settle(journey, journey.depart())

    def note(self, journey: Journey[Any], host: str, answer: Answer, now: float) -> None:
        """Take the answer of `host` to a journey, and let the host rest from `now` on."""
        self.agenda.release(host, now)
        self._settle(journey, journey.arrive(answer))

    def knock(self, now: float) -> None:
        """Ask for the hosts that journeys wait for, and send those home that waited too long."""
        if not self.outside.is_time(now):
            return
        for host in self.door.enter(self.outside.hosts()):
            for journey in self.outside.leave(host):
                self._line_up(journey, host)
        for journey in self.outside.give_up(now):
            self._settle(journey, journey.fail("host_busy", "another worker is visiting the host"))

    def next_turn_at(self) -> float | None:
        """Return when there is something to do even if no answer comes; None if never."""
        moments = (self.agenda.next_turn_at(), self.outside.next_knock_at())
        return min((moment for moment in moments if moment is not None), default=None)

    def hosts_in_use(self) -> set[str]:
        return {*self.agenda.hosts(), *self.outside.hosts()}

    def hand_out(self) -> list[tuple[Request, Visit]]:
        """Return the visits that are over, each once."""
        arrived = list(self.arrived)
        self.arrived.clear()
        return arrived

    def _settle(self, journey: Journey[Any], visit: Visit | None) -> None:
        if visit is None:
            self._queue(journey)
        elif journey.is_robots:
            self._learn_robots(visit)
        else:
            self._finish(journey, visit)

    def _queue(self, journey: Journey[Any]) -> None:
        """Line up at the host, or wait until its robots.txt is known."""
        if journey.is_robots or not self.policy.obeys_robots:
            self._come_to(journey)
        elif self.rules.are_known(journey.url, datetime.now(UTC)):
            self._come_if_allowed(journey)
        else:
            self._await_robots(journey)

    def _come_if_allowed(self, journey: Journey[Any]) -> None:
        error, detail = self.rules.refusal(journey.url)
        if error:
            self._finish(journey, journey.fail(error, detail))
        else:
            self._come_to(journey)

    def _come_to(self, journey: Journey[Any]) -> None:
        """Line up at a host of ours; wait at the door of any other."""
        host = host_of(journey.url)
        if self.agenda.has(host) or host in self.door.enter({host}):
            self._line_up(journey, host)
        else:
            self.outside.add(journey, host, monotonic())

    def _line_up(self, journey: Journey[Any], host: str) -> None:
        """Line up at a host of ours; another worker may have read its robots.txt before us."""
        if journey.is_robots and self.rules.are_known(journey.request.url, datetime.now(UTC)):
            for waiting in self.awaiting_robots.pop(site_of(journey.request.url)):
                self._come_if_allowed(waiting)
        else:
            self.agenda.add(journey, host, first=journey.is_robots)

    def _await_robots(self, journey: Journey[Any]) -> None:
        site = site_of(journey.url)
        if site in self.awaiting_robots:
            self.awaiting_robots[site].append(journey)
            return
        self.awaiting_robots[site] = [journey]
        request = PageRequest(robots_url(journey.url))
        herald = Journey(request, self.guard.check_url, ROBOTS_HOPS, is_robots=True)
        self._settle(herald, herald.depart())

    def _learn_robots(self, visit: Visit) -> None:
        is_unknown = visit.error == "host_busy"
        if not is_unknown:
            self.rules.learn(visit)
        for journey in self.awaiting_robots.pop(site_of(visit.url)):
            if is_unknown:
                self._finish(journey, journey.fail(visit.error, visit.error_detail))
            else:
                self._come_if_allowed(journey)

    def _finish(self, journey: Journey[Any], visit: Visit) -> None:
        self.under_way -= 1
        self.arrived.append((journey.request, visit))
