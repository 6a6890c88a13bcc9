"""The benchmark itself: it runs, it is right, and it would notice what is wrong."""

import os
import subprocess
import sys

import pytest

from benchmarks.cases import cases
from benchmarks.newsroom import furnish
from benchmarks.table import table
from benchmarks.truth import differences, false_dead
from benchmarks.wrk import total
from claims.models import CitedPage, LinkCheck
from factcheck.settings import BASE_DIR


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux answers on all of 127.0.0.0/8")
def test_a_tiny_run_prints_a_table_in_which_nothing_is_wrong():
    command = [sys.executable, "benchmarks/recheck.py", "--urls=60", "--runs=1", "--timeout=1"]
    environment = os.environ | {"DATABASE_URL": ""}

    told = subprocess.run(
        [*command, "--only", "desk", "curl"],
        capture_output=True,
        text=True,
        cwd=BASE_DIR,
        env=environment,
    )

    rows = [line.split(" | ") for line in told.stdout.splitlines() if line.startswith("| ")]
    assert (told.returncode, told.stderr) == (0, "")
    assert [row[0] for row in rows[2:]] == [
        "| Factcheck, first visit",
        "| Factcheck, a month later",
        "| pycurl loop, 50 in flight",
        "| pycurl loop, 1 in flight per host",
    ]
    assert [row[1:3] for row in rows[2:]] == [["60", "1"]] * 4
    assert [row[-2:] for row in rows[2:4]] == [["0", "0 |"]] * 2


def test_a_seed_always_makes_the_same_list():
    assert cases(300, seed=7) == cases(300, seed=7)
    assert cases(300, seed=7) != cases(300, seed=8)


def test_every_address_of_a_list_is_there_once():
    listed = cases(5000, seed=1)

    assert len({case.url(80) for case in listed}) == 5000
    assert sum(case.kind.name == "s404" for case in listed) == 400
    assert sum(case.kind.name == "big" for case in listed) == 5


@pytest.mark.django_db
def test_a_page_that_was_never_visited_is_told():
    listed = cases(30, seed=1)
    furnish(listed, port=8080)

    wrong = differences(listed, 8080, 0)

    assert len(wrong) == 30
    assert wrong[0] == f"{listed[0].url(8080)}: 0 checks, not 1"


@pytest.mark.django_db
def test_a_wrong_outcome_and_a_page_given_up_too_early_are_told(now):
    listed = [case for case in cases(60, seed=1) if case.kind.name == "s404"][:1]
    furnish(listed, port=8080)
    page = CitedPage.objects.get()
    LinkCheck.objects.create(page=page, checked_at=now, outcome="gone", link_state="dead")
    page.link_state, page.last_outcome = "dead", "gone"
    page.last_checked_at = page.next_check_at = now
    page.save()

    (wrong,) = differences(listed, 8080, 0)

    assert "('gone', 'dead', 'unknown'), not ('gone', 'failing', 'unknown')" in wrong
    assert false_dead(listed, 8080, 0) == 1
    assert false_dead(listed, 8080, 1) == 0


def test_the_table_has_medians_and_ratios():
    ours = [{"urls": 100, "seconds": seconds, "cpu_seconds": 0.2} for seconds in (1.0, 2.0, 4.0)]
    told = table({"ours": ours, "theirs": [{"urls": 100, "seconds": 10.0}]}, base="ours")

    assert told.splitlines()[2:] == [
        "| ours | 100 | 3 | 2.0 | 50.0 | 25.0 to 100.0 | 1.00 | 2.00 | – | – | – |",
        "| theirs | 100 | 1 | 10.0 | 10.0 | 10.0 to 10.0 | 5.00 | – | – | – | – |",
    ]


def test_what_wrk_prints_is_read():
    assert total("  24190 requests in 5.10s, 512.70MB read\n") == (24190, 5.1)
    assert total("  90 requests in 900.00ms, 1.70MB read\n") == (90, 0.9)
