import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from claims.models.append_only import AppendOnly, AppendOnlyQuerySet
from claims.models.cited_pages import CitedPage
from claims.models.evidence import Evidence
from claims.vocabulary import LinkState, Outcome, QuoteState


class LinkCheck(AppendOnly):
    """One visit to a cited page: what came back, and what we made of it."""

    page = models.ForeignKey(
        CitedPage,
        models.PROTECT,
        related_name="checks",
        db_index=False,  # `a_lease_is_checked_once` begins with it
        verbose_name=_("cited page"),
    )
    lease = models.UUIDField(_("lease"), default=uuid.uuid4)
    checked_at = models.DateTimeField(_("checked at"))
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome.choices)
    reason = models.CharField(_("reason"), max_length=60, blank=True)
    link_state = models.CharField(
        _("link state after it"), max_length=10, choices=LinkState.choices
    )
    http_status = models.PositiveSmallIntegerField(_("HTTP status"), null=True, blank=True)
    hops = models.JSONField(_("redirects"), default=list, blank=True)
    final_url = models.CharField(_("address it ended on"), max_length=2000, blank=True)
    error = models.CharField(_("error"), max_length=40, blank=True)
    error_detail = models.CharField(_("error detail"), max_length=300, blank=True)
    elapsed_ms = models.PositiveIntegerField(_("milliseconds"), default=0)
    size_bytes = models.PositiveIntegerField(_("bytes"), default=0)
    content_sha256 = models.CharField(_("SHA-256 of the body"), max_length=64, blank=True)
    text_sha256 = models.CharField(_("SHA-256 of the text"), max_length=64, blank=True)

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        verbose_name = _("link check")
        verbose_name_plural = _("link checks")
        ordering = ["-checked_at", "-id"]
        indexes = [models.Index(fields=["page", "-checked_at"])]
        constraints = [
            models.UniqueConstraint(fields=["page", "lease"], name="a_lease_is_checked_once"),
            models.CheckConstraint(
                condition=Q(outcome__in=Outcome.values), name="outcome_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.page} {self.get_outcome_display()}"


class QuoteCheck(AppendOnly):
    """What one visit found of the passage that a piece of evidence quotes."""

    visit = models.ForeignKey(
        LinkCheck,
        models.PROTECT,
        related_name="quotes",
        db_index=False,  # `a_quote_is_checked_once_a_visit` begins with it
        verbose_name=_("link check"),
    )
    evidence = models.ForeignKey(
        Evidence, models.PROTECT, related_name="quote_checks", verbose_name=_("evidence")
    )
    state = models.CharField(_("state"), max_length=8, choices=QuoteState.choices)
    matched = models.TextField(_("wording found"), blank=True)
    score = models.FloatField(_("score"), default=0.0)

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        verbose_name = _("quote check")
        verbose_name_plural = _("quote checks")
        constraints = [
            models.UniqueConstraint(
                fields=["visit", "evidence"], name="a_quote_is_checked_once_a_visit"
            )
        ]

    def __str__(self) -> str:
        return f"{self.evidence} {self.get_state_display()}"
