from django.db import models
from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from claims.models.claim_querysets import ClaimQuerySet
from claims.models.claims import Claim
from claims.models.evidence import Evidence


def with_document_parts(claims: ClaimQuerySet) -> ClaimQuerySet:
    """Load, in two queries more for however many claims, all that their documents show."""
    evidence = Prefetch("evidence", Evidence.objects.with_copy().select_related("page"))
    return claims.select_related("article").prefetch_related("tags", evidence)


def with_published(claims: ClaimQuerySet) -> ClaimQuerySet:
    """Load the finished documents, and of the evidence only when its pages were last visited."""
    visits = Evidence.objects.select_related("page").only("claim", "page__last_checked_at")
    return claims.select_related("published").prefetch_related(Prefetch("evidence", visits))


class PublishedClaim(models.Model):
    """The read model: what other systems see of one public claim, finished.

    Written in the transaction that changes the claim, by `actions.publish_claim` alone,
    so that a reader never joins six tables and never sees half a change. Only when its pages
    were last visited is read from them: that changes without anything being new.
    """

    claim = models.OneToOneField(
        Claim,
        models.CASCADE,
        primary_key=True,
        related_name="published",
        verbose_name=_("claim"),
    )
    document = models.JSONField(_("document"))
    verified_at = models.DateTimeField(_("verified at"), db_index=True)
    updated_at = models.DateTimeField(_("updated at"))

    class Meta:
        verbose_name = _("published claim")
        verbose_name_plural = _("published claims")
        ordering = ["-verified_at", "claim"]

    def __str__(self) -> str:
        return str(self.claim_id)
