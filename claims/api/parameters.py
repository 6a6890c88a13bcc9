"""Query parameters, read strictly: a slip is refused with a name, never passed over.

A misspelt filter that is silently ignored answers with more than was asked for.
"""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError as FormError
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _
from django_filters import Filter, MultipleChoiceFilter
from django_filters.fields import MultipleChoiceField
from django_filters.rest_framework import DjangoFilterBackend, FilterSet
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.views import APIView

EARLIEST_YEAR, LATEST_YEAR = 1000, 2999
"""Years outside are slips, and would overflow when moved to another time zone."""


class StrictFilterBackend(DjangoFilterBackend):  # type: ignore[misc]  # ships no types
    """Filters by the view's filter set, after its names have been checked."""

    def filter_queryset(self, request: Request, queryset: QuerySet[Any], view: APIView) -> Any:
        filters = self.get_filterset_class(view, queryset)
        paging: frozenset[str] = getattr(
            getattr(view, "paginator", None), "parameters", frozenset()
        )
        refuse_slips(request.query_params, filters, paging)
        return super().filter_queryset(request, queryset, view)


def refuse_slips(
    given: QueryDict, filters: type[FilterSet], others: frozenset[str] = frozenset()
) -> None:
    """Raise for a name that is not known, is empty, or is given twice where once is all."""
    errors = {}
    for name, values in given.lists():
        if name not in filters.base_filters and name not in others:
            errors[name] = [_unknown_name({*filters.base_filters, *others})]
        elif any(not value.strip() for value in values):
            errors[name] = [_("Give a value, or leave this parameter out.")]
        elif len(values) > 1 and not isinstance(filters.base_filters.get(name), AnyOf):
            errors[name] = [_("Give this parameter only once.")]
    if errors:
        raise ValidationError(errors)


def _unknown_name(known: set[str]) -> str:
    return _("There is no such parameter here; there are: %(names)s.") % {
        "names": ", ".join(sorted(known))
    }


class CommaSeparated(forms.SelectMultiple):
    """Reads `?a=x,y` and `?a=x&a=y` alike."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        values = data.getlist(name) if hasattr(data, "getlist") else data.get(name, [])
        return [part.strip() for value in values for part in value.split(",")]


class _AnyOfField(MultipleChoiceField):  # type: ignore[misc]  # ships no types
    def validate(self, value: Sequence[str]) -> None:
        known = [name for name, _label in self.choices]
        for each in value:
            if each not in known:
                sentence = _("“%(value)s” is not one of: %(names)s.")
                # As params: what was sent may hold a % of its own.
                raise FormError(sentence, params={"value": each, "names": ", ".join(known)})


class AnyOf(MultipleChoiceFilter):  # type: ignore[misc]  # ships no types
    """Rows with one of the given values, separated by commas or repeated."""

    field_class = _AnyOfField

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, widget=CommaSeparated, distinct=False, **kwargs)


class _MomentField(forms.CharField):
    """A day or a moment. A day means its first moment, or its last with `ends_day`."""

    def __init__(self, *, ends_day: bool, **kwargs: Any) -> None:
        self.ends_day = ends_day
        super().__init__(**kwargs)

    def clean(self, value: Any) -> datetime | None:
        text = super().clean(value)
        return self._moment(text) if text else None

    def _moment(self, text: str) -> datetime:
        try:
            day = parse_date(text)
            moment = parse_datetime(text) if day is None else self._edge(day)
        except ValueError:
            moment = None
        if moment is None or not EARLIEST_YEAR <= moment.year <= LATEST_YEAR:
            raise FormError(
                _("Give a date such as 2024-08-15, or a time such as 2024-08-15T12:00Z.")
            )
        return moment if timezone.is_aware(moment) else timezone.make_aware(moment)

    def _edge(self, day: date) -> datetime:
        return datetime.combine(day, time.max if self.ends_day else time.min)


class Moment(Filter):  # type: ignore[misc]  # ships no types
    field_class = _MomentField
