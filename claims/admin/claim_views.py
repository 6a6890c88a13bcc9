"""A claim's page and the forms on it: each view calls one action and shows what it said."""

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from claims.actions.add_note import add_note
from claims.actions.cite_evidence import cite_evidence
from claims.actions.link_repeat import link_repeat
from claims.actions.rate_claim import rate_claim
from claims.actions.retract_evidence import retract_evidence
from claims.actions.take_step import take_step
from claims.admin.actor import actor
from claims.admin.claim_forms import EvidenceForm, NoteForm, RatingForm, RepeatForm, StepForm
from claims.admin.claim_page import claim_context
from claims.admin.queue import FILTERS, claim_url, queue_around
from claims.admin.refusals import refusals_as_messages, refusals_on
from claims.models import Claim, Evidence
from claims.tasks import check_due_pages, send_emails

if TYPE_CHECKING:
    from claims.admin.claims import ClaimAdmin

View = Callable[..., HttpResponse]


def urls(desk: "ClaimAdmin") -> list[URLPattern]:
    edit = desk.admin_site.admin_view(desk.edit_view)
    return [
        path("<uuid:pk>/edit/", edit, name="claims_claim_edit"),
        path("<uuid:pk>/step/", _posting(desk, step), name="claims_claim_step"),
        path("<uuid:pk>/rating/", _posting(desk, rate), name="claims_claim_rate"),
        path("<uuid:pk>/evidence/", _posting(desk, cite), name="claims_claim_cite"),
        path("<uuid:pk>/repeats/", _posting(desk, link), name="claims_claim_link"),
        path("<uuid:pk>/notes/", _posting(desk, note), name="claims_claim_note"),
        path(
            "<uuid:pk>/evidence/<uuid:evidence_pk>/retract/",
            _posting(desk, retract),
            name="claims_claim_retract",
        ),
    ]


def show(
    desk: "ClaimAdmin", request: HttpRequest, pk: UUID | str, **sent: forms.Form
) -> HttpResponse:
    """Show the claim; `sent` are forms that were refused, shown again with what was typed."""
    claim = _visible_claim(desk, request, pk)
    for form in sent.values():
        for sentence in form.non_field_errors():
            messages.error(request, str(sentence))
    context = {
        **desk.admin_site.each_context(request),
        **claim_context(claim, actor(request), sent),
        "opts": desk.opts,
        "queue": queue_around(desk, request, claim),
    }
    return TemplateResponse(request, "admin/claims/claim/page.html", context)


def step(desk: "ClaimAdmin", request: HttpRequest, pk: UUID) -> HttpResponse:
    claim = _visible_claim(desk, request, pk)
    form, queue = StepForm(request.POST), queue_around(desk, request, claim)
    if form.is_valid():
        with refusals_on(form):
            change = take_step(claim, by=actor(request), now=timezone.now(), **form.cleaned_data)
            send_emails.delay_on_commit()
            _tell_of_step(request, change.get_to_status_display(), queue.next_url)
            return redirect(claim_url(pk, queue.filters))
    typed = {"rating": RatingForm(request.POST)} if "explanation" in request.POST else {}
    return show(desk, request, pk, step=form, **typed)


def rate(desk: "ClaimAdmin", request: HttpRequest, pk: UUID) -> HttpResponse:
    claim, form = _visible_claim(desk, request, pk), RatingForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            rate_claim(claim, by=actor(request), now=timezone.now(), **form.cleaned_data)
            return _done(request, claim, _("The rating was saved."))
    return show(desk, request, pk, rating=form)


def cite(desk: "ClaimAdmin", request: HttpRequest, pk: UUID) -> HttpResponse:
    claim, form = _visible_claim(desk, request, pk), EvidenceForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            cite_evidence(claim, by=actor(request), now=timezone.now(), **form.cleaned_data)
            check_due_pages.delay_on_commit()
            return _done(request, claim, _("The evidence was added."))
    return show(desk, request, pk, evidence=form)


def note(desk: "ClaimAdmin", request: HttpRequest, pk: UUID) -> HttpResponse:
    claim, form = _visible_claim(desk, request, pk), NoteForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            add_note(claim, by=actor(request), now=timezone.now(), **form.cleaned_data)
            return _done(request, claim, _("The note was added."))
    return show(desk, request, pk, note=form)


def retract(desk: "ClaimAdmin", request: HttpRequest, pk: UUID, evidence_pk: UUID) -> HttpResponse:
    claim = _visible_claim(desk, request, pk)
    evidence = get_object_or_404(Evidence, pk=evidence_pk, claim=claim)
    with refusals_as_messages(request):
        retract_evidence(evidence, by=actor(request), now=timezone.now())
        messages.success(request, _("The evidence was retracted."))
    return redirect(claim_url(pk, request.POST.get(FILTERS, "")))


def link(desk: "ClaimAdmin", request: HttpRequest, pk: UUID) -> HttpResponse:
    """Link the claim to the one that it repeats; to none when none is sent."""
    claim, form = _visible_claim(desk, request, pk), RepeatForm(request.POST)
    if form.is_valid():
        earlier = form.cleaned_data["repeats"]
        with refusals_as_messages(request):
            link_repeat(claim, earlier, by=actor(request), now=timezone.now())
            said = _("The claim was linked as a repeat.") if earlier else _("The link was removed.")
            messages.success(request, said)
    return redirect(claim_url(pk, request.POST.get(FILTERS, "")))


def _visible_claim(desk: "ClaimAdmin", request: HttpRequest, pk: UUID | str) -> Claim:
    claim: Claim | None = desk.get_object(request, str(pk))
    if claim is None:
        raise Http404
    if not desk.has_view_permission(request, claim):
        raise PermissionDenied
    return claim


def _done(request: HttpRequest, claim: Claim, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return redirect(claim_url(claim.pk, request.POST.get(FILTERS, "")))


def _tell_of_step(request: HttpRequest, status: str, next_url: str) -> None:
    sentence = _("The claim is now “%(status)s”.") % {"status": status}
    link = format_html(' <a href="{}">{}</a>', next_url, _("Next claim in this queue"))
    messages.success(request, format_html("{}{}", sentence, link if next_url else ""))


def _posting(desk: "ClaimAdmin", view: View) -> View:
    """Let only logged-in people of the desk post to `view`."""

    def posted(request: HttpRequest, **path_parts: UUID) -> HttpResponse:
        return view(desk, request, **path_parts)

    return desk.admin_site.admin_view(require_POST(posted))
