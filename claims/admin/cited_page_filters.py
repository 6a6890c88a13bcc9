"""Which cited pages are listed."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from claims.models import CitedPage, Sighting


class ByHandFilter(admin.SimpleListFilter):
    """The queue of pages that keep robots out and that nobody has looked at lately."""

    title = _("a look by hand")
    parameter_name = "by_hand"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("waiting", _("Waits for a person")), ("done", _("Was looked at"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[CitedPage]) -> QuerySet[CitedPage]:
        if self.value() == "waiting":
            return Sighting.objects.missing_from(queryset)
        if self.value() == "done":
            return queryset.filter(sightings__isnull=False).distinct()
        return queryset
