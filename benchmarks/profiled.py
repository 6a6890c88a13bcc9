"""Where the time goes: queries by the action that asks them, milliseconds by function."""

import cProfile
import pstats
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from django.db import connection

SHOWN = 60
ACTIONS = "claims/actions/"

Report = dict[str, list[list[object]]]


@contextmanager
def profiled(is_wanted: bool) -> Iterator[Report]:
    """Fill the yielded report at the end of the block; it stays empty if not wanted.

    "queries" are [action, function and line; SQL; count; seconds], "functions" are
    [place, calls, own seconds, seconds with all it calls], the most expensive first; the
    latter are of CPU, so that a busy machine does not tell. The profiler itself costs more
    than it measures: read the shares, not the sums.
    """
    report: Report = {}
    if not is_wanted:
        yield report
        return
    log = QueryLog()
    profile = cProfile.Profile(process_time)
    with connection.execute_wrapper(log):
        profile.enable()
        yield report
        profile.disable()
    report["queries"] = log.rows()
    report["functions"] = _functions(profile)


class QueryLog:
    """Counts queries by who asks and what."""

    def __init__(self) -> None:
        self.costs: dict[tuple[str, str], list[float]] = defaultdict(lambda: [0, 0.0])

    def __call__(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any
    ) -> Any:
        began_at = perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            cost = self.costs[(_asker(), _summary(sql))]
            cost[0] += 1
            cost[1] += perf_counter() - began_at

    def rows(self) -> list[list[object]]:
        costs = sorted(self.costs.items(), key=lambda item: -item[1][1])
        return [[asker, sql, int(count), seconds] for (asker, sql), (count, seconds) in costs]


def _asker() -> str:
    """Return the nearest caller in claims/actions, as file:function:line."""
    frame = sys._getframe(2)
    while frame is not None and ACTIONS not in frame.f_code.co_filename:
        frame = frame.f_back
    if frame is None:
        return "-"
    return f"{Path(frame.f_code.co_filename).stem}:{frame.f_code.co_name}:{frame.f_lineno}"


def _summary(sql: str) -> str:
    verb, _, rest = sql.partition(" ")
    words = rest.split()
    places = [n for n, word in enumerate(words) if word in ("FROM", "INTO")]
    table = words[0] if verb == "UPDATE" else words[places[0] + 1] if places else ""
    return f"{verb} {table}".strip()


def _functions(profile: cProfile.Profile) -> list[list[object]]:
    stats: Any = pstats.Stats(profile)
    rows = [
        [f"{Path(file).parent.name}/{Path(file).name}:{name}:{line}", calls, own, whole]
        for (file, line, name), (_, calls, own, whole, _) in stats.stats.items()
    ]
    return sorted(rows, key=lambda row: -row[3])[:SHOWN]
