"""Which cited pages are listed."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from claims.admin.seen_losses import seen_lost
from claims.models import CitedPage, Evidence, Sighting
from claims.models.cited_pages import VISITED
from claims.vocabulary import QuoteState


class ByHandFilter(admin.SimpleListFilter):
    """Pages that keep robots out: whether a person has looked at them, and saw a loss."""

    title = _("look by hand")
    parameter_name = "by_hand"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("waiting", _("Waits for a person")),
            ("done", _("Was looked at")),
            ("lost", _("Seen lost, verdict still stands")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[CitedPage]) -> QuerySet[CitedPage]:
        if self.value() == "waiting":
            return Sighting.objects.missing_from(queryset)
        if self.value() == "done":
            return queryset.filter(sightings__isnull=False).distinct()
        if self.value() == "lost":
            return seen_lost(queryset)
        return queryset


class ReliedOnFilter(admin.SimpleListFilter):
    """Whether a claim that is verified or being worked on cites the page."""

    title = _("a claim relies on it")
    parameter_name = "relied_on"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("Yes")), ("no", _("No"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[CitedPage]) -> QuerySet[CitedPage]:
        if self.value() == "yes":
            return queryset.filter(VISITED)
        if self.value() == "no":
            return queryset.exclude(VISITED)
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
