"""Articles: the list, the text with its claims marked, and the import."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.actions.edit_article import edit_article
from claims.admin import article_views
from claims.admin.actor import actor, permits
from claims.admin.article_filters import DueFilter
from claims.admin.desk_admin import DeskAdmin
from claims.models import Article, Claim
from claims.workflow.permissions import Permission


@admin.register(Article)
class ArticleAdmin(DeskAdmin):
    change_form_template = "admin/claims/article/edit.html"
    list_display = [
        "title",
        "publisher",
        "language",
        "published_on",
        "publish_at",
        "ours",
        "all_claims",
        "open_claims",
    ]
    list_filter = [DueFilter, "ours", "language", "publisher"]
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    search_fields = ["title", "publisher", "author", "url"]
    fields = [
        "title",
        "url",
        "author",
        "publisher",
        "language",
        "published_on",
        "publish_at",
        "ours",
    ]

    @admin.display(description=_("claims"), ordering="claim_count")
    def all_claims(self, article: Any) -> int:
        return int(article.claim_count)

    @admin.display(description=_("open claims"), ordering="open_count")
    def open_claims(self, article: Any) -> int:
        return int(article.open_count)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        open_claims = Count("claims", filter=Q(claims__in=Claim.objects.holding_back()))
        articles: QuerySet[Article] = super().get_queryset(request)
        return articles.annotate(claim_count=Count("claims"), open_count=open_claims)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return permits(request, Permission.IMPORT_ARTICLE)

    def get_urls(self) -> list[URLPattern]:
        return [*article_views.urls(self), *super().get_urls()]

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """An article comes in by import alone."""
        return article_views.import_page(self, request)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        return article_views.show(self, request, object_id)

    def edit_view(self, request: HttpRequest, pk: str) -> HttpResponse:
        return super().change_view(request, str(pk))

    def save_model(self, request: HttpRequest, obj: Article, form: Any, change: bool) -> None:
        edit_article(obj, by=actor(request), now=timezone.now())

    def response_change(self, request: HttpRequest, obj: Article) -> HttpResponse:
        return redirect("admin:claims_article_change", obj.pk)
