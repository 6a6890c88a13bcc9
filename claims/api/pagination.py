"""The pages of every list in the API."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param
from rest_framework.views import APIView

from claims.api.keyset import (
    Cursor,
    Ordering,
    Page,
    UnreadableCursor,
    page_of,
    read_cursor,
    written_cursor,
)

DEFAULT_PAGE_SIZE = 20
MAX_PAGE_SIZE = 100


class KeysetPagination(BasePagination):
    """Serve `results`, `next`, `previous`; the view lists its `orderings`, the default first."""

    parameters = frozenset({"cursor", "page_size", "ordering"})

    def paginate_queryset(
        self, queryset: Any, request: Request, view: APIView | None = None
    ) -> list[Any]:
        ordering = _ordering(request, getattr(view, "orderings"))  # noqa: B009  APIView does not declare it
        page = page_of(queryset, ordering, _cursor(request, ordering), _page_size(request))
        url = request.build_absolute_uri()
        self.next, self.previous = _next(url, ordering, page), _previous(url, ordering, page)
        return page.rows

    def get_paginated_response(self, data: Any) -> Response:
        return Response({"results": data, "next": self.next, "previous": self.previous})

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        link = {"type": "string", "format": "uri", "nullable": True}
        return {
            "type": "object",
            "required": ["results", "next", "previous"],
            "properties": {
                "results": schema,
                "next": {**link, "description": "The page after this one."},
                "previous": {**link, "description": "The page before this one."},
            },
        }

    def get_schema_operation_parameters(self, view: APIView) -> list[dict[str, Any]]:
        names = [ordering.name for ordering in getattr(view, "orderings", ())]
        size = {"type": "integer", "minimum": 1, "maximum": MAX_PAGE_SIZE}
        return [
            _parameter("cursor", {"type": "string"}, "From `next` or `previous` of another page."),
            _parameter("page_size", size, f"Rows on a page, by default {DEFAULT_PAGE_SIZE}."),
            _parameter("ordering", {"type": "string", "enum": names}, f"By default `{names[0]}`."),
        ]


def _ordering(request: Request, orderings: Sequence[Ordering]) -> Ordering:
    name = request.query_params.get("ordering", orderings[0].name)
    for ordering in orderings:
        if ordering.name == name:
            return ordering
    names = ", ".join(ordering.name for ordering in orderings)
    sentence = _("“%(value)s” is not one of: %(names)s.") % {"value": name, "names": names}
    raise ValidationError({"ordering": [sentence]})


def _page_size(request: Request) -> int:
    text = request.query_params.get("page_size", str(DEFAULT_PAGE_SIZE))
    if text.isascii() and text.isdigit() and len(text) < 4 and 1 <= int(text) <= MAX_PAGE_SIZE:
        return int(text)
    sentence = _("Give a whole number from 1 to %(most)s.") % {"most": MAX_PAGE_SIZE}
    raise ValidationError({"page_size": [sentence]})


def _cursor(request: Request, ordering: Ordering) -> Cursor | None:
    text = request.query_params.get("cursor")
    try:
        return None if text is None else read_cursor(text, ordering)
    except UnreadableCursor:
        sentence = _("This is not a cursor of this list; start again without one.")
        raise ValidationError({"cursor": [sentence]}) from None


def _next(url: str, ordering: Ordering, page: Page) -> str | None:
    if not page.has_next:
        return None
    return replace_query_param(url, "cursor", written_cursor(ordering, page.rows[-1]))


def _previous(url: str, ordering: Ordering, page: Page) -> str | None:
    if not page.has_previous:
        return None
    cursor = written_cursor(ordering, page.rows[0], backward=True)
    return replace_query_param(url, "cursor", cursor)


def _parameter(name: str, schema: dict[str, Any], description: str) -> dict[str, Any]:
    where = {"name": name, "in": "query", "required": False}
    return where | {"schema": schema, "description": description}
