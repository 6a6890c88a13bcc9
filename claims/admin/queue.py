"""The list that a reviewer came from, as a queue to work through."""

from copy import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode
from uuid import UUID

from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, QueryDict
from django.urls import reverse

from claims.models import Claim

if TYPE_CHECKING:
    from claims.admin.claims import ClaimAdmin

FILTERS = "_changelist_filters"
"""Where Django's admin keeps the filters of the list that a page was opened from."""

LENGTH = 1000
"""A reviewer does not see the end of a longer queue in one day."""


@dataclass(frozen=True)
class Queue:
    """A claim's neighbours in its list, "" at the ends; the list's first when it lost the claim."""

    filters: str
    previous_url: str = ""
    next_url: str = ""


def queue_around(desk: "ClaimAdmin", request: HttpRequest, claim: Claim) -> Queue:
    """Return the neighbours in the list that the reader came from, else among equal statuses."""
    given = request.GET.get(FILTERS) or request.POST.get(FILTERS) or ""
    pks = _queued(desk, request, given or urlencode({"status__exact": claim.status}))
    if claim.pk not in pks:
        return Queue(given, next_url=claim_url(pks[0], given) if pks else "")
    place = pks.index(claim.pk)
    return Queue(
        given,
        previous_url=claim_url(pks[place - 1], given) if place else "",
        next_url=claim_url(pks[place + 1], given) if place + 1 < len(pks) else "",
    )


def claim_url(pk: UUID, filters: str = "") -> str:
    url = reverse("admin:claims_claim_change", args=[pk])
    return f"{url}?{urlencode({FILTERS: filters})}" if filters else url


def _queued(desk: "ClaimAdmin", request: HttpRequest, filters: str) -> list[UUID]:
    """Return the first claims of the list that `filters` (a query string) describes."""
    list_request = copy(request)
    list_request.GET = QueryDict(filters)
    try:
        claims = desk.get_changelist_instance(list_request).queryset
    except (IncorrectLookupParameters, SuspiciousOperation):
        return []
    bare = claims.select_related(None).prefetch_related(None)
    return list(bare.values_list("pk", flat=True)[:LENGTH])
