"""An import killed with SIGKILL in the middle: all of it or nothing."""

import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.faults.records import Records
from tests.operations.desk import ROOT, embedded
from tests.waiting import until

PARAGRAPHS = 3000
SPILLED_BYTES = 500_000
"""So much that rows are on the disk, of some five times as much in the end; not committed."""

Import = Callable[[], "subprocess.Popen[str]"]


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """A long article, a claim in every sentence."""
    sentences = (
        f"Die Gemeinde Nummer {number} zahlt laut Bürgermeisterin Eva Roth {number},5 Millionen "
        f"Euro für {number} neue Busse und {number} neue Haltestellen."
        for number in range(1, PARAGRAPHS + 1)
    )
    path = tmp_path / "gemeinden.txt"
    path.write_text("\n".join(["Busse im ganzen Land", *sentences]), encoding="utf-8")
    return path


@pytest.fixture
def start_import(article: Path, folder: Path) -> Import:
    def start() -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, "manage.py", "import_article", str(article), "--json"],
            cwd=ROOT,
            env=embedded(folder),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    return start


def test_an_import_that_is_killed_leaves_nothing_and_is_whole_the_second_time(
    start_import: Import, folder: Path, records: Records
) -> None:
    killed = start_import()
    until(lambda: _is_in_the_middle(folder) or killed.poll() is not None)
    killed.kill()

    said, _errors = killed.communicate()
    assert said == ""
    assert records.imported() == (0, 0, 0, 0)

    again = start_import()
    said, errors = again.communicate()
    assert errors == ""
    assert json.loads(said)["created"] == PARAGRAPHS
    assert records.imported() == (1, 1, PARAGRAPHS, PARAGRAPHS)


def _is_in_the_middle(folder: Path) -> bool:
    """Whether rows were written by somebody who still holds the database."""
    log = folder / "factcheck.sqlite3-wal"
    return log.exists() and log.stat().st_size > SPILLED_BYTES and _is_locked(folder)


def _is_locked(folder: Path) -> bool:
    with closing(sqlite3.connect(folder / "factcheck.sqlite3", timeout=0)) as database:
        try:
            database.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            return True
        return False
