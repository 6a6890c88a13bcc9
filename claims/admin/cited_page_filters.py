"""Which cited pages are listed."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from claims.models import CitedPage, Evidence, Sighting
from claims.vocabulary import QuoteState


class ByHandFilter(admin.SimpleListFilter):
    """The queue of pages that keep robots out and that nobody has looked at lately."""

    title = _("look by hand")
    parameter_name = "by_hand"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("waiting", _("Waits for a person")), ("done", _("Was looked at"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[CitedPage]) -> QuerySet[CitedPage]:
        if self.value() == "waiting":
            return Sighting.objects.missing_from(queryset)
        if self.value() == "done":
            return queryset.filter(sightings__isnull=False).distinct()
        return queryset


class QuoteFilter(admin.SimpleListFilter):
    """What became of the passages that standing evidence quotes from a page."""

    title = _("quote")
    parameter_name = "quote"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(state.value, state.label) for state in QuoteState]

    def queryset(self, request: HttpRequest, queryset: QuerySet[CitedPage]) -> QuerySet[CitedPage]:
        if self.value() not in QuoteState.values:
            return queryset
        quoting = Evidence.objects.standing().exclude(quote="").filter(quote_state=self.value())
        return queryset.filter(pk__in=quoting.values("page"))
