from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.admin.due import due_with_open_claims
from claims.models import Article


class DueFilter(admin.SimpleListFilter):
    """Articles that are to be published soon."""

    title = _("due")
    parameter_name = "due"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("open", _("Within a week, with open claims"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        return due_with_open_claims(queryset, timezone.now()) if self.value() else queryset
