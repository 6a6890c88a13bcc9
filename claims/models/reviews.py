from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from claims.models.append_only import AppendOnly, AppendOnlyQuerySet
from claims.models.claims import Claim
from claims.models.evidence import Evidence
from claims.vocabulary import Cause, Rating, Status


class ReviewNote(AppendOnly):
    """What a reviewer tells the others; never public."""

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="notes", verbose_name=_("claim"))
    text = models.TextField(_("note"), help_text=_("Markdown"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("at"))

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        verbose_name = _("review note")
        verbose_name_plural = _("review notes")
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(text__length__gt=0), name="a_note_says_something")
        ]

    def __str__(self) -> str:
        return self.text


class StatusChange(AppendOnly):
    """One step of a claim through the workflow. `by` is None when the system took it.

    Rating and explanation are kept as they stood after the step, so that what was once
    public can always be read again.
    """

    claim = models.ForeignKey(
        Claim, models.PROTECT, related_name="status_changes", verbose_name=_("claim")
    )
    transition = models.CharField(_("step"), max_length=20)
    from_status = models.CharField(_("from"), max_length=24, choices=Status.choices)
    to_status = models.CharField(_("to"), max_length=24, choices=Status.choices)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("by"),
    )
    at = models.DateTimeField(_("at"))
    reason = models.TextField(_("reason"), blank=True)
    cause = models.CharField(_("cause"), max_length=20, choices=Cause.choices, blank=True)
    evidence = models.ForeignKey(
        Evidence,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("evidence"),
        help_text=_("The piece of evidence that was lost."),
    )
    rating = models.CharField(_("rating then"), max_length=16, choices=Rating.choices, blank=True)
    explanation = models.TextField(_("explanation then"), blank=True)
    overridden = models.BooleanField(
        _("two-person rule overridden"), default=False, help_text=_("By an administrator.")
    )

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        verbose_name = _("status change")
        verbose_name_plural = _("status changes")
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["claim", "at"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(from_status__in=Status.values)
                & Q(to_status__in=Status.values)
                & ~Q(from_status=F("to_status")),
                name="a_change_changes_the_status",
            ),
            models.CheckConstraint(
                condition=Q(overridden=False) | Q(reason__length__gt=0),
                name="an_override_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(cause__in=["", *Cause.values]), name="cause_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_from_status_display()} → {self.get_to_status_display()}"

    @property
    def why(self) -> str:
        """The reason as a person gave it, or the system's cause in the reader's language."""
        if not self.cause:
            return self.reason
        return self.get_cause_display() % {"url": self.evidence.url if self.evidence else ""}


class Correction(AppendOnly):
    """What was public before and after a claim was verified again, and why. Public."""

    claim = models.ForeignKey(
        Claim, models.PROTECT, related_name="corrections", verbose_name=_("claim")
    )
    change = models.OneToOneField(
        StatusChange, models.PROTECT, related_name="correction", verbose_name=_("status change")
    )
    rating_before = models.CharField(_("rating before"), max_length=16, choices=Rating.choices)
    rating_after = models.CharField(_("rating after"), max_length=16, choices=Rating.choices)
    explanation_before = models.TextField(_("explanation before"))
    explanation_after = models.TextField(_("explanation after"))
    reason = models.TextField(_("reason"), blank=True)
    at = models.DateTimeField(_("at"))

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.rating_before} → {self.rating_after}"
