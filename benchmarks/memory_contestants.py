"""Factcheck's memory with a list and with one ten times as long."""

from dataclasses import replace
from functools import partial

from benchmarks.contest import Contest
from benchmarks.contestants import FIRST_VISIT, MONTH_LATER, run_desk
from benchmarks.figures import Contestant, Figures
from benchmarks.goals import Goal, memory

TIMES = 10
MOST_TIMES, MOST_MB = 1.1, 64


def memory_contestants(count: int) -> dict[str, Contestant]:
    return {str(urls): partial(_run, urls) for urls in (count, count * TIMES)}


def memory_goals(count: int) -> tuple[Goal, ...]:
    few, many = (
        [_row(who, urls) for who in (FIRST_VISIT, MONTH_LATER)] for urls in (count, count * TIMES)
    )
    growth = [
        Goal(long, short, MOST_TIMES, memory, at_least=False)
        for long, short in zip(many, few, strict=True)
    ]
    return (*growth, *(Goal(long, "", MOST_MB, memory, at_least=False) for long in many))


def _run(urls: int, contest: Contest) -> dict[str, Figures]:
    found = run_desk(replace(contest, count=urls))
    return {_row(who, urls): figures for who, figures in found.items()}


def _row(who: str, urls: int) -> str:
    return f"{who}, {urls:,} URLs"
