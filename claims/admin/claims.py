"""Claims: the list, and the way to a claim's page."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from claims.admin import claim_filters, claim_views
from claims.admin.badges import evidence_badges, rating_badge, status_badge, worthiness_meter
from claims.admin.claim_edit_form import ClaimEditForm, save_edit
from claims.admin.desk_admin import DeskAdmin
from claims.admin.refusals import refusals_as_messages
from claims.models import Claim, Evidence


@admin.register(Claim)
class ClaimAdmin(DeskAdmin):
    form = ClaimEditForm
    change_form_template = "admin/claims/claim/edit.html"
    list_display = [
        "sentence",
        "state",
        "finding",
        "evidence_state",
        "worthiness",
        "kind",
        "claimant",
        "assigned_to",
        "in_article",
    ]
    list_select_related = ["article", "assigned_to"]
    list_filter = [
        "status",
        claim_filters.AssignedFilter,
        claim_filters.SecondReviewFilter,
        claim_filters.EvidenceFilter,
        claim_filters.LinkStateFilter,
        claim_filters.QuoteStateFilter,
        claim_filters.PublicFilter,
        "rating",
        "kind",
        claim_filters.ArticleFilter,
        "article__publisher",
        "article__language",
        claim_filters.OrphanedFilter,
        claim_filters.ImportedRatingFilter,
        "tags",
    ]
    search_fields = ["text", "quote", "claimant", "article__title"]
    autocomplete_fields = ["repeats"]

    @admin.display(description=_("claim"), ordering="text")
    def sentence(self, claim: Claim) -> str:
        return Truncator(claim.text).chars(140)

    @admin.display(description=_("status"), ordering="status")
    def state(self, claim: Claim) -> SafeString:
        return status_badge(claim)

    @admin.display(description=_("rating"), ordering="rating", empty_value="–")
    def finding(self, claim: Claim) -> SafeString:
        return rating_badge(claim)

    @admin.display(description=_("article"), ordering="article__title")
    def in_article(self, claim: Claim) -> str:
        return Truncator(claim.article.title).chars(32)

    @admin.display(description=_("worth checking"), ordering="-check_worthiness")
    def worthiness(self, claim: Claim) -> SafeString:
        return worthiness_meter(claim.check_worthiness)

    @admin.display(description=_("evidence"))
    def evidence_state(self, claim: Any) -> SafeString:
        return evidence_badges(claim.standing_evidence)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Claim]:
        standing = Evidence.objects.standing().select_related("page")
        listed = Prefetch("evidence", standing, to_attr="standing_evidence")
        claims: QuerySet[Claim] = super().get_queryset(request)
        return claims.prefetch_related(listed)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def get_urls(self) -> list[URLPattern]:
        return [*claim_views.urls(self), *super().get_urls()]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        return claim_views.show(self, request, object_id)

    def edit_view(self, request: HttpRequest, pk: str) -> HttpResponse:
        """Django's own form for what the import made of the claim."""
        return super().change_view(request, str(pk))

    def save_model(self, request: HttpRequest, obj: Claim, form: Any, change: bool) -> None:
        with refusals_as_messages(request):
            save_edit(form, request)
            messages.success(request, _("The claim was changed."))

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Tags are saved with the rest, by `edit_claim`."""

    def response_change(self, request: HttpRequest, obj: Claim) -> HttpResponse:
        return redirect("admin:claims_claim_change", obj.pk)
