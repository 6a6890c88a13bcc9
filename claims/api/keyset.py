"""Pages by keyset: a page starts after a row, not after a count.

A cursor names the last row seen, so that deep pages cost what the first one does, rows
with equal times are neither skipped nor doubled, and new rows do not shift the others.
"""

import base64
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db.models import Model, Q, QuerySet


class UnreadableCursor(ValueError):  # noqa: N818  names the cursor, as ObjectDoesNotExist its object
    """A text that is no cursor of this ordering."""


def parse_time(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


@dataclass(frozen=True)
class Ordering:
    """One way to sort a list: `name` in the query, `-` for falling; `column` in the rows.

    `parse` reads a value of the column back from a cursor; `parse_key` one of its key.
    """

    name: str
    column: str
    parse: Callable[[str], Any] = parse_time
    parse_key: Callable[[str], Any] = UUID

    @property
    def falls(self) -> bool:
        return self.name.startswith("-")


@dataclass(frozen=True)
class Cursor:
    """The row that a page starts after, or, `backward`, ends before."""

    value: Any
    key: Any
    backward: bool = False


@dataclass(frozen=True)
class Page:
    """The rows of a page in their order, and whether there are more on either side."""

    rows: list[Any]
    has_next: bool
    has_previous: bool


def page_of(queryset: QuerySet[Any], ordering: Ordering, cursor: Cursor | None, size: int) -> Page:
    """Read one page with a single query of `size` + 1 rows."""
    rows = list(rows_from(queryset, ordering, cursor)[: size + 1])
    has_more, rows = len(rows) > size, rows[:size]
    if cursor is not None and cursor.backward:
        return Page(rows[::-1], has_next=bool(rows), has_previous=has_more)
    return Page(rows, has_next=has_more, has_previous=bool(rows) and cursor is not None)


def rows_from(queryset: QuerySet[Any], ordering: Ordering, cursor: Cursor | None) -> QuerySet[Any]:
    """Sort the rows and leave out those up to the cursor."""
    falling = ordering.falls != (cursor is not None and cursor.backward)
    sign, compare = ("-", "lt") if falling else ("", "gt")
    queryset = queryset.order_by(f"{sign}{ordering.column}", f"{sign}pk")
    if cursor is None:
        return queryset
    # The first condition repeats part of the second in a form that an index can serve.
    return queryset.filter(
        Q(**{f"{ordering.column}__{compare}e": cursor.value}),
        Q(**{f"{ordering.column}__{compare}": cursor.value})
        | Q(**{ordering.column: cursor.value, f"pk__{compare}": cursor.key}),
    )


def written_cursor(ordering: Ordering, row: Model, *, backward: bool = False) -> str:
    """Return the cursor of the page after `row`, or before it, as it stands in an address."""
    side = "before" if backward else "after"
    fields = [ordering.name, side, str(getattr(row, ordering.column)), str(row.pk)]
    return base64.urlsafe_b64encode(json.dumps(fields).encode()).decode()


def read_cursor(text: str, ordering: Ordering) -> Cursor:
    """Return the cursor that was written; raises UnreadableCursor for anything else."""
    try:
        name, side, value, key = json.loads(base64.urlsafe_b64decode(text.encode()))
        if name != ordering.name or side not in ("after", "before"):
            raise UnreadableCursor(text)
        return Cursor(ordering.parse(value), ordering.parse_key(key), backward=side == "before")
    except (ValueError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        raise UnreadableCursor(text) from error
