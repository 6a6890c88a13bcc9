"""Runs everybody by turns, so that a busy minute hits all alike."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.certificates import make_certificates
from benchmarks.contest import Contest
from benchmarks.figures import Figures, Row
from benchmarks.modes import Mode
from benchmarks.peers import Unavailable

AllFigures = dict[Row, list[Figures]]
Say = Callable[[str], None]


def run_by_turns(
    mode: Mode,
    contest: Contest,
    lists: Collection[str],
    count: int,
    only: Collection[str] | None,
    say: Say,
) -> AllFigures:
    """Run all of a mode, or `only` some, `count` times with each list."""
    figures: AllFigures = defaultdict(list)
    wanted = [name for name in mode.contestants if only is None or name in only]
    absent: set[str] = set()
    with _secured(contest, mode.is_secure) as secured:
        for number, list_name, name in product(range(1, count + 1), lists, wanted):
            if name in absent:
                continue
            try:
                found = mode.contestants[name](replace(secured, list_name=list_name))
            except Unavailable as reason:
                absent.add(name)
                say(f"{name} is left out: {reason}.")
                continue
            for who, run in found.items():
                figures[who, list_name].append(run)
                speed = run["urls"] / run["seconds"]
                say(f"run {number}: {who}, {list_name} list: {speed:.1f} URLs/s")
    return figures


@contextmanager
def _secured(contest: Contest, is_secure: bool) -> Iterator[Contest]:
    """Yield the contest with certificates of its own, if it is one over TLS."""
    with TemporaryDirectory() as folder:
        if is_secure:
            make_certificates(Path(folder))
        yield replace(contest, certificates=folder if is_secure else "")
