"""A piece of evidence: the visits to its page."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django_filters.rest_framework import FilterSet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.generics import GenericAPIView, ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from claims.actions.check_now import check_now
from claims.api.keyset import Ordering
from claims.api.parameters import StrictFilterBackend
from claims.api.reading import readable_evidence, writer
from claims.api.records import RecordDocument
from claims.api.schema import problems
from claims.models import CitedPage, Evidence, LinkCheck
from claims.tasks import check_due_pages


class CheckDocument(RecordDocument[LinkCheck]):
    """One visit to the cited page; `quote_state` and `score` are of this evidence's passage."""

    quote_state = serializers.SerializerMethodField(allow_null=True)
    score = serializers.SerializerMethodField(allow_null=True)

    class Meta:
        model = LinkCheck
        fields = [
            "checked_at",
            "outcome",
            "reason",
            "link_state",
            "http_status",
            "final_url",
            "elapsed_ms",
            "quote_state",
            "score",
        ]

    def get_quote_state(self, visit: LinkCheck) -> str | None:
        return next((quote.state for quote in self._quotes(visit)), None)

    def get_score(self, visit: LinkCheck) -> float | None:
        return next((quote.score for quote in self._quotes(visit)), None)

    def _quotes(self, visit: LinkCheck) -> list[Any]:
        evidence_id = self.context["view"].kwargs["evidence_id"]
        return [quote for quote in visit.quotes.all() if quote.evidence_id == evidence_id]


class NoFilters(FilterSet):  # type: ignore[misc]  # ships no types
    """Refuses every parameter but those of the page."""


@extend_schema(
    tags=["evidence"],
    summary="List the visits to the cited page, latest first",
    responses={200: CheckDocument(many=True), **problems(400, 404)},
)
class EvidenceChecks(ListAPIView[LinkCheck]):
    serializer_class = CheckDocument
    filter_backends = [StrictFilterBackend]
    filterset_class = NoFilters
    orderings = [Ordering("-checked_at", "checked_at", parse_key=int)]
    queryset = LinkCheck.objects.none()  # tells the schema what is listed

    def get_queryset(self) -> QuerySet[LinkCheck]:
        evidence = get_object_or_404(
            readable_evidence(self.request.user), pk=self.kwargs["evidence_id"]
        )
        return LinkCheck.objects.filter(page=evidence.page_id).prefetch_related("quotes")


class PageDocument(RecordDocument[CitedPage]):
    """A cited page and when it is visited next."""

    class Meta:
        model = CitedPage
        fields = ["url", "link_state", "last_checked_at", "next_check_at"]


@extend_schema(
    tags=["evidence"],
    summary="Have the cited page visited now",
    description="The visit is due at once and made by the next free worker.",
    request=None,
    responses={202: PageDocument, **problems(401, 403, 404)},
)
class RecheckEvidence(GenericAPIView[Any]):
    lookup_url_kwarg = "evidence_id"
    serializer_class = PageDocument

    def get_queryset(self) -> QuerySet[Evidence]:
        return readable_evidence(self.request.user).select_related("page")

    def post(self, request: Request, evidence_id: str) -> Response:
        page = check_now(self.get_object().page, by=writer(request), now=timezone.now())
        check_due_pages.delay_on_commit()
        return Response(PageDocument(page).data, status=status.HTTP_202_ACCEPTED)
