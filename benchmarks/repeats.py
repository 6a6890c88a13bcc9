"""How well the desk finds repeats, and how that holds among a million claims.

Both are measured on a desk of their own, in a database that is dropped at the end: on the
server of DATABASE_URL, or else SQLite.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from benchmarks.extraction_figures import Figure
from benchmarks.measure import MB
from benchmarks.repeats_data import require_archive

FEW, MANY = 1000, 1_000_000
SUFFIX = "_repeats_bench"


def quality(data: Path) -> Figure:
    """Return MAP@5 over all texts whose earlier claims are known."""
    require_archive(data)
    told = _desk("quality", str(data.resolve()))
    return Figure(told["map"], f"{told['texts']:,} texts, {told['claims']:,} claims")


def growth(_: Path) -> Figure:
    """Return the ratio of the median times; None without a server."""
    if not os.environ.get("DATABASE_URL"):
        return Figure(None, "DATABASE_URL names no PostgreSQL server")
    told = _desk("growth", str(FEW), str(MANY))
    few, many = told["few"], told["many"]
    return Figure(
        many["median"] / few["median"],
        f"{few['median']:.1f} ms to {many['median']:.1f} ms (of 20, the slowest "
        f"{few['slow']:.1f} to {many['slow']:.1f}); {few['found']:.0%} to {many['found']:.0%} of "
        f"paraphrases found; index {told['index_bytes'] / MB:,.0f} MB in "
        f"{told['indexing_seconds']:,.0f} s",
    )


def _desk(*verb: str) -> dict[str, object]:
    with _environment() as environment:
        command = [sys.executable, "-m", "benchmarks.repeats_desk", *verb]
        done = subprocess.run(
            command, env=environment, cwd=Path(__file__).parent.parent, stdout=-1, check=True
        )
        return json.loads(done.stdout)


@contextmanager
def _environment() -> Iterator[dict[str, str]]:
    url = os.environ.get("DATABASE_URL", "")
    with TemporaryDirectory(prefix="repeats-") as folder:
        environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "factcheck.settings",
            "ENV_FILE": os.devnull,
            "VAR_DIR": folder,
            "SECRET_KEY": "only-for-the-benchmark",
        }
        if not url:
            yield environment
            return
        own = urlsplit(url)._replace(path=f"{urlsplit(url).path}{SUFFIX}").geturl()
        _execute(own, "DROP DATABASE IF EXISTS {} WITH (FORCE)")
        _execute(own, "CREATE DATABASE {}")
        try:
            yield environment | {"DATABASE_URL": own}
        finally:
            _execute(own, "DROP DATABASE IF EXISTS {} WITH (FORCE)")


def _execute(url: str, statement: str) -> None:
    database = urlsplit(url).path.strip("/")
    maintenance = urlsplit(url)._replace(path="postgres").geturl()
    with psycopg.connect(maintenance, autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(sql.Identifier(database)))
