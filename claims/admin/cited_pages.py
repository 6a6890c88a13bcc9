"""Cited pages: where our evidence lives, and how it has fared."""

from typing import Any

from django.contrib import admin
from django.db.models import Case, Count, OrderBy, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from claims.admin import cited_page_views
from claims.admin.badges import QUOTE_STATES_WORST_FIRST, badge
from claims.admin.cited_page_filters import ByHandFilter, QuoteFilter, ReliedOnFilter
from claims.admin.cited_page_order import URGENCY, WORST_FIRST, WorstFirstList
from claims.admin.desk_admin import ReadOnlyAdmin
from claims.admin.seen_losses import last_look
from claims.models import CitedPage, Evidence
from claims.vocabulary import LinkState, Sight

WORST_QUOTE = Case(
    *(
        When(quote_state=state, then=Value(rank))
        for rank, state in enumerate(QUOTE_STATES_WORST_FIRST)
    )
)


@admin.register(CitedPage)
class CitedPageAdmin(ReadOnlyAdmin):
    list_display = [
        "page",
        "state",
        "quotes",
        "last_outcome",
        "last_checked_at",
        "next_check_at",
        "pieces",
    ]
    list_filter = [ByHandFilter, ReliedOnFilter, QuoteFilter, "link_state", "last_outcome"]
    search_fields = ["url", "title"]

    @admin.display(description=_("cited page"), ordering="url")
    def page(self, page: CitedPage) -> SafeString | str:
        if not page.title:
            return page.url
        return format_html('{}<br><span class="quiet">{}</span>', page.title, page.url)

    @admin.display(description=_("link state"), ordering="urgency")
    def state(self, page: Any) -> SafeString:
        """The link state, and what somebody saw who looked last at a page that shuts robots out."""
        link_state = badge(page.link_state, page.get_link_state_display())
        if not page.last_look_saw:
            return link_state
        seen = '{}<br><span class="quiet">{}</span> {}'
        return format_html(seen, link_state, _("Seen by hand:"), _last_look_badge(page))

    @admin.display(description=_("quote"), ordering="worst_quote", empty_value="")
    def quotes(self, page: Any) -> SafeString | None:
        """The worst state of all quoted passages, unless the page does not show them any more."""
        if page.worst_quote is None or page.is_unreadable:
            return None
        state = QUOTE_STATES_WORST_FIRST[page.worst_quote]
        return badge(state, str(state.label))

    @admin.display(description=_("evidence"), ordering="pieces")
    def pieces(self, page: Any) -> int:
        return int(page.pieces)

    def get_queryset(self, request: HttpRequest) -> QuerySet[CitedPage]:
        """Count by subqueries, which are asked for the listed rows alone: a join counts all."""
        standing = Evidence.objects.standing().filter(page=OuterRef("pk")).order_by()
        pieces = standing.values("page").annotate(number=Count("pk")).values("number")
        ranks = standing.exclude(quote="").annotate(rank=WORST_QUOTE).order_by("rank")
        pages: QuerySet[CitedPage] = super().get_queryset(request)
        return pages.annotate(
            urgency=URGENCY,
            last_look_saw=last_look("saw"),
            pieces=Coalesce(Subquery(pieces), 0),
            worst_quote=Subquery(ranks.values("rank")[:1]),
        )

    def get_ordering(self, request: HttpRequest) -> tuple[OrderBy, ...]:
        """Django's own check of `ordering` knows no annotation, so it is said here."""
        return WORST_FIRST

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[WorstFirstList]:
        return WorstFirstList

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


def _last_look_badge(page: Any) -> SafeString:
    """Return what was seen; in no colour once the page can be visited again."""
    is_news = page.link_state == LinkState.BLOCKED
    return badge(page.last_look_saw if is_news else "past", str(Sight(page.last_look_saw).label))
