from typing import Any

from django.db.models import Exists, F, OuterRef
from django.db.models.functions import Coalesce
from django_filters import CharFilter, DateFilter, UUIDFilter
from django_filters.rest_framework import FilterSet
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field

from claims.api.parameters import AnyOf, Moment
from claims.api.reading import require_desk
from claims.models import Evidence
from claims.models.claim_querysets import ClaimQuerySet
from claims.vocabulary import PUBLIC_STATUSES, Kind, Language, LinkState, Rating, Status


def _moment(lookup: str, **kwargs: Any) -> Moment:
    edge = Moment("verified_at", lookup, ends_day=lookup == "lte", **kwargs)
    return extend_schema_field(OpenApiTypes.STR)(edge)


class ClaimFilters(FilterSet):  # type: ignore[misc]  # ships no types
    """What can be asked of the list of claims, and of its exports."""

    q = CharFilter(method="_matching", max_length=500, label="Words that all stand in the claim.")
    status = AnyOf(choices=Status.choices, method="_within", label="By default `verified`.")
    rating = AnyOf(choices=Rating.choices)
    claimant = CharFilter(lookup_expr="icontains", max_length=300, label="Part of the name.")
    kind = AnyOf(choices=Kind.choices)
    language = AnyOf("article__language", choices=Language.choices)
    article = UUIDFilter("article_id", label="The article's id.")
    publisher = CharFilter(
        "article__publisher", "icontains", max_length=300, label="Part of the name."
    )
    tag = CharFilter("tags__name", "iexact", max_length=80, label="The whole tag.")
    verified_after = _moment("gte", label="A day or a time, itself included.")
    verified_before = _moment("lte", label="A day or a time, itself included.")
    claimed_after = DateFilter("claimed_on", "gte", label="A day, itself included.")
    claimed_before = DateFilter("claimed_on", "lte", label="A day, itself included.")
    link_state = AnyOf(
        choices=LinkState.choices, method="_citing", label="Of a page that the claim relies on."
    )

    def filter_queryset(self, queryset: ClaimQuerySet) -> ClaimQuerySet:
        statuses = self.form.cleaned_data["status"] or [Status.VERIFIED]
        rows: Any = queryset.filter(status__in=statuses)
        sorted_at: F | Coalesce = F("published__verified_at")
        if set(statuses) <= set(PUBLIC_STATUSES):
            rows = rows.filter(published__isnull=False)
        else:
            require_desk(self.request.user)
            sorted_at = Coalesce("verified_at", "created_at")
        found: ClaimQuerySet = super().filter_queryset(rows.annotate(sorted_at=sorted_at))
        return found

    def _matching(self, claims: ClaimQuerySet, name: str, words: str) -> ClaimQuerySet:
        return claims.matching(words)

    def _within(self, claims: ClaimQuerySet, name: str, statuses: list[str]) -> ClaimQuerySet:
        """The default makes this more than a filter: `filter_queryset` has done it."""
        return claims

    def _citing(self, claims: ClaimQuerySet, name: str, states: list[str]) -> ClaimQuerySet:
        citing = Evidence.objects.standing().filter(
            claim=OuterRef("pk"), page__link_state__in=states
        )
        return claims.filter(Exists(citing))
