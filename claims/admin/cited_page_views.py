"""A cited page's history, its stored copies, and asking for a visit now."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from claims.actions.check_now import check_now
from claims.admin.actor import actor, permits
from claims.admin.refusals import refusals_as_messages
from claims.models import CitedPage, Snapshot
from claims.tasks import check_due_pages
from claims.workflow.permissions import Permission

if TYPE_CHECKING:
    from claims.admin.cited_pages import CitedPageAdmin

VISITS_SHOWN = 100


def urls(desk: "CitedPageAdmin") -> list[URLPattern]:
    def check(request: HttpRequest, pk: int) -> HttpResponse:
        return visit_soon(desk, request, pk)

    def text(request: HttpRequest, pk: int) -> HttpResponse:
        return HttpResponse(_snapshot(desk, request, pk).text, "text/plain; charset=utf-8")

    def warc(request: HttpRequest, pk: int) -> HttpResponseBase:
        return FileResponse(_snapshot(desk, request, pk).warc.open(), as_attachment=True)

    guarded = desk.admin_site.admin_view
    return [
        path("<int:pk>/check/", guarded(require_POST(check)), name="claims_citedpage_check"),
        path("snapshots/<int:pk>/text/", guarded(text), name="claims_snapshot_text"),
        path("snapshots/<int:pk>/warc/", guarded(warc), name="claims_snapshot_warc"),
    ]


def show(desk: "CitedPageAdmin", request: HttpRequest, pk: int | str) -> HttpResponse:
    page = _visible_page(desk, request, pk)
    visits = page.checks.select_related("snapshot").prefetch_related("quotes__evidence")
    context = {
        **desk.admin_site.each_context(request),
        "opts": desk.opts,
        "title": page.title or page.url,
        "page": page,
        "visits": visits[:VISITS_SHOWN],
        "evidence": page.evidence.select_related("claim", "page"),
        "host_pause": settings.LINKCHECK_HOST_PAUSE,
        "paused_until": _if_still_to_come(page.host.leased_until),
        "may_check": permits(request, Permission.CHECK_NOW),
    }
    return TemplateResponse(request, "admin/claims/citedpage/page.html", context)


def _if_still_to_come(moment: datetime | None) -> datetime | None:
    return moment if moment and moment > timezone.now() else None


def visit_soon(desk: "CitedPageAdmin", request: HttpRequest, pk: int) -> HttpResponse:
    """Put the page first in the queue and wake a worker; goes back to where it was asked from."""
    page = _visible_page(desk, request, pk)
    with refusals_as_messages(request):
        check_now(page, by=actor(request), now=timezone.now())
        check_due_pages.delay_on_commit()
        messages.success(request, _("The page is visited next. Reload to see what came back."))
    back = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        return redirect(back)
    return redirect("admin:claims_citedpage_change", page.pk)


def _visible_page(desk: "CitedPageAdmin", request: HttpRequest, pk: int | str) -> CitedPage:
    page: CitedPage | None = desk.get_object(request, str(pk))
    if page is None:
        raise Http404
    if not desk.has_view_permission(request, page):
        raise PermissionDenied
    return page


def _snapshot(desk: "CitedPageAdmin", request: HttpRequest, pk: int) -> Snapshot:
    snapshot = get_object_or_404(Snapshot.objects.select_related("page"), pk=pk)
    if not desk.has_view_permission(request, snapshot.page):
        raise PermissionDenied
    return snapshot
