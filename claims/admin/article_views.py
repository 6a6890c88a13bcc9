"""An article's page, and the page where articles come in."""

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.actions.import_article import ImportResult, import_articles
from claims.admin.actor import actor, permits
from claims.admin.article_page import article_context
from claims.admin.import_form import ImportForm
from claims.admin.refusals import refusals_on
from claims.workflow.permissions import Permission

if TYPE_CHECKING:
    from claims.admin.articles import ArticleAdmin


def urls(desk: "ArticleAdmin") -> list[URLPattern]:
    guarded = desk.admin_site.admin_view
    return [path("<uuid:pk>/edit/", guarded(desk.edit_view), name="claims_article_edit")]


def show(desk: "ArticleAdmin", request: HttpRequest, pk: UUID | str) -> HttpResponse:
    article = desk.get_object(request, str(pk))
    if article is None:
        raise Http404
    if not desk.has_view_permission(request, article):
        raise PermissionDenied
    context = {
        **desk.admin_site.each_context(request),
        **article_context(article),
        "opts": desk.opts,
        "may_watch": permits(request, Permission.ADD_SUBSCRIPTION),
        "may_edit": desk.has_change_permission(request, article),
        "may_import": desk.has_add_permission(request),
    }
    return TemplateResponse(request, "admin/claims/article/page.html", context)


def import_page(desk: "ArticleAdmin", request: HttpRequest) -> HttpResponse:
    """Take in a text, a file or an address; what cannot be read is said at the form."""
    if not desk.has_add_permission(request):
        raise PermissionDenied
    form = ImportForm(request.POST, request.FILES) if request.method == "POST" else ImportForm()
    if form.is_valid():
        with refusals_on(form):
            results = import_articles(
                form.drafts(),
                by=actor(request),
                now=timezone.now(),
                source=form.source,
                **form.plan,
            )
            return _imported(request, results)
    context = {
        **desk.admin_site.each_context(request),
        "opts": desk.opts,
        "title": _("Import"),
        "form": form,
    }
    return TemplateResponse(request, "admin/claims/article/import.html", context)


def _imported(request: HttpRequest, results: Sequence[ImportResult]) -> HttpResponse:
    for result in results:
        messages.success(request, _summary(result))
    if len(results) == 1:
        return redirect("admin:claims_article_change", results[0].article.pk)
    return redirect("admin:claims_article_changelist")


def _summary(result: ImportResult) -> str:
    return _(
        "“%(title)s”: claims: %(created)d new, %(unchanged)d unchanged, %(orphaned)d orphaned."
    ) % {
        "title": result.article.title,
        "created": len(result.created),
        "unchanged": len(result.unchanged),
        "orphaned": len(result.orphaned),
    }
