"""Our copies of cited pages: what a page said when we read it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from claims.models import Claim, Evidence, Person, Snapshot
from claims.workflow.permissions import Permission, may

POLICY = "sandbox; default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'"
"""The words are a stranger's: nothing of them may run, ask for anything, or be sent."""


@require_safe
def archived_page(request: HttpRequest, snapshot_id: int) -> HttpResponse:
    """The readable text of one copy, if a public claim cites the page; to the desk, any."""
    snapshots = Snapshot.objects.select_related("page")
    if not (isinstance(request.user, Person) and may(request.user, Permission.VIEW_CITED_PAGE)):
        cited = Evidence.objects.standing().filter(claim__in=Claim.objects.public())
        snapshots = snapshots.filter(page__in=cited.values("page"))
    snapshot = get_object_or_404(snapshots, pk=snapshot_id)
    paragraphs = [line for line in snapshot.text.splitlines() if line.strip()]
    context = {"snapshot": snapshot, "page": snapshot.page, "paragraphs": paragraphs}
    answer = render(request, "site/archive.html", context)
    answer["Content-Security-Policy"], answer["X-Robots-Tag"] = POLICY, "noindex"
    return answer
