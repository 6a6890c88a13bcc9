"""Reading claims."""

from typing import Any

from django.conf import settings
from drf_spectacular.utils import extend_schema
from rest_framework.generics import GenericAPIView, ListAPIView, RetrieveAPIView
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.claim_filters import ClaimFilters
from claims.api.documents import ClaimDocument, with_documents, with_documents_for
from claims.api.history import HistoryDocument, history_of
from claims.api.keyset import Ordering
from claims.api.parameters import StrictFilterBackend
from claims.api.reading import readable_claims, reads_the_desk
from claims.api.schema import LINKED_DATA, problems
from claims.api.similar import SimilarClaim, similar_claims
from claims.models import Claim
from claims.models.claim_querysets import ClaimQuerySet
from claims.publishing.claim_review import claim_review


class ClaimView(GenericAPIView[Claim]):
    """A view of one claim that the asker may read."""

    lookup_url_kwarg = "claim_id"
    serializer_class: Any = ClaimDocument

    def get_queryset(self) -> ClaimQuerySet:
        return readable_claims(self.request.user)


@extend_schema(
    tags=["claims"],
    summary="List verified claims",
    description="Public. Statuses other than `verified` and `needs_recheck` need a token. "
    "A parameter that is unknown, empty or malformed is a 400 that names it.",
    responses={200: ClaimDocument(many=True), **problems(400, 401, 403)},
)
class ClaimList(ListAPIView[Claim]):
    serializer_class = ClaimDocument
    filter_backends = [StrictFilterBackend]
    filterset_class = ClaimFilters
    orderings = [
        Ordering("-verified_at", "sorted_at"),
        Ordering("verified_at", "sorted_at"),
        Ordering("-check_worthiness", "check_worthiness", parse=float),
    ]

    def get_queryset(self) -> ClaimQuerySet:
        reader = self.request.user
        return with_documents_for(reader, readable_claims(reader))


@extend_schema(
    tags=["claims"],
    summary="Read a claim",
    responses={200: ClaimDocument, **problems(404)},
)
class ClaimDetail(ClaimView, RetrieveAPIView[Claim]):
    def get_queryset(self) -> ClaimQuerySet:
        claims = super().get_queryset().select_related("article")
        return with_documents_for(self.request.user, claims)


@extend_schema(
    tags=["claims"],
    summary="Read a claim's public history and its corrections",
    description="With a token: every step, and who took it.",
    responses={200: HistoryDocument, **problems(404)},
)
class ClaimHistory(ClaimView):
    def get(self, request: Request, claim_id: str) -> Response:
        return Response(history_of(self.get_object(), in_full=reads_the_desk(request.user)))


class LinkedDataRenderer(JSONRenderer):
    media_type = LINKED_DATA


@extend_schema(
    tags=["claims"],
    summary="Read a public claim as schema.org ClaimReview",
    responses={(200, LINKED_DATA): dict[str, Any], **problems(404)},
)
class ClaimReview(ClaimView):
    renderer_classes = [LinkedDataRenderer, JSONRenderer]

    def get_queryset(self) -> ClaimQuerySet:
        return with_documents(super().get_queryset().with_verdict())

    def get(self, request: Request, claim_id: str) -> Response:
        document = claim_review(
            self.get_object(), base_url=settings.BASE_URL, desk_name=settings.DESK_NAME
        )
        return Response(document)


@extend_schema(
    tags=["claims"],
    summary="Find claims that say nearly the same",
    description="The ten most alike, best first, earlier or later, with a score up to 100. From "
    "50 on one likely repeats the other. `different_numbers` are those in which the two differ: "
    "`here` in the claim that was asked for, `there` in the similar one.",
    responses={200: SimilarClaim(many=True), **problems(404)},
)
class SimilarClaims(ClaimView):
    pagination_class = None

    def get_queryset(self) -> ClaimQuerySet:
        return super().get_queryset().select_related("article")

    def get(self, request: Request, claim_id: str) -> Response:
        found = similar_claims(self.get_object(), among=readable_claims(request.user))
        return Response(SimilarClaim(found, many=True).data)
