"""Articles: which there are, what stands in one, and whether we may print it."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django_filters import CharFilter
from django_filters.rest_framework import FilterSet
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.generics import ListAPIView, RetrieveAPIView
from rest_framework.parsers import FormParser, JSONParser, MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from claims.actions.import_article import import_articles
from claims.api.article_documents import (
    ArticleDocument,
    ArticleInFull,
    ClearanceDocument,
    ImportDocument,
    clearance_of,
    import_document,
)
from claims.api.article_source import ArticleRequest, read_draft
from claims.api.keyset import Ordering
from claims.api.parameters import AnyOf, StrictFilterBackend
from claims.api.reading import readable_articles, reads_the_desk, require_desk, writer
from claims.api.requests import read_request
from claims.api.schema import problems
from claims.models import Article
from claims.vocabulary import Language


class ArticleFilters(FilterSet):  # type: ignore[misc]  # ships no types
    url = CharFilter(max_length=2000, label="Its exact address.")
    title = CharFilter(lookup_expr="icontains", max_length=500, label="Part of the title.")
    publisher = CharFilter(lookup_expr="icontains", max_length=300, label="Part of the name.")
    language = AnyOf(choices=Language.choices)


class ArticleList(ListAPIView[Article]):
    serializer_class = ArticleDocument
    parser_classes = [JSONParser, FormParser, MultiPartParser]
    filter_backends = [StrictFilterBackend]
    filterset_class = ArticleFilters
    orderings = [Ordering("-created_at", "created_at"), Ordering("created_at", "created_at")]

    def get_queryset(self) -> QuerySet[Article]:
        return readable_articles(self.request.user)

    @extend_schema(
        tags=["articles"],
        summary="List articles",
        description="Without a token: those with public claims, except ours before they are out.",
        responses={200: ArticleDocument(many=True), **problems(400, 401)},
    )
    def get(self, request: Request) -> Response:
        return super().get(request)

    @extend_schema(
        tags=["articles"],
        summary="Import an article",
        description="The same article again changes nothing (200); a changed one becomes a new "
        "version. Give `text`, `html`, `file` (multipart) or just the `url` to fetch it from.",
        request=ArticleRequest,
        responses={
            200: ImportDocument,
            201: ImportDocument,
            **problems(400, 401, 403, 413, 415),
        },
    )
    def post(self, request: Request) -> Response:
        by = writer(request)
        sent = read_request(request, ArticleRequest)
        draft, source = read_draft(sent)
        result = import_articles(
            [draft],
            by=by,
            now=timezone.now(),
            source=source,
            ours=sent.get("ours"),
            publish_at=sent.get("publish_at"),
        )[0]
        is_new = bool(result.created or result.orphaned)
        return Response(
            import_document(result),
            status=status.HTTP_201_CREATED if is_new else status.HTTP_200_OK,
            headers={"Location": reverse("api:article", args=[result.article.pk])},
        )


@extend_schema(
    tags=["articles"],
    summary="Read an article",
    description="With a token: its text and all its claims, offsets into that text.",
    responses={200: ArticleInFull, **problems(404)},
)
class ArticleDetail(RetrieveAPIView[Article]):
    lookup_url_kwarg = "article_id"

    def get_queryset(self) -> QuerySet[Article]:
        return readable_articles(self.request.user)

    def get_serializer_class(self) -> Any:
        return ArticleInFull if reads_the_desk(self.request.user) else ArticleDocument


@extend_schema(
    tags=["articles"],
    summary="Ask whether an article is cleared for print",
    description="`cleared` when every claim that stands in it is verified, not checkable or "
    "withdrawn, and there is at least one. Needs a token.",
    responses={200: ClearanceDocument, **problems(401, 403, 404)},
)
class Clearance(RetrieveAPIView[Article]):
    lookup_url_kwarg = "article_id"
    serializer_class = ClearanceDocument

    def get_queryset(self) -> QuerySet[Article]:
        require_desk(self.request.user)
        return readable_articles(self.request.user)

    def get(self, request: Request, article_id: str) -> Response:
        return Response(clearance_of(self.get_object()))
