"""All that is public, streamed: there may be more claims than memory."""

from collections.abc import Iterable, Iterator

import orjson
from django.conf import settings
from django.db.models import Max
from django.http import StreamingHttpResponse
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request

from claims.api.claim_filters import ClaimFilters
from claims.api.documents import document_of, with_documents
from claims.api.keyset import Ordering, rows_from
from claims.api.parameters import StrictFilterBackend
from claims.api.reading import readable_claims
from claims.api.schema import LINKED_DATA, problems
from claims.models import Claim
from claims.models.claim_querysets import ClaimQuerySet
from claims.publishing.data_feed import data_feed
from claims.publishing.table import table

JSON_LINES = "application/x-ndjson"
CSV = "text/csv"
OLDEST_FIRST = Ordering("verified_at", "sorted_at")
CHUNK = 500
"""Claims that are loaded at a time, with a fixed number of queries."""


class ExportView(GenericAPIView[Claim]):
    """The claims that the filters leave, oldest first, as one stream."""

    filter_backends = [StrictFilterBackend]
    filterset_class = ClaimFilters
    pagination_class = None
    media_type = ""
    file_name = ""

    def get_queryset(self) -> ClaimQuerySet:
        return with_documents(readable_claims(self.request.user))

    def get(self, request: Request) -> StreamingHttpResponse:
        claims = rows_from(self.filter_queryset(self.get_queryset()), OLDEST_FIRST, None)
        return StreamingHttpResponse(
            self.stream(claims.iterator(chunk_size=CHUNK)),
            content_type=self.media_type,
            headers={"Content-Disposition": f'attachment; filename="{self.file_name}"'},
        )

    def stream(self, claims: Iterable[Claim]) -> Iterator[bytes | str]:
        raise NotImplementedError


@extend_schema(
    filters=True,
    tags=["exports"],
    summary="All verified claims as JSON Lines",
    description="Takes the filters of the list of claims.",
    responses={(200, JSON_LINES): OpenApiTypes.STR, **problems(400, 401, 403)},
)
class JsonLines(ExportView):
    media_type = JSON_LINES
    file_name = "claims.jsonl"

    def stream(self, claims: Iterable[Claim]) -> Iterator[bytes | str]:
        return (orjson.dumps(document_of(claim)) + b"\n" for claim in claims)


@extend_schema(
    filters=True,
    tags=["exports"],
    summary="All verified claims as a table",
    description="One row for each piece of evidence. Takes the filters of the list of claims.",
    responses={(200, CSV): OpenApiTypes.STR, **problems(400, 401, 403)},
)
class Table(ExportView):
    media_type = f"{CSV}; charset=utf-8"
    file_name = "claims.csv"

    def stream(self, claims: Iterable[Claim]) -> Iterator[bytes | str]:
        return table(claims)


@extend_schema(
    filters=True,
    tags=["exports"],
    summary="All verified claims as a schema.org DataFeed of ClaimReviews",
    responses={(200, LINKED_DATA): OpenApiTypes.OBJECT, **problems(400, 401, 403)},
)
class ClaimReviewFeed(ExportView):
    media_type = LINKED_DATA
    file_name = "claim-review.json"

    def stream(self, claims: Iterable[Claim]) -> Iterator[bytes | str]:
        latest = (
            readable_claims(self.request.user).with_verdict().aggregate(at=Max("updated_at"))["at"]
        )
        return data_feed(
            claims,
            base_url=settings.BASE_URL,
            desk_name=settings.DESK_NAME,
            modified_at=latest or timezone.now(),
        )
