"""What a desk has written down, read past its code: by SQL from its database."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from django.db import connection

Rows = Callable[[str], list[tuple[Any, ...]]]


class Records:
    """The same questions to a desk's SQLite file and to the database of this process."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def visits(self) -> dict[str, int]:
        """Return how often each cited page was visited, by path; pages without are left out."""
        found = self._rows(
            "SELECT url, count(*) FROM claims_linkcheck"
            " JOIN claims_citedpage ON claims_citedpage.id = page_id GROUP BY url"
        )
        return {_path(url): number for url, number in found}

    def link_states(self) -> set[str]:
        found = self._rows(
            "SELECT link_state FROM claims_citedpage WHERE next_check_at IS NOT NULL"
        )
        return {state for (state,) in found}

    def leases(self) -> int:
        """Return how many pages somebody is visiting, or was when he was killed."""
        return self._number("SELECT count(*) FROM claims_citedpage WHERE lease IS NOT NULL")

    def flags(self) -> int:
        return self._number("SELECT count(*) FROM claims_statuschange WHERE transition = 'flag'")

    def unsent_emails(self) -> int:
        """Return how many e-mails are not known to be sent; post_office calls sent ones 0."""
        return self._number(
            "SELECT count(*) FROM post_office_email WHERE status IS NULL OR status <> 0"
        )

    def imported(self) -> tuple[int, int, int, int]:
        """Return the numbers of articles, of their versions, of claims and of their histories."""
        tables = ("article", "articleversion", "claim", "historicalclaim")
        first, second, third, fourth = (
            self._number(f"SELECT count(*) FROM claims_{table}")  # noqa: S608 (names from above)
            for table in tables
        )
        return first, second, third, fourth

    def _number(self, sql: str) -> int:
        [(number,)] = self._rows(sql)
        return int(number)


def records_in(folder: Path) -> Records:
    """Return the records of an embedded desk, which may be running."""

    def rows(sql: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(folder / "factcheck.sqlite3", timeout=20)) as database:
            return database.execute(sql).fetchall()

    return Records(rows)


def own_records() -> Records:
    def rows(sql: str) -> list[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchall()

    return Records(rows)


def _path(url: str) -> str:
    return url.removeprefix("http://")
