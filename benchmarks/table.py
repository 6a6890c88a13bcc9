"""The figures of all runs as one table in Markdown: medians, and ratios to Factcheck."""

from statistics import median
from typing import Any

Runs = list[dict[str, Any]]
HEADINGS = (
    "who", "URLs", "runs", "s", "URLs/s", "range", "times as fast as it",
    "CPU ms/URL", "memory MB", "wrong", "false dead",
)  # fmt: skip
NOTHING = "–"


def table(figures: dict[str, Runs], base: str) -> str:
    """Return a row for each name; ratios say how many times as fast `base` is."""
    base_speed = median(speeds(figures[base])) if base in figures else None
    rows = [HEADINGS, ("---", *["---:"] * (len(HEADINGS) - 1))]
    rows += [_row(name, runs, base_speed) for name, runs in figures.items()]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def speeds(runs: Runs) -> list[float]:
    return [run["urls"] / run["seconds"] for run in runs]


def _row(name: str, runs: Runs, base_speed: float | None) -> tuple[str, ...]:
    speed = speeds(runs)
    return (
        name,
        _median(runs, "urls", "{:.0f}"),
        str(len(runs)),
        _median(runs, "seconds", "{:.1f}"),
        f"{median(speed):.1f}",
        f"{min(speed):.1f} to {max(speed):.1f}",
        f"{base_speed / median(speed):.2f}" if base_speed else NOTHING,
        _cpu(runs),
        _median(runs, "memory_mb", "{:.0f}"),
        _worst(runs, "wrong"),
        _worst(runs, "false_dead"),
    )


def _median(runs: Runs, key: str, form: str) -> str:
    return form.format(median(run[key] for run in runs)) if key in runs[0] else NOTHING


def _cpu(runs: Runs) -> str:
    if "cpu_seconds" not in runs[0]:
        return NOTHING
    return f"{median(run['cpu_seconds'] / run['urls'] * 1000 for run in runs):.2f}"


def _worst(runs: Runs, key: str) -> str:
    return str(max(run[key] for run in runs)) if key in runs[0] else NOTHING
