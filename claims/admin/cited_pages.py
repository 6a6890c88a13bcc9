"""Cited pages: where our evidence lives, and how it has fared."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from claims.admin import cited_page_views
from claims.admin.badges import badge
from claims.admin.cited_page_filters import ByHandFilter
from claims.admin.desk_admin import ReadOnlyAdmin
from claims.models import CitedPage


@admin.register(CitedPage)
class CitedPageAdmin(ReadOnlyAdmin):
    list_display = [
        "url",
        "state",
        "last_outcome",
        "failures",
        "last_checked_at",
        "next_check_at",
        "pieces",
    ]
    list_filter = [ByHandFilter, "link_state", "last_outcome"]
    search_fields = ["url", "title"]
    ordering = ["url"]

    @admin.display(description=_("link state"), ordering="link_state")
    def state(self, page: CitedPage) -> SafeString:
        return badge(page.link_state, page.get_link_state_display())

    @admin.display(description=_("evidence"), ordering="pieces")
    def pieces(self, page: Any) -> int:
        return int(page.pieces)

    def get_queryset(self, request: HttpRequest) -> QuerySet[CitedPage]:
        standing = Count("evidence", filter=Q(evidence__retracted_at=None))
        pages: QuerySet[CitedPage] = super().get_queryset(request)
        return pages.annotate(pieces=standing)

    def get_urls(self) -> list[URLPattern]:
        return [*cited_page_views.urls(self), *super().get_urls()]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        return cited_page_views.show(self, request, object_id)
