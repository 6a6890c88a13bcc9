"""A PostgreSQL and a Redis of our own, to be stopped and started as a test likes."""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from redis import Redis, RedisError

from tests.faults.records import Records
from tests.operations.desk import ROOT, free_port
from tests.waiting import until


def postgresql_programs() -> Path | None:
    """Return the folder of initdb and pg_ctl: on the path, else where Debian has the newest."""
    if found := shutil.which("initdb"):
        return Path(found).parent
    installed = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    return max((path.parent for path in installed), default=None)


class OwnPostgresql:
    """A cluster in a folder of its own, with one migrated database, `factcheck`."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.url = f"postgres://factcheck@127.0.0.1:{self.port}/factcheck"
        self._run("initdb", "--username=factcheck", "--auth=trust", "--no-sync", "--no-locale",
                  "--encoding=UTF8", f"--pgdata={folder}/data")  # fmt: skip

    def start(self) -> None:
        options = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1"
        self._run("pg_ctl", "start", "--wait", f"--pgdata={self.folder}/data",
                  f"--log={self.folder}/log", f"--options={options}")  # fmt: skip

    def pull_the_plug(self) -> None:
        """Stop it in the middle of whatever it does, and start it again."""
        self._run("pg_ctl", "restart", "--wait", "--mode=immediate", f"--pgdata={self.folder}/data",
                  f"--log={self.folder}/log")  # fmt: skip

    def stop(self) -> None:
        self._run("pg_ctl", "stop", "--mode=immediate", f"--pgdata={self.folder}/data")

    def empty(self) -> None:
        """Put a copy of the migrated database in the place of the one that was used."""
        self._maintain("DROP DATABASE IF EXISTS factcheck WITH (FORCE)")
        self._maintain("CREATE DATABASE factcheck TEMPLATE migrated")

    def migrate(self) -> None:
        self._maintain("CREATE DATABASE factcheck")
        self.manage("migrate", "--verbosity=0")
        self._maintain("ALTER DATABASE factcheck RENAME TO migrated")

    def manage(self, *arguments: str, **variables: str) -> None:
        own = {"DATABASE_URL": self.url, "SECRET_KEY": "only-for-tests", "ENV_FILE": os.devnull}
        subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env={**os.environ, **own, "VAR_DIR": str(self.folder / "var"), **variables},
            check=True,
        )

    def records(self) -> Records:
        return Records(self.rows)

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        with psycopg.connect(self.url) as connection:
            cursor = connection.execute(sql)
            return cursor.fetchall() if cursor.description else []

    def _maintain(self, sql: str) -> None:
        url = self.url.removesuffix("factcheck") + "postgres"
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(sql)

    def _run(self, program: str, *arguments: str) -> None:
        folder = postgresql_programs()
        assert folder
        subprocess.run(
            [folder / program, *arguments],
            cwd=self.folder,
            check=True,
            stdout=subprocess.DEVNULL,
            **_somebody_else(),
        )


@contextmanager
def own_postgresql() -> Iterator[OwnPostgresql]:
    with tempfile.TemporaryDirectory(prefix="factcheck-") as name:
        if person := _somebody_else().get("user"):
            shutil.chown(name, person)
        cluster = OwnPostgresql(Path(name))
        cluster.start()
        try:
            cluster.migrate()
            yield cluster
        finally:
            cluster.stop()


def _somebody_else() -> dict[str, Any]:
    """Return as whom to run a server that refuses to run as root."""
    if os.geteuid():
        return {}
    names = {entry.pw_name for entry in pwd.getpwall()}
    person = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    return {"user": person.pw_name, "group": person.pw_gid, "extra_groups": []}


class OwnRedis:
    """A Redis that keeps nothing: whoever starts it again finds it empty."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.start()

    def start(self) -> None:
        self.process = subprocess.Popen(
            ["redis-server", f"--port {self.port}", "--bind 127.0.0.1", "--save", ""],
            cwd=self.folder,
            stdout=subprocess.DEVNULL,
        )
        until(self._answers)

    def stop(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(15)

    def _answers(self) -> bool:
        try:
            with Redis.from_url(self.url) as redis:
                return bool(redis.ping())
        except RedisError:
            return False
