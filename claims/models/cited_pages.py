from datetime import datetime
from typing import TYPE_CHECKING, Self
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from claims.vocabulary import LOSSES, RELYING_STATUSES, UNREADABLE_STATES, LinkState, Outcome

if TYPE_CHECKING:
    from claims.models.evidence import Evidence


VISITED = Q(next_check_at__isnull=False)
"""Pages that claims rely on: `schedule_pages` gives the others no next visit."""


class WebHostQuerySet(models.QuerySet["WebHost"]):
    def free(self, now: datetime, *, holder: UUID) -> Self:
        """Hosts that may be asked by `holder`: nobody else visits them, and they do not rest."""
        return self.filter(Q(leased_until=None) | Q(leased_until__lte=now) | Q(lease=holder))


class WebHost(models.Model):
    """A host that cited pages live on. Whoever leases it may visit it; nobody else meanwhile."""

    name = models.CharField(_("name"), max_length=260, unique=True)
    lease = models.UUIDField(_("lease"), null=True, blank=True, editable=False)
    leased_until = models.DateTimeField(_("leased until"), null=True, blank=True, editable=False)

    objects = WebHostQuerySet.as_manager()

    class Meta:
        verbose_name = _("web host")
        verbose_name_plural = _("web hosts")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class CitedPageQuerySet(models.QuerySet["CitedPage"]):
    def relied_on(self) -> Self:
        """Pages that carry a claim whose verdict stands or is being worked on."""
        return self.filter(
            evidence__retracted_at=None,
            evidence__claim__status__in=RELYING_STATUSES,
        ).distinct()

    def due(self, now: datetime) -> Self:
        """Pages whose next visit has come."""
        return self.filter(next_check_at__lte=now)

    def free(self, now: datetime, *, holder: UUID) -> Self:
        """Pages that nobody is visiting, on hosts that nobody but `holder` is visiting."""
        of_others = Q(host__leased_until__gt=now) & ~Q(host__lease=holder)
        return self.exclude(leased_until__gt=now).exclude(of_others)

    def on_resting_hosts(self, now: datetime, *, until: datetime) -> Self:
        """Pages whose hosts nobody visits, and which only rest since somebody did."""
        return self.filter(
            host__lease=None, host__leased_until__gt=now, host__leased_until__lte=until
        )


class CitedPage(models.Model):
    """A web page that evidence points to: one row per canonical URL, shared by all claims."""

    host = models.ForeignKey(
        WebHost, models.PROTECT, related_name="pages", verbose_name=_("web host")
    )
    url = models.CharField(_("address"), max_length=2000, unique=True)
    title = models.CharField(_("title"), max_length=500, blank=True)
    final_url = models.CharField(_("address now"), max_length=2000, blank=True)
    link_state = models.CharField(
        _("link state"), max_length=10, choices=LinkState.choices, default=LinkState.UNCHECKED
    )
    last_outcome = models.CharField(
        _("last outcome"), max_length=12, choices=Outcome.choices, blank=True
    )
    failures = models.PositiveIntegerField(_("failures in a row"), default=0)
    first_failed_at = models.DateTimeField(_("failing since"), null=True, blank=True)
    last_checked_at = models.DateTimeField(_("last checked at"), null=True, blank=True)
    next_check_at = models.DateTimeField(
        _("next check at"),
        null=True,
        blank=True,
        help_text=_("Empty while no claim relies on this page."),
    )
    lease = models.UUIDField(_("lease"), null=True, blank=True, editable=False)
    leased_until = models.DateTimeField(_("leased until"), null=True, blank=True, editable=False)
    etag = models.CharField(max_length=300, blank=True, editable=False)
    last_modified = models.CharField(max_length=100, blank=True, editable=False)
    # Of the text in which every quoted passage was found, at the last visit that looked.
    text_sha256 = models.CharField(
        _("SHA-256 of the text"), max_length=64, blank=True, editable=False
    )
    copied_sha256 = models.CharField(
        _("SHA-256 of our last copy"), max_length=64, blank=True, editable=False
    )
    created_at = models.DateTimeField(_("cited first at"), auto_now_add=True)

    standing_evidence: "list[Evidence]"
    """What nobody has taken back of its evidence, read as it is leased."""

    objects = CitedPageQuerySet.as_manager()

    class Meta:
        verbose_name = _("cited page")
        verbose_name_plural = _("cited pages")
        ordering = ["url"]
        indexes = [
            models.Index(
                fields=["next_check_at", "id"],  # a tie, too, is read in order
                name="cited_page_due",
                condition=VISITED,
            ),
            models.Index(fields=["link_state"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(link_state__in=LinkState.values), name="link_state_is_known"
            ),
            models.CheckConstraint(
                condition=(Q(lease=None) & Q(leased_until=None))
                | (~Q(lease=None) & ~Q(leased_until=None)),
                name="a_lease_has_an_end",
            ),
            models.CheckConstraint(
                condition=(Q(failures=0) & Q(first_failed_at=None))
                | (Q(failures__gt=0) & ~Q(first_failed_at=None)),
                name="failures_have_a_beginning",
            ),
        ]

    def __str__(self) -> str:
        return self.url

    @property
    def is_unreadable(self) -> bool:
        """Whether the states of its quotes are how it was when it could last be read."""
        return self.link_state in UNREADABLE_STATES

    @property
    def was_unread(self) -> bool:
        """As `is_unreadable`, or only its last visit could not read it."""
        return self.is_unreadable or self.link_state == LinkState.FAILING

    @property
    def was_seen_lost(self) -> bool:
        """Whether who last looked at it by hand, since robots are kept out, saw a loss."""
        if self.link_state != LinkState.BLOCKED:
            return False
        newest = self.sightings.first()
        return newest is not None and newest.saw in LOSSES
