"""Worker and beat as processes of their own, on PostgreSQL and Redis."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection
from post_office import mail
from post_office.models import STATUS, Email

from tests.operations.desk import ROOT

pytestmark = [
    pytest.mark.services("postgresql", "redis"),
    pytest.mark.django_db(transaction=True),
]
CELERY = (sys.executable, "-m", "celery", "--app=factcheck")


@pytest.fixture
def newsroom(tmp_path: Path) -> dict[str, str]:
    """The environment of a process that shares this test's database, with a broker of its own."""
    address = urlsplit(settings.DATABASE_URL)
    database = address._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    redis = urlsplit(settings.REDIS_URL)._replace(path=f"/{_own_number()}").geturl()
    return {
        **os.environ,
        "DATABASE_URL": database,
        "REDIS_URL": redis,
        "SECRET_KEY": settings.SECRET_KEY,
        "VAR_DIR": str(tmp_path),
    }


@pytest.fixture
def worker(newsroom: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    yield from _running("worker", "--loglevel=INFO", "--hostname=worker@desk", env=newsroom)


@pytest.fixture
def beat(newsroom: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    yield from _running("beat", "--loglevel=INFO", "--pidfile=", env=newsroom)


def test_a_worker_of_its_own_sends_what_is_queued(
    worker: subprocess.Popen[str], newsroom: dict[str, str]
) -> None:
    email = mail.send("eva@desk.example", "desk@desk.example", subject="Checked", message="True.")
    _read_until(worker, " ready.")

    subprocess.run(
        [*CELERY, "call", "claims.tasks.send_emails"], cwd=ROOT, env=newsroom, check=True
    )

    _read_until(worker, "send_emails", "succeeded")
    assert Email.objects.get(pk=email.pk).status == STATUS.sent


def test_a_worker_answers_its_health_check(
    worker: subprocess.Popen[str], newsroom: dict[str, str]
) -> None:
    _read_until(worker, " ready.")

    assert "worker@desk: OK" in _ping("worker@desk", newsroom)


def test_beat_answers_its_health_check(
    beat: subprocess.Popen[str], newsroom: dict[str, str]
) -> None:
    _read_until(beat, "Connected to")

    assert f"celerybeat@{os.uname().nodename}: OK" in _ping(
        f"celerybeat@{os.uname().nodename}", newsroom
    )


def _own_number() -> int:
    """Return a Redis database that no other test process uses."""
    return 3 + int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) % 12


def _running(*command: str, env: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [*CELERY, *command],
        cwd=ROOT,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    yield process
    process.terminate()
    process.communicate(timeout=30)


def _read_until(process: subprocess.Popen[str], *words: str) -> None:
    seen = []
    assert process.stdout
    for line in process.stdout:
        seen.append(line)
        if all(word in line for word in words):
            return
    raise AssertionError("".join(seen))


def _ping(node: str, env: dict[str, str]) -> str:
    return subprocess.run(
        [*CELERY, "inspect", "ping", "--timeout=10", f"--destination={node}"],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    ).stdout
