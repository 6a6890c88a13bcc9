"""The questions that the claim list answers with one click."""

from typing import Any
from uuid import UUID

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.admin.actor import actor
from claims.admin.rotten_evidence import rests_on_rotten_evidence
from claims.models import Article, Claim, Evidence, Person
from claims.models.claim_querysets import authored_by, public_on
from claims.vocabulary import LinkState, QuoteState, Status

ARTICLES_SHOWN = 15

Choices = list[tuple[Any, Any]]


class ClaimFilter(admin.SimpleListFilter):
    """A filter whose choices are the keys of `conditions`."""

    def conditions(self, person: Person) -> dict[str, tuple[Any, Q]]:
        """Return label and condition by the value in the address bar."""
        raise NotImplementedError

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        return [(value, label) for value, (label, _q) in self.conditions(actor(request)).items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Claim]) -> QuerySet[Claim]:
        chosen = self.conditions(actor(request)).get(self.value() or "")
        return queryset.filter(chosen[1]) if chosen else queryset


class AssignedFilter(ClaimFilter):
    title = _("assigned to")
    parameter_name = "assigned"

    def conditions(self, person: Person) -> dict[str, tuple[Any, Q]]:
        return {
            "me": (_("Me"), Q(assigned_to=person)),
            "nobody": (_("Nobody"), Q(assigned_to=None)),
        }


class SecondReviewFilter(ClaimFilter):
    title = _("second review")
    parameter_name = "second_review"

    def conditions(self, person: Person) -> dict[str, tuple[Any, Q]]:
        return {
            "mine": (_("Waits for me"), awaits_another_than(person)),
            "others": (
                _("Waits for someone else"),
                Q(status=Status.AWAITING_SECOND_REVIEW) & authored_by(person),
            ),
        }


class OrphanedFilter(ClaimFilter):
    title = _("place in the article")
    parameter_name = "orphaned"

    def conditions(self, person: Person) -> dict[str, tuple[Any, Q]]:
        return {
            "yes": (_("Lost by a new version"), Q(orphaned_at__isnull=False)),
            "no": (_("Stands in the current version"), Q(orphaned_at=None)),
        }


class ImportedRatingFilter(ClaimFilter):
    title = _("imported rating")
    parameter_name = "imported"

    def conditions(self, person: Person) -> dict[str, tuple[Any, Q]]:
        imported = ~Q(imported_rating="")
        return {
            "unmapped": (_("Not on our scale: needs a person"), imported & Q(suggested_rating="")),
            "mapped": (_("On our scale"), imported & ~Q(suggested_rating="")),
        }


class LinkStateFilter(ClaimFilter):
    title = _("link state of the evidence")
    parameter_name = "link_state"

    def conditions(self, person: Person) -> dict[str, tuple[Any, Q]]:
        standing = Evidence.objects.standing().filter(claim=OuterRef("pk"))
        return {
            state.value: (state.label, Q(Exists(standing.filter(page__link_state=state))))
            for state in LinkState
        }


class QuoteStateFilter(ClaimFilter):
    title = _("quote state of the evidence")
    parameter_name = "quote"

    def conditions(self, person: Person) -> dict[str, tuple[Any, Q]]:
        return {state.value: (state.label, quotes_in(state)) for state in QuoteState}


class EvidenceFilter(ClaimFilter):
    title = _("evidence")
    parameter_name = "evidence"

    def conditions(self, person: Person) -> dict[str, tuple[Any, Q]]:
        rotten = rests_on_rotten_evidence()
        return {
            "rotten": (_("Altered or lost"), rotten),
            "sound": (_("Neither altered nor lost"), ~rotten),
        }


class PublicFilter(ClaimFilter):
    title = _("public")
    parameter_name = "public"

    def conditions(self, person: Person) -> dict[str, tuple[Any, Q]]:
        public = public_on(timezone.localdate())
        return {"yes": (_("Yes"), public), "no": (_("No"), ~public)}


class ArticleFilter(admin.SimpleListFilter):
    """The articles imported last, and the one that is chosen already."""

    title = _("article")
    parameter_name = "article"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        newest = Article.objects.values_list("pk", "title")[:ARTICLES_SHOWN]
        return [(str(pk), title) for pk, title in newest]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Claim]) -> QuerySet[Claim]:
        chosen = self.value()
        try:
            return queryset.filter(article=UUID(chosen)) if chosen else queryset
        except ValueError as refusal:
            raise IncorrectLookupParameters(refusal) from refusal


def awaits_another_than(person: Person) -> Q:
    """Claims that wait for their second review and that this person may confirm."""
    return Q(status=Status.AWAITING_SECOND_REVIEW) & ~authored_by(person)


def quotes_in(state: QuoteState) -> Q:
    """Claims of which a standing piece of evidence quotes a passage that is in this state."""
    standing = Evidence.objects.standing().filter(claim=OuterRef("pk"))
    return Q(Exists(standing.exclude(quote="").filter(quote_state=state)))
