"""What anybody may read of our work, without an account and without a script."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from claims.models import Claim, StatusChange, with_document_parts
from claims.publishing.claim_review import claim_review
from claims.publishing.document import standing_evidence
from claims.site.linked_data import linked_data
from claims.site.ratings import MEANINGS
from claims.vocabulary import Rating, Status

CLAIMS_ON_A_PAGE = 20
LONGEST_SEARCH = 200


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The claims verified last, or those that a search finds."""
    words = request.GET.get("q", "").replace("\0", "")[:LONGEST_SEARCH].strip()
    rating = request.GET.get("rating", "")
    claims = Claim.objects.public().select_related("article").matching(words)
    if rating in Rating.values:
        claims = claims.filter(rating=rating)
    pages = Paginator(claims.latest_first(), CLAIMS_ON_A_PAGE)
    return _page(
        request,
        "home",
        page=pages.get_page(request.GET.get("page")),
        words=words,
        rating=rating,
        ratings=MEANINGS,
    )


@require_safe
def claim_page(request: HttpRequest, claim_id: UUID) -> HttpResponse:
    """One public claim: what we found, on which evidence, and what we corrected."""
    claim = get_object_or_404(with_document_parts(Claim.objects.public()), pk=claim_id)
    review = claim_review(claim, base_url=settings.BASE_URL, desk_name=settings.DESK_NAME)
    return _page(
        request,
        "claim",
        claim=claim,
        meaning=MEANINGS[Rating(claim.rating)],
        evidence=standing_evidence(claim),
        corrections=claim.corrections.order_by("-at"),
        recheck=_recheck(claim),
        linked_data=linked_data(review),
    )


@require_safe
def robots(_request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *", f"Disallow: {reverse('admin:index')}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def _recheck(claim: Claim) -> StatusChange | None:
    """Return the step that put the claim back on the desk; None while its verdict stands."""
    if claim.status != Status.NEEDS_RECHECK:
        return None
    steps = claim.status_changes.filter(to_status=Status.NEEDS_RECHECK)
    return steps.select_related("evidence__page").last()


def _page(request: HttpRequest, name: str, **context: Any) -> HttpResponse:
    everywhere = {
        "desk_name": settings.DESK_NAME,
        "canonical_url": settings.BASE_URL + request.path,
    }
    return render(request, f"site/{name}.html", everywhere | context)
