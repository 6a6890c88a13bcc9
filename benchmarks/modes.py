"""What can be measured: who takes part, with which lists, and what Factcheck is held to."""

from dataclasses import dataclass

from benchmarks.contest import LISTS
from benchmarks.contestants import (
    CONTESTANTS,
    FIRST_VISIT,
    KEPT_CONNECTIONS,
    LINKCHECKER_ROW,
    MONTH_LATER,
    NEW_CONNECTIONS,
    ONE_AT_A_TIME,
    TLS_CONTESTANTS,
    WRK,
)
from benchmarks.figures import Contestant
from benchmarks.goals import Goal, thrift
from benchmarks.lease_contestants import lease_contestants, lease_goals
from benchmarks.memory_contestants import memory_contestants, memory_goals
from benchmarks.peers import DJANGO_LINKCHECK
from benchmarks.worker_contestants import BATCHES, TASK_PER_URL, WORKER_CONTESTANTS
from benchmarks.wrk import CONNECTIONS

VISITS = (FIRST_VISIT, MONTH_LATER)
FEW_PAGES, MANY_PAGES = 1_000, 1_000_000


@dataclass(frozen=True)
class Mode:
    title: str
    contestants: dict[str, Contestant]
    goals: tuple[Goal, ...]
    base: str = MONTH_LATER
    lists: tuple[str, ...] = tuple(LISTS)
    is_secure: bool = False


def modes(count: int, *, pages: int = MANY_PAGES, explains: bool = False) -> dict[str, Mode]:
    """Return the modes by the name of their option, for lists of `count` addresses."""
    return {
        "speed": Mode("One process beside other tools", CONTESTANTS, _speed_goals()),
        "https": Mode("The same over TLS", TLS_CONTESTANTS, _tls_goals(), is_secure=True),
        "workers": Mode("Two Celery workers", WORKER_CONTESTANTS, _worker_goals(), BATCHES),
        "memory": Mode("Memory", memory_contestants(count), memory_goals(count), lists=("full",)),
        "scale": Mode(
            "The lease of a batch",
            lease_contestants(FEW_PAGES, pages, explains=explains),
            lease_goals(FEW_PAGES, pages),
            lists=("full",),
        ),
    }


def _speed_goals() -> tuple[Goal, ...]:
    return tuple(
        Goal(visit, other, wanted, their_list=their_list)
        for other, wanted, their_list in (
            (LINKCHECKER_ROW, 15, ""),
            (f"{DJANGO_LINKCHECK.name}{ONE_AT_A_TIME}", 25, ""),
            *((WRK.format(count), 0.12, "prompt") for count in CONNECTIONS),
        )
        for visit in VISITS
    )


def _tls_goals() -> tuple[Goal, ...]:
    return tuple(
        Goal(visit, other, wanted)
        for other, wanted in ((NEW_CONNECTIONS, 0.8), (KEPT_CONNECTIONS, 0.4))
        for visit in VISITS
    )


def _worker_goals() -> tuple[Goal, ...]:
    return (Goal(BATCHES, TASK_PER_URL, 40), Goal(BATCHES, TASK_PER_URL, 30, thrift))
