"""What a person sees who rechecks at a terminal."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.newsroom import PAGE
from tests.operations.desk import ROOT, embedded
from tests.terminal import seen_on_terminal
from tests.web import Reply, ScriptedWeb

RECHECK = [sys.executable, "manage.py", "recheck"]


@pytest.fixture
def web() -> Iterator[ScriptedWeb]:
    with ScriptedWeb({"/a": PAGE, "/b": PAGE, "/c": Reply("weg", 410)}) as web:
        yield web


@pytest.fixture
def environment(folder: Path, web: ScriptedWeb) -> dict[str, str]:
    """A desk with three due pages, none of which is asked for at once."""
    pause = {"LINKCHECK_ALLOWED_HOSTS": web.host, "LINKCHECK_HOST_PAUSE": "0.2"}
    environment = dict(embedded(folder, **pause))
    pages = [web.url(path) for path in ("/a", "/b", "/c")]
    program = f"from tests.faults.newsroom import *; open_newsroom(pages={pages}, watchers=0)"
    subprocess.run(
        [sys.executable, "manage.py", "shell", "--verbosity=0", f"--command={program}"],
        cwd=ROOT,
        env=environment,
        check=True,
    )
    return environment


@pytest.mark.parametrize("columns", [120, 0], ids=["a wide one", "one that names no width"])
def test_a_bar_shows_pages_outcomes_pace_and_what_is_left(environment, columns):
    shown = seen_on_terminal(RECHECK, cwd=ROOT, env=environment, columns=columns)

    *under_way, last = re.findall(r"\r([^\r]*\d/3 pages[^\r]*)", shown)
    assert under_way
    assert re.search(r"3/3 pages, +[\d.]+ pages/s, 00:00 left, Alive: 2, Gone: 1", last)
    assert shown.endswith("3 pages visited. Alive: 2, Gone: 1.\r\n")


def test_lines_of_json_stand_alone_beside_the_bar(environment):
    shown = seen_on_terminal([*RECHECK, "--json"], cwd=ROOT, env=environment, columns=120)

    lines = [line.rpartition("\r")[2] for line in shown.split("\r\n")]
    assert len([line for line in lines if re.fullmatch(r'\{"url":.*\}', line)]) == 3


def test_there_is_no_bar_where_nobody_looks(environment):
    ran = subprocess.run(
        [*RECHECK, "--json"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )

    assert ran.stderr == ""
    assert ran.stdout.count("\n") == 3
