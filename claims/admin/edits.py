"""Who changed which field, read from what django-simple-history keeps."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Field
from django.utils.formats import localize


@dataclass(frozen=True)
class Edit:
    """One field, and how it read before and after."""

    field: str
    before: str
    after: str


def edits_between(before: Any, after: Any, fields: Sequence[str]) -> tuple[Edit, ...]:
    """Compare two historical rows of one record in `fields`; their related rows are loaded."""
    model = after.instance_type
    columns: list[Field[Any, Any]] = [model._meta.get_field(name) for name in fields]
    return tuple(
        Edit(str(column.verbose_name), _shown(before, column), _shown(after, column))
        for column in columns
        if getattr(before, column.attname) != getattr(after, column.attname)
    )


def _shown(row: Any, column: "Field[Any, Any]") -> str:
    value = getattr(row, column.name)
    if value is None:
        return ""
    labels = dict(column.flatchoices)
    return str(labels.get(value) or localize(value))
