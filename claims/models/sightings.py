from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from claims.models.append_only import AppendOnly, AppendOnlyQuerySet
from claims.models.cited_pages import VISITED, CitedPage
from claims.models.link_checks import LinkCheck
from claims.vocabulary import LinkState, Sight

GOOD_FOR = timedelta(days=30)
"""A page that is still blocked at its first visit after this wants to be looked at again."""


class SightingQuerySet(AppendOnlyQuerySet["Sighting"]):
    def missing_from(self, pages: QuerySet[CitedPage]) -> QuerySet[CitedPage]:
        """Return those pages that only a person can look at, and that nobody has lately.

        They are blocked, a claim relies on them, and since somebody last looked the page
        was something else in between, or was visited after more than thirty days.
        """
        changed = LinkCheck.objects.filter(
            page=OuterRef("page"), checked_at__gt=OuterRef("at")
        ).exclude(link_state=LinkState.BLOCKED)
        still_good = self.filter(
            page=OuterRef("pk"), at__gt=OuterRef("last_checked_at") - GOOD_FOR
        ).exclude(Exists(changed))
        blocked = pages.filter(VISITED, link_state=LinkState.BLOCKED)
        return blocked.exclude(Exists(still_good))


class Sighting(AppendOnly):
    """What a person saw on a page that keeps robots out."""

    page = models.ForeignKey(
        CitedPage, models.PROTECT, related_name="sightings", verbose_name=_("cited page")
    )
    saw = models.CharField(_("what was seen"), max_length=11, choices=Sight.choices)
    note = models.TextField(_("note"), blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("at"))

    objects = SightingQuerySet.as_manager()

    class Meta:
        verbose_name = _("look by hand")
        verbose_name_plural = _("looks by hand")
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["page", "-at"], name="sighting_newest_of_page")]
        constraints = [
            models.CheckConstraint(condition=Q(saw__in=Sight.values), name="sight_is_known")
        ]

    def __str__(self) -> str:
        return f"{self.page} {self.get_saw_display()}"
