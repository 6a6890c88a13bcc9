"""An article's page, and the page where articles come in."""

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from claims.actions.import_article import ImportResult, import_articles
from claims.actions.reanchor_claim import reanchor_claim
from claims.actions.track_sentence import track_sentence
from claims.admin.actor import actor, permits
from claims.admin.article_page import article_context
from claims.admin.import_form import ImportForm
from claims.admin.place_forms import LostClaimForm, PlaceForm
from claims.admin.refusals import refusals_as_messages, refusals_on
from claims.models import Article, Claim
from claims.workflow.permissions import Permission

if TYPE_CHECKING:
    from claims.admin.articles import ArticleAdmin


def urls(desk: "ArticleAdmin") -> list[URLPattern]:
    @require_POST
    def tracking(request: HttpRequest, pk: UUID) -> HttpResponse:
        return track(desk, request, pk)

    @require_POST
    def reanchoring(request: HttpRequest, pk: UUID) -> HttpResponse:
        return reanchor(desk, request, pk)

    guarded = desk.admin_site.admin_view
    return [
        path("<uuid:pk>/edit/", guarded(desk.edit_view), name="claims_article_edit"),
        path("<uuid:pk>/track/", guarded(require_POST(tracking)), name="claims_article_track"),
        path(
            "<uuid:pk>/reanchor/",
            guarded(require_POST(reanchoring)),
            name="claims_article_reanchor",
        ),
    ]


def show(desk: "ArticleAdmin", request: HttpRequest, pk: UUID | str) -> HttpResponse:
    article = _visible_article(desk, request, pk)
    context = {
        **desk.admin_site.each_context(request),
        **article_context(article),
        "opts": desk.opts,
        "may_watch": permits(request, Permission.ADD_SUBSCRIPTION),
        "may_edit": desk.has_change_permission(request, article),
        "may_import": desk.has_add_permission(request),
        "may_track": permits(request, Permission.REVIEW_CLAIM),
        "may_reanchor": permits(request, Permission.CONFIRM_CLAIM),
    }
    return TemplateResponse(request, "admin/claims/article/page.html", context)


def track(desk: "ArticleAdmin", request: HttpRequest, pk: UUID) -> HttpResponse:
    """Make a claim of a sentence that has none, and go back to the article."""
    article = _visible_article(desk, request, pk)
    form = PlaceForm(request.POST, article=article)
    with refusals_as_messages(request):
        claim = track_sentence(**form.place(), by=actor(request), now=timezone.now())
        messages.success(request, _linked(_("This sentence is a claim now:"), claim))
    return redirect("admin:claims_article_change", article.pk)


def reanchor(desk: "ArticleAdmin", request: HttpRequest, pk: UUID) -> HttpResponse:
    """Let a lost claim stand where the person who looks agrees that it belongs."""
    article = _visible_article(desk, request, pk)
    form = LostClaimForm(request.POST, article=article)
    with refusals_as_messages(request):
        place = form.place()
        claim = reanchor_claim(
            form.cleaned_data["claim"], **place, by=actor(request), now=timezone.now()
        )
        sentence = _("The claim has a place in the article again. Does it still say the same?")
        messages.success(request, _linked(sentence, claim))
    return redirect("admin:claims_article_change", article.pk)


def _linked(sentence: str, claim: Claim) -> str:
    url = reverse("admin:claims_claim_change", args=[claim.pk])
    return format_html('{} <a href="{}">{}</a>', sentence, url, claim.text)


def _visible_article(desk: "ArticleAdmin", request: HttpRequest, pk: UUID | str) -> Article:
    article: Article | None = desk.get_object(request, str(pk))
    if article is None:
        raise Http404
    if not desk.has_view_permission(request, article):
        raise PermissionDenied
    return article


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
        if result.remark:
            messages.info(request, result.remark)
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
