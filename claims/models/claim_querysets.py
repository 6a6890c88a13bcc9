from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from claims.models.articles import out_by
from claims.models.people import Person
from claims.vocabulary import ACCEPTED_STATUSES, OPEN_STATUSES, PUBLIC_STATUSES, Status

if TYPE_CHECKING:
    from claims.models.claims import Claim  # noqa: F401  mypy reads it in `QuerySet["Claim"]`


def authored_by(person: Person) -> Q:
    """Claims whose rating or explanation is this person's, as `Claim.is_authored_by` says."""
    return Q(rated_by__isnull=False, rated_by=person) | Q(
        explained_by__isnull=False, explained_by=person
    )


def public_on(today: date) -> Q:
    """What anybody may read, as `Claim.is_public` says: a verdict on an article that is out."""
    return Q(status__in=PUBLIC_STATUSES) & out_by(today, "article__")


class ClaimQuerySet(models.QuerySet["Claim"]):
    def with_verdict(self) -> Self:
        """Claims whose verdict two people agreed on, whether or not it is being re-checked."""
        return self.filter(status__in=PUBLIC_STATUSES)

    def public(self, today: date | None = None) -> Self:
        """What anybody may read that day, or now."""
        return self.filter(public_on(today or timezone.localdate()))

    def open(self) -> Self:
        return self.filter(status__in=OPEN_STATUSES)

    def decided(self) -> Self:
        """Claims that somebody found worth a check, or not checkable."""
        return self.filter(status__in=(*ACCEPTED_STATUSES, Status.NOT_CHECKABLE))

    def standing(self) -> Self:
        """Claims whose words stand in the current version of their article."""
        return self.filter(orphaned_at=None)

    def holding_back(self) -> Self:
        """What an article's clearance waits for. An orphan no longer concerns what we print."""
        return self.open().standing()

    def latest_first(self) -> Self:
        """Those that were ever verified, the latest first, as an index of their own has them."""
        return self.filter(verified_at__isnull=False).order_by("-verified_at", "pk")

    def matching(self, words: str) -> Self:
        """Claims in which all of these words stand, in any order; all claims for no word."""
        claims = self
        for word in words.split():
            claims = claims.filter(
                Q(text__icontains=word)
                | Q(quote__icontains=word)
                | Q(claimant__icontains=word)
                | Q(explanation__icontains=word)
            )
        return claims

    def orphaned(self) -> Self:
        """Claims whose words no longer stand in the current version of their article."""
        return self.filter(orphaned_at__isnull=False)
