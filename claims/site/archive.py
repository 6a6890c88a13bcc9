"""Our copies of cited pages: what a page said when we read it, and what it looked like."""

import logging
import mimetypes

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from claims.linkcheck.stored_page import StoredPage, read_record
from claims.models import Claim, Evidence, Person, Snapshot
from claims.workflow.permissions import Permission, may

logger = logging.getLogger(__name__)

NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
TEXT_POLICY = f"sandbox allow-downloads; {NOTHING}; style-src 'self'"
"""The words are a stranger's: nothing of them may run, ask for anything, or be sent."""

PAGE_POLICY = f"sandbox; {NOTHING}; style-src 'unsafe-inline'; img-src data:"
"""The page itself is in a frame without an address, which takes the policy over."""

DOCUMENTS = ("application/pdf", "application/vnd.", "audio/", "image/", "text/", "video/")
"""Media types whose files get a name that a computer knows what to do with."""


@require_safe
def archived_text(request: HttpRequest, snapshot_id: int) -> HttpResponse:
    """The readable text of one copy, if a public claim cites the page; to the desk, any."""
    snapshot = get_object_or_404(_readable_copies(request), pk=snapshot_id)
    paragraphs = [line for line in snapshot.text.splitlines() if line.strip()]
    stored = _stored_page(snapshot)
    language = stored.language if stored else ""
    answer = _render(request, "archive", snapshot, paragraphs=paragraphs, language=language)
    answer["Content-Security-Policy"] = TEXT_POLICY
    return answer


@require_safe
def archived_page(request: HttpRequest, snapshot_id: int) -> HttpResponse:
    """The page as it was, to whoever may read its text; what is no HTML is downloaded."""
    snapshot = get_object_or_404(_readable_copies(request).defer("text"), pk=snapshot_id)
    page = _stored_page(snapshot)
    if page is None:
        return _render(request, "copy_lost", snapshot, status=404)
    if not page.is_html:
        return _download(snapshot, page)
    answer = _render(request, "archived_page", snapshot, html=page.still())
    answer["Content-Security-Policy"] = PAGE_POLICY
    answer["X-DNS-Prefetch-Control"] = "off"
    return answer


def _readable_copies(request: HttpRequest) -> QuerySet[Snapshot]:
    snapshots = Snapshot.objects.select_related("page")
    if isinstance(request.user, Person) and may(request.user, Permission.VIEW_CITED_PAGE):
        return snapshots
    cited = Evidence.objects.standing().filter(claim__in=Claim.objects.public())
    return snapshots.filter(page__in=cited.values("page"))


def _stored_page(snapshot: Snapshot) -> StoredPage | None:
    """Return what the archive holds; None if the file is lost or damaged, and the log says so."""
    try:
        page = read_record(snapshot.record())
    except OSError:
        page = None
    if page is None:
        logger.error("The copy %s cannot be read from %s.", snapshot.pk, snapshot.warc.name)
    return page


def _download(snapshot: Snapshot, page: StoredPage) -> HttpResponse:
    known = page.media_type.startswith(DOCUMENTS)
    extension = (mimetypes.guess_extension(page.media_type) if known else None) or ".bin"
    answer = HttpResponse(page.body, content_type="application/octet-stream")
    answer["Content-Disposition"] = f'attachment; filename="copy-{snapshot.pk}{extension}"'
    answer["Content-Security-Policy"] = f"sandbox; {NOTHING}"
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _render(
    request: HttpRequest, name: str, snapshot: Snapshot, status: int = 200, **context: object
) -> HttpResponse:
    context |= {"snapshot": snapshot, "page": snapshot.page}
    answer = render(request, f"site/{name}.html", context, status=status)
    answer["Referrer-Policy"], answer["X-Robots-Tag"] = "no-referrer", "noindex"
    return answer
