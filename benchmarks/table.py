"""The figures of all runs as one table in Markdown: medians, and ratios to Factcheck."""

from statistics import median
from typing import Any

from benchmarks.figures import Row

Runs = list[dict[str, Any]]
HEADINGS = (
    "who", "list", "URLs", "runs", "s", "URLs/s", "range", "times as fast as it",
    "CPU ms/URL", "server busy %", "memory MB", "wrong", "false dead",
)  # fmt: skip
TEXTS = 2
NOTHING = "–"


def table(figures: dict[Row, Runs], base: str) -> str:
    """Return a line for each row; ratios say how many times as fast `base` is on that list."""
    rows = [HEADINGS, ("---",) * TEXTS + ("---:",) * (len(HEADINGS) - TEXTS)]
    rows += [_line(row, runs, figures.get((base, row[1]))) for row, runs in figures.items()]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def speeds(runs: Runs) -> list[float]:
    return [run["urls"] / run["seconds"] for run in runs]


def _line(row: Row, runs: Runs, base: Runs | None) -> tuple[str, ...]:
    speed = speeds(runs)
    return (
        *row,
        _median(runs, "urls", "{:.0f}"),
        str(len(runs)),
        _median(runs, "seconds", "{:.3g}"),
        f"{median(speed):.1f}",
        f"{min(speed):.1f} to {max(speed):.1f}",
        f"{median(speeds(base)) / median(speed):.2f}" if base else NOTHING,
        _share(runs, "cpu_seconds", "urls", 1000, "{:.2f}"),
        _share(runs, "site_cpu_seconds", "seconds", 100, "{:.0f}"),
        _median(runs, "memory_mb", "{:.0f}"),
        _worst(runs, "wrong"),
        _worst(runs, "false_dead"),
    )


def _median(runs: Runs, key: str, form: str) -> str:
    return form.format(median(run[key] for run in runs)) if key in runs[0] else NOTHING


def _share(runs: Runs, key: str, of: str, unit: int, form: str) -> str:
    if key not in runs[0]:
        return NOTHING
    return form.format(median(run[key] / run[of] * unit for run in runs))


def _worst(runs: Runs, key: str) -> str:
    return str(max(run[key] for run in runs)) if key in runs[0] else NOTHING
