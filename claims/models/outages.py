from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q, Value
from django.utils.translation import gettext_lazy as _


class WebOutageQuerySet(models.QuerySet["WebOutage"]):
    def lasting(self) -> Self:
        """Outages whose end nobody has seen yet."""
        return self.filter(ended_at=None)

    def noticed_since(self, moment: datetime) -> Self:
        return self.lasting().filter(noticed_at__gt=moment)


class WebOutage(models.Model):
    """A time in which our own line to the web was down: visits counted against nobody."""

    began_at = models.DateTimeField(_("began at"))
    noticed_at = models.DateTimeField(_("noticed last at"))
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    hosts_failed = models.PositiveIntegerField(_("hosts that failed"))
    hosts_heard = models.PositiveIntegerField(_("hosts that answered"))

    objects = WebOutageQuerySet.as_manager()

    class Meta:
        verbose_name = _("outage of our network")
        verbose_name_plural = _("outages of our network")
        ordering = ["-began_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(noticed_at__gte=F("began_at"))
                & (Q(ended_at=None) | Q(ended_at__gte=F("noticed_at"))),
                name="an_outage_ends_after_it_began",
            ),
            # Every lasting row has the same key here; NULLs themselves would all be distinct.
            models.UniqueConstraint(
                Value(1), condition=Q(ended_at=None), name="one_outage_lasts_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.began_at:%Y-%m-%d %H:%M}"
