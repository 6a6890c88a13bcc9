from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from claims.models.cited_pages import CitedPage
from claims.vocabulary import CopyRefusal, CopyWish


class PublicCopyQuerySet(models.QuerySet["PublicCopy"]):
    def due(self, now: datetime) -> Self:
        """Wishes for which the archive is to be asked, the longest due first."""
        return self.filter(next_try_at__lte=now).order_by("next_try_at", "pk")


class PublicCopy(models.Model):
    """A copy of a cited page that a public archive is asked for, and what became of it."""

    page = models.ForeignKey(
        CitedPage, models.PROTECT, related_name="public_copies", verbose_name=_("cited page")
    )
    wish = models.CharField(_("wish"), max_length=7, choices=CopyWish.choices)
    died_at = models.DateTimeField(
        _("page died at"), null=True, blank=True, help_text=_("A copy must be older than this.")
    )
    next_try_at = models.DateTimeField(
        _("next try at"), null=True, blank=True, help_text=_("Empty once it is settled.")
    )
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    job = models.CharField(
        _("job"), max_length=100, blank=True, help_text=_("The archive's name for the saving.")
    )
    url = models.CharField(_("address"), max_length=2200, blank=True)
    taken_at = models.DateTimeField(_("taken at"), null=True, blank=True)
    refusal = models.CharField(_("refusal"), max_length=10, choices=CopyRefusal.choices, blank=True)
    words = models.CharField(_("words of the archive"), max_length=300, blank=True)

    objects = PublicCopyQuerySet.as_manager()

    class Meta:
        verbose_name = _("public copy")
        verbose_name_plural = _("public copies")
        ordering = ["page", "wish"]
        indexes = [
            models.Index(
                fields=["next_try_at", "id"],
                name="public_copy_due",
                condition=Q(next_try_at__isnull=False),
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["page", "wish"], name="a_copy_is_wished_for_once"),
            models.CheckConstraint(
                condition=Q(wish=CopyWish.LOOK_UP, died_at__isnull=False)
                | Q(wish=CopyWish.SAVE, died_at=None),
                name="a_copy_of_the_dead_is_looked_up",
            ),
            models.CheckConstraint(
                condition=Q(refusal="") | Q(refusal__in=CopyRefusal.values),
                name="copy_refusal_is_known",
            ),
            models.CheckConstraint(
                condition=(Q(url="") & Q(taken_at=None)) | (~Q(url="") & ~Q(taken_at=None)),
                name="a_public_copy_has_a_date",
            ),
            models.CheckConstraint(
                condition=Q(next_try_at__isnull=False) | ~Q(url="") | ~Q(refusal=""),
                name="a_settled_wish_has_an_answer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.page}: {self.get_wish_display()}"
