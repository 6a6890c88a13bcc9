"""The benchmark as one starts it: it runs, finds nothing wrong, and says how it went."""

import os
import subprocess
import sys

import pytest

from benchmarks.contest import Contest
from benchmarks.site_process import control, site
from factcheck.settings import BASE_DIR

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="only Linux answers on all of 127.0.0.0/8"
)
CONTEST = Contest(count=60, seed=1, timeout=1.0)


def run_benchmark(*options: str) -> tuple[int, str, list[list[str]]]:
    """Return the exit code, what stood on stderr, and the cells of its tables."""
    told = subprocess.run(
        [sys.executable, "benchmarks/recheck.py", "--urls=60", "--runs=1", "--timeout=1", *options],
        capture_output=True,
        text=True,
        cwd=BASE_DIR,
        env=os.environ | {"DATABASE_URL": "", "REDIS_URL": ""},
    )
    lines = [line for line in told.stdout.splitlines() if line.startswith("| ")]
    return told.returncode, told.stderr, [line.strip("| ").split(" | ") for line in lines]


@pytest.mark.parametrize("options", [["--gzip"], ["--https"]])
def test_a_tiny_run_prints_a_table_in_which_nothing_is_wrong(options):
    code, complaints, rows = run_benchmark("--only", "desk", "--list", "full", *options)

    assert (code, complaints) == (0, "")
    assert [row[:4] for row in rows[2:]] == [
        ["Factcheck, first visit", "full", "60", "1"],
        ["Factcheck, a month later", "full", "60", "1"],
    ]
    assert [row[-2:] for row in rows[2:]] == [["0", "0"]] * 2


def test_the_bare_loop_gets_the_list_without_what_only_a_limit_ends():
    _code, _complaints, rows = run_benchmark("--only", "curl", "--list", "prompt")

    assert [row[:3] for row in rows[2:]] == [
        ["pycurl loop, 50 in flight", "prompt", "58"],
        ["pycurl loop, 1 in flight per host", "prompt", "58"],
    ]


@pytest.mark.parametrize("option", ["--workers", "--scale"])
def test_who_lacks_a_service_is_left_out_and_told_why(option):
    code, _complaints, rows = run_benchmark(option, "--only", "desk", "1000 all due at one instant")

    assert code == 0
    assert len(rows) == 2


def test_the_server_counts_each_address_of_the_list_once():
    with site(CONTEST) as running:
        first = control(running, "seen")
        list_of_links = control(running, "list")
        canary = control(running, "canary")

    assert (first, canary) == ("0", "0")
    assert list_of_links.count("<a href=") == 60
