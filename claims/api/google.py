"""`claims:search` of Google's Fact Check Tools API, v1alpha1: its clients change the root URL.

https://developers.google.com/fact-check/tools/api/reference/rest/v1alpha1/claims/search
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import F, QuerySet
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import APIException
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from claims.api.documents import with_documents
from claims.api.google_search import LATEST_FIRST, NUMBERS, TEXTS, Search, read_search
from claims.api.keyset import rows_from, written_cursor
from claims.models import Claim
from claims.publishing.google import search_result
from claims.vocabulary import Status

STATUSES = {
    400: "INVALID_ARGUMENT",
    405: "UNIMPLEMENTED",
    406: "INVALID_ARGUMENT",
    429: "RESOURCE_EXHAUSTED",
}
"""Google's names for the errors that there can be."""


def answer_as_google(error: Exception, _context: Mapping[str, Any]) -> Response | None:
    """The exception handler of this view: errors in Google's shape."""
    if not isinstance(error, APIException):
        return None
    detail, code = error.detail, error.status_code
    message = str(detail[0] if isinstance(detail, list) else detail)
    answer = {"code": code, "message": message, "status": STATUSES.get(code, "UNKNOWN")}
    return Response({"error": answer}, status=code)


@extend_schema(
    tags=["Google Fact Check Tools"],
    summary="Search verified claims as Google's claims:search does",
    parameters=[
        *(OpenApiParameter(name, OpenApiTypes.STR) for name in TEXTS),
        *(OpenApiParameter(name, OpenApiTypes.INT) for name in NUMBERS),
    ],
    responses={200: OpenApiTypes.OBJECT, 400: OpenApiTypes.OBJECT, 429: OpenApiTypes.OBJECT},
)
class ClaimSearch(APIView):
    authentication_classes = ()
    permission_classes = ()

    def get_exception_handler(self) -> Any:
        return answer_as_google

    def get(self, request: Request) -> Response:
        search = read_search(request.query_params.dict())
        rows = rows_from(_found(search), LATEST_FIRST, search.cursor)
        end = search.offset + search.page_size
        page = list(rows[search.offset : end + 1])
        has_more, page = len(page) > search.page_size, page[: search.page_size]
        # Like Google, an answer leaves out what is empty.
        claims = {"claims": [_result(claim) for claim in page]} if page else {}
        token = {"nextPageToken": written_cursor(LATEST_FIRST, page[-1])} if has_more else {}
        return Response(claims | token)


def _found(search: Search) -> QuerySet[Any]:
    """Return the verified claims; those to be re-checked have no place in this format."""
    verified = Claim.objects.public().filter(status=Status.VERIFIED, published__isnull=False)
    claims = with_documents(verified).annotate(sorted_at=F("published__verified_at"))
    claims = claims.matching(search.query)
    if search.site and not _is_ours(search.site):
        return claims.none()
    if search.language:
        claims = claims.filter(article__language=search.language)
    if search.max_age:
        claims = claims.filter(sorted_at__gte=timezone.now() - search.max_age)
    return claims


def _is_ours(site: str) -> bool:
    """Whether `site`, a host or an address on it, is where our public pages are."""
    host = site.partition("//")[2] or site
    host = host.partition("/")[0].lower().removeprefix("www.")
    ours = urlsplit(settings.BASE_URL.lower())
    return host in (ours.netloc.removeprefix("www."), (ours.hostname or "").removeprefix("www."))


def _result(claim: Claim) -> dict[str, Any]:
    return search_result(claim, base_url=settings.BASE_URL, desk_name=settings.DESK_NAME)
