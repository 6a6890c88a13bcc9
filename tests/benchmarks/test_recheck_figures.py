"""What the benchmark makes of its figures: medians, ratios, and whether a goal is met."""

import pytest

from benchmarks.cases import cases
from benchmarks.goals import Goal, goals_table, memory, slowness, thrift
from benchmarks.table import table
from benchmarks.wrk import Told, differences, read

OURS = [{"urls": 100, "seconds": seconds, "cpu_seconds": 0.2} for seconds in (1.0, 2.0, 4.0)]
THEIRS = [{"urls": 100, "seconds": 10.0}]
FIGURES = {("ours", "full"): OURS, ("theirs", "full"): THEIRS}


def last_line(*goals, figures=None) -> list[str]:
    line = goals_table(goals, FIGURES if figures is None else figures).splitlines()[-1]
    return line.strip("| ").split(" | ")


def test_the_table_has_medians_and_ratios():
    told = table(FIGURES, base="ours")

    assert [line.strip("| ").split(" | ") for line in told.splitlines()[2:]] == [
        ["ours", "full", "100", "3", "2", "50.0", "25.0 to 100.0", "1.00", "2.00", *"–" * 4],
        ["theirs", "full", "100", "1", "10", "10.0", "10.0 to 10.0", "5.00", *"–" * 5],
    ]


@pytest.mark.parametrize(("wanted", "met"), [(5, "yes"), (5.1, "no")])
def test_a_goal_compares_the_medians_of_the_same_list(wanted, met):
    assert last_line(Goal("ours", "theirs", wanted)) == [
        "speed of ours : theirs", "full", "5", f"≥ {wanted}", met
    ]  # fmt: skip


def test_a_goal_may_be_an_upper_bound_without_anybody_beside_it():
    figures = {("ours", "full"): [{"memory_mb": 70.0}, {"memory_mb": 60.0}, {"memory_mb": 65.0}]}

    goal = Goal("ours", "", 64, memory, at_least=False)

    assert last_line(goal, figures=figures)[2:] == ["65", "≤ 64", "no"]


def test_thrift_counts_the_processor_not_the_clock():
    theirs = [{"urls": 100, "seconds": 1.0, "cpu_seconds": 6.0}]
    figures = {("ours", "full"): OURS, ("theirs", "full"): theirs}

    assert last_line(Goal("ours", "theirs", 30, thrift), figures=figures)[2] == "30"


def test_a_lease_is_compared_by_its_seconds():
    goal = Goal("theirs", "ours", 1.3, slowness, at_least=False)

    assert last_line(goal)[2:] == ["5", "≤ 1.3", "no"]


def test_a_goal_nobody_was_measured_for_has_no_line():
    assert goals_table((Goal("ours", "wrk", 0.12),), FIGURES) == ""


def test_what_wrk_prints_is_read():
    told = (
        "  24190 requests in 5.10s, 512.70MB read\n"
        "  Socket errors: connect 0, read 290, write 0, timeout 10\n"
        "  Non-2xx or 3xx responses: 5000\n"
    )

    assert read(told) == Told(answers=24190, seconds=5.1, refused=5000, broken=300)
    assert read("  90 requests in 900.00ms, 1.70MB read\n") == Told(90, 0.9, 0, 0)


def test_wrk_is_believed_only_if_it_met_what_the_list_has():
    listed = cases(1000, seed=1)
    refusing = sum(case.kind.name in ("s401", "s403", "s404", "s410", "s429", "s500", "s503")
                   for case in listed)  # fmt: skip

    assert [*differences(Told(4952, 5.0, 5 * refusing, 48), listed, seen=1000)] == []
    assert [*differences(Told(5000, 5.0, 0, 0), listed, seen=20)] == [
        "the server saw 20 of 1000 paths",
        f"0 of 5000 refused, {refusing} of 1000 on the list",
        "0 of 5000 broken, 12 of 1000 on the list",
    ]
