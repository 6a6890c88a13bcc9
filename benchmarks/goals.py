"""What the re-checker is held to, as ratios of the medians of one run."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from statistics import median

from benchmarks.figures import Row
from benchmarks.table import Runs, speeds

Figures = dict[Row, Runs]
HEADINGS = "| what | list | reached | wanted | met |\n| --- | --- | ---: | ---: | --- |"


def speed(runs: Runs) -> float:
    return median(speeds(runs))


def thrift(runs: Runs) -> float:
    """Return the URLs that a second of CPU is enough for."""
    return median(run["urls"] / run["cpu_seconds"] for run in runs)


def memory(runs: Runs) -> float:
    return median(run["memory_mb"] for run in runs)


def slowness(runs: Runs) -> float:
    return median(run["seconds"] for run in runs)


@dataclass(frozen=True)
class Goal:
    """`measure` of `ours` divided by that of `theirs`; by itself where there is no other.

    `theirs` is measured on the same list, if not on `their_list`.
    """

    ours: str
    theirs: str
    wanted: float
    measure: Callable[[Runs], float] = speed
    at_least: bool = True
    their_list: str = ""

    def lines(self, figures: Figures) -> Iterator[str]:
        for (who, list_name), runs in figures.items():
            theirs = figures.get((self.theirs, self.their_list or list_name))
            if who == self.ours and (theirs or not self.theirs):
                reached = self.measure(runs) / (self.measure(theirs) if theirs else 1)
                yield self._line(list_name, reached)

    def _line(self, list_name: str, reached: float) -> str:
        is_met = reached >= self.wanted if self.at_least else reached <= self.wanted
        what = f"{self.measure.__name__} of {self.ours} : {self.theirs or 1}"
        sign = "≥" if self.at_least else "≤"
        met = "yes" if is_met else "no"
        return f"| {what} | {list_name} | {reached:.3g} | {sign} {self.wanted:g} | {met} |"


def goals_table(goals: tuple[Goal, ...], figures: Figures) -> str:
    """Return a line for each goal that the figures say something of; "" without any."""
    lines = [line for goal in goals for line in goal.lines(figures)]
    return "\n".join([HEADINGS, *lines]) if lines else ""
