"""All visits of one batch: who may be asked next, and what each answer leads to."""

from collections import deque
from collections.abc import MutableMapping
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar

from claims.linkcheck.agenda import Agenda
from claims.linkcheck.answer import Answer
from claims.linkcheck.canonical import host_of
from claims.linkcheck.guard import AddressGuard
from claims.linkcheck.journey import Journey
from claims.linkcheck.policy import FetchPolicy
from claims.linkcheck.robots import RobotsFile, RobotsRules, robots_url, site_of
from claims.linkcheck.visit import PageRequest, Visit

Request = TypeVar("Request", bound=PageRequest)

ROBOTS_HOPS = 5  # RFC 9309, section 2.3.1.2


class Tour(Generic[Request]):
    """Keeps the journeys of a batch; it decides, and `fetch` does the talking.

    Finished visits gather in `arrived`. Times are seconds of one monotonic clock.
    """

    def __init__(
        self,
        policy: FetchPolicy,
        robots: MutableMapping[str, RobotsFile],
        free_at: MutableMapping[str, float],
    ) -> None:
        self.policy = policy
        self.guard = AddressGuard(policy.allowed_hosts)
        self.rules = RobotsRules(robots, policy.agent_name)
        self.agenda: Agenda[Journey[Any]] = Agenda(policy.host_pause.total_seconds(), free_at)
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

    def _settle(self, journey: Journey[Any], visit: Visit | None) -> None:
        if visit is None:
            self._queue(journey)
        elif journey.is_robots:
            self._learn_robots(visit)
        else:
            self._finish(journey, visit)

    def _queue(self, journey: Journey[Any]) -> None:
        """Line up at the host, or wait until its robots.txt is known."""
        if journey.is_robots:
            self.agenda.add(journey, host_of(journey.url), first=True)
        elif not self.policy.obeys_robots:
            self.agenda.add(journey, host_of(journey.url))
        elif self.rules.are_known(journey.url, datetime.now(UTC)):
            self._queue_if_allowed(journey)
        else:
            self._await_robots(journey)

    def _queue_if_allowed(self, journey: Journey[Any]) -> None:
        error, detail = self.rules.refusal(journey.url)
        if error:
            self._finish(journey, journey.fail(error, detail))
        else:
            self.agenda.add(journey, host_of(journey.url))

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
        self.rules.learn(visit)
        for journey in self.awaiting_robots.pop(site_of(visit.url)):
            self._queue_if_allowed(journey)

    def _finish(self, journey: Journey[Any], visit: Visit) -> None:
        self.under_way -= 1
        self.arrived.append((journey.request, visit))
