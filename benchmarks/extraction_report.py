"""Takes the measures that were asked for and sets them out as a Markdown table."""

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from benchmarks.extraction_measures import MEASURES, Figure, Measure

_HEAD = """\
| measure | must | aim | reached | which is | measured on | command |
|---|---|---|---|---|---|---|
"""


def main(arguments: Sequence[str] | None = None) -> str:
    """Return the table of the measures that the command line asks for."""
    asked = _parser().parse_args(arguments)
    chosen = [measure for measure in MEASURES if not asked.only or measure.name in asked.only]
    return table(_taken(chosen, asked.data))


def table(rows: Iterable[tuple[Measure, Figure]]) -> str:
    """Return the rows in Markdown."""
    return _HEAD + "".join(_row(measure, figure) for measure, figure in rows)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Measure extraction on development data.")
    parser.add_argument("--data", type=Path, required=True, help="the folder of the data sets")
    names = [measure.name for measure in MEASURES]
    parser.add_argument("--only", nargs="+", choices=names, help="these measures, not all")
    return parser


def _taken(measures: Iterable[Measure], data: Path) -> Iterator[tuple[Measure, Figure]]:
    for measure in measures:
        try:
            yield measure, measure.take(data)
        except FileNotFoundError as missing:
            where = Path(str(missing.filename))
            name = where.relative_to(data) if where.is_relative_to(data) else where.name
            yield measure, Figure(None, f"no data: {name} is not there")


def _row(measure: Measure, figure: Figure) -> str:
    cells = [
        measure.title,
        measure.bound(measure.must),
        measure.bound(measure.aim),
        "–" if figure.value is None else measure.shown(figure.value),
        measure.verdict(figure.value),
        figure.note,
        f"`python benchmarks/extraction.py --data DATA --only {measure.name}`",
    ]
    return f"| {' | '.join(cells)} |\n"


if __name__ == "__main__":
    sys.stdout.write(main())
