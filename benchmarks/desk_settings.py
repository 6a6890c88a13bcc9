"""The environment in which Factcheck is measured: an empty database of its own."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from benchmarks.cases import HOSTS
from benchmarks.certificates import AUTHORITY
from benchmarks.contest import Contest

SUFFIX = "_recheck_bench"


@contextmanager
def desk_environment(contest: Contest) -> Iterator[dict[str, str]]:
    """Yield variables for a desk on SQLite, or on the server of DATABASE_URL.

    There the database has a name of its own, is made anew, and dropped at the end.
    """
    url = os.environ.get("DATABASE_URL", "")
    with TemporaryDirectory(prefix="recheck-") as folder:
        environment = _without_settings() | {
            "DJANGO_SETTINGS_MODULE": "factcheck.settings",
            "ENV_FILE": os.devnull,
            "VAR_DIR": str(Path(folder)),
            "SECRET_KEY": "only-for-the-benchmark",
            "LINKCHECK_HOST_PAUSE": "0",
            "LINKCHECK_TIMEOUT": str(contest.timeout),
            "LINKCHECK_ALLOWED_HOSTS": ",".join(f"{host}:{contest.port}" for host in HOSTS),
            **_trust(contest.certificates),
        }
        if not url:
            yield environment
            return
        own = urlsplit(url)._replace(path=f"{urlsplit(url).path}{SUFFIX}").geturl()
        _drop(own)
        _execute(own, "CREATE DATABASE {}")
        try:
            yield environment | {"DATABASE_URL": own}
        finally:
            _drop(own)


def database_name() -> str:
    return "PostgreSQL" if os.environ.get("DATABASE_URL") else "SQLite"


def _without_settings() -> dict[str, str]:
    """Return our environment without what would set up the desk otherwise."""
    foreign = ("LINKCHECK_", "DATABASE_URL", "REDIS_URL", "EMAIL_URL", "MEDIA_ROOT", "DEMO")
    kept = ("LINKCHECK_BATCH", "LINKCHECK_CONCURRENCY")
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(foreign) or name in kept
    }


def _trust(certificates: str) -> dict[str, str]:
    return {"SSL_CERT_FILE": str(Path(certificates, AUTHORITY))} if certificates else {}


def _drop(url: str) -> None:
    _execute(url, "DROP DATABASE IF EXISTS {} WITH (FORCE)")


def _execute(url: str, statement: str) -> None:
    database = urlsplit(url).path.strip("/")
    maintenance = urlsplit(url)._replace(path="postgres").geturl()
    with psycopg.connect(maintenance, autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(sql.Identifier(database)))
