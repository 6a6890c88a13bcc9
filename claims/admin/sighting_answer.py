"""What a person is told who has just looked at a page: which one is next, and which claims wait."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from claims.admin.cited_page_order import WORST_FIRST
from claims.admin.queue import claim_url
from claims.admin.seen_losses import shaken_verdicts
from claims.models import CitedPage, Claim, Sighting

if TYPE_CHECKING:
    from claims.admin.cited_pages import CitedPageAdmin


def answer_look(desk: "CitedPageAdmin", request: HttpRequest, look: Sighting) -> None:
    _lead_on(request, next_to_look_at(desk, request))
    shaken = shaken_verdicts(look, look.page.evidence.select_related("claim"))
    if shaken:
        _lead_to_claims(request, shaken)


def next_to_look_at(desk: "CitedPageAdmin", request: HttpRequest) -> CitedPage | None:
    """Return the first page of the queue, in the order of its list; None when it is empty."""
    waiting = Sighting.objects.missing_from(desk.get_queryset(request))
    return waiting.order_by(*WORST_FIRST, "-pk").first()


def _lead_on(request: HttpRequest, following: CitedPage | None) -> None:
    sentence, link = _("What you saw is kept. The page leaves the queue."), ""
    if following:
        url = reverse("admin:claims_citedpage_change", args=[following.pk])
        link = format_html(' <a href="{}#by-hand">{}</a>', url, _("Next blocked page"))
    messages.success(request, format_html("{}{}", sentence, link))


def _lead_to_claims(request: HttpRequest, shaken: Iterable[Claim]) -> None:
    """Link the claims that somebody has to flag, now that their page lost something."""
    advice = _("If a verdict rests on this page, flag its claim for re-check:")
    claims = ((claim_url(claim.pk), Truncator(claim.text).chars(100)) for claim in shaken)
    links = format_html_join("; ", '<a href="{}">{}</a>', claims)
    messages.warning(request, format_html("{} {}", advice, links))
