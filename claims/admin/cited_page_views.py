"""A cited page's history, its stored copies, and asking for a visit now."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from claims.actions.check_now import check_now
from claims.actions.mark_seen import mark_seen
from claims.admin.actor import actor, permits
from claims.admin.page_drift import reliances, share_in_words
from claims.admin.refusals import refusals_as_messages
from claims.admin.seen_losses import shaken_verdicts
from claims.admin.sighting_answer import answer_look
from claims.admin.sighting_form import SightingForm
from claims.admin.visit_timeline import visit_timeline
from claims.linkcheck.drift import diff, drift
from claims.linkcheck.reasons import reason_in_words
from claims.linkcheck.robots import site_of
from claims.linkcheck.stored_page import read_record
from claims.models import CitedPage, Sighting, Snapshot, StoredRobotsFile
from claims.tasks import check_due_pages
from claims.vocabulary import LinkState
from claims.workflow.permissions import Permission

if TYPE_CHECKING:
    from claims.admin.cited_pages import CitedPageAdmin

VISITS_SHOWN = 200
EXCERPT = 1500
"""Characters of the last copy that are shown on the page itself."""


def urls(desk: "CitedPageAdmin") -> list[URLPattern]:
    def check(request: HttpRequest, pk: int) -> HttpResponse:
        return visit_soon(desk, request, pk)

    def seen(request: HttpRequest, pk: int) -> HttpResponse:
        return keep_sighting(desk, request, pk)

    def compare(request: HttpRequest, pk: int, newer_pk: int) -> HttpResponse:
        return show_diff(desk, request, pk, newer_pk)

    def text(request: HttpRequest, pk: int) -> HttpResponse:
        return HttpResponse(_snapshot(desk, request, pk).text, "text/plain; charset=utf-8")

    def warc(request: HttpRequest, pk: int) -> HttpResponse:
        return _download(request, _snapshot(desk, request, pk))

    guarded = desk.admin_site.admin_view
    diff = "snapshots/<int:pk>/diff/<int:newer_pk>/"
    return [
        path("<int:pk>/check/", guarded(require_POST(check)), name="claims_citedpage_check"),
        path("<int:pk>/seen/", guarded(require_POST(seen)), name="claims_citedpage_seen"),
        path(diff, guarded(compare), name="claims_snapshot_diff"),
        path("snapshots/<int:pk>/text/", guarded(text), name="claims_snapshot_text"),
        path("snapshots/<int:pk>/warc/", guarded(warc), name="claims_snapshot_warc"),
    ]


def show(
    desk: "CitedPageAdmin", request: HttpRequest, pk: int | str, form: SightingForm | None = None
) -> HttpResponse:
    """Show the page; `form` was refused and is shown again with what was typed."""
    page = _visible_page(desk, request, pk)
    visits = page.checks.select_related("snapshot").defer("snapshot__text")
    shown = list(visits.prefetch_related("quotes__evidence")[: VISITS_SHOWN + 1])
    sightings = list(page.sightings.select_related("by"))
    last_sighting = sightings[0] if sightings else None
    newest = page.snapshots.order_by("-taken_at", "-pk").first()
    relying = reliances(page, newest)
    robots = StoredRobotsFile.objects.filter(site=site_of(page.url)).first()
    context = {
        **desk.admin_site.each_context(request),
        "opts": desk.opts,
        "title": page.title or page.url,
        "page": page,
        "timeline": visit_timeline(shown[:VISITS_SHOWN], sightings),
        "has_older_visits": len(shown) > VISITS_SHOWN,
        "last_sighting": last_sighting,
        "shaken": shaken_verdicts(last_sighting, (row.evidence for row in relying)),
        "newest": newest,
        "language": _language(newest) if newest else "",
        "excerpt": _excerpt(newest.text) if newest else [],
        "reliances": relying,
        "robots": robots,
        "robots_trouble": reason_in_words(robots.error) if robots else "",
        "host_pause": settings.LINKCHECK_HOST_PAUSE,
        "paused_until": _if_still_to_come(page.host.leased_until),
        "may_check": permits(request, Permission.CHECK_NOW),
        "form": (form or SightingForm()) if _may_mark(request, page) else None,
        "wants_a_look": not sightings or _is_waiting(page),
    }
    return TemplateResponse(request, "admin/claims/citedpage/page.html", context)


def _may_mark(request: HttpRequest, page: CitedPage) -> bool:
    return page.link_state == LinkState.BLOCKED and permits(request, Permission.MARK_SEEN)


def _is_waiting(page: CitedPage) -> bool:
    return Sighting.objects.missing_from(CitedPage.objects.filter(pk=page.pk)).exists()


def _language(copy: Snapshot) -> str:
    """Return what the page says that it is in; "" if it says nothing, or the file is lost."""
    try:
        stored = read_record(copy.record())
    except OSError:
        return ""
    return stored.language if stored else ""


def _excerpt(text: str) -> list[str]:
    cut = text if len(text) <= EXCERPT else text[:EXCERPT].rpartition(" ")[0] + " …"
    return cut.splitlines()


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


def keep_sighting(desk: "CitedPageAdmin", request: HttpRequest, pk: int) -> HttpResponse:
    page = _visible_page(desk, request, pk)
    form = SightingForm(request.POST)
    if not form.is_valid():
        return show(desk, request, pk, form)
    with refusals_as_messages(request):
        look = mark_seen(page, by=actor(request), now=timezone.now(), **form.cleaned_data)
        answer_look(desk, request, look)
    return redirect("admin:claims_citedpage_change", page.pk)


def show_diff(desk: "CitedPageAdmin", request: HttpRequest, pk: int, newer_pk: int) -> HttpResponse:
    seen, newer = _snapshot(desk, request, pk), _snapshot(desk, request, newer_pk)
    if seen.page_id != newer.page_id:
        raise Http404
    context = {
        **desk.admin_site.each_context(request),
        "opts": desk.opts,
        "title": _("What changed on “%(page)s”") % {"page": seen.page.title or seen.page.url},
        "page": seen.page,
        "seen": seen,
        "newer": newer,
        "share": share_in_words(drift(seen.text, newer.text)),
        "diff": diff(seen.text, newer.text),
        "quoting": seen.page.evidence.standing().exclude(quote="").select_related("claim"),
    }
    return TemplateResponse(request, "admin/claims/citedpage/diff.html", context)


def _download(request: HttpRequest, snapshot: Snapshot) -> HttpResponse:
    """Send the one record, which is a WARC file by itself, or say that it is lost."""
    try:
        record = snapshot.record()
    except OSError:
        record = b""
    if not record:
        messages.error(request, _("The file with this copy is lost. Its text is kept."))
        return redirect("admin:claims_citedpage_change", snapshot.page_id)
    response = HttpResponse(record, "application/warc")
    response["Content-Disposition"] = f'attachment; filename="copy-{snapshot.pk}.warc.gz"'
    return response


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
