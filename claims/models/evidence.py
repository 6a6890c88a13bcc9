import uuid
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Max, OuterRef, Q, Subquery
from django.db.models.functions import MD5, Coalesce
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from claims.models.cited_pages import CitedPage
from claims.models.claims import Claim
from claims.models.kept_history import KeptHistory
from claims.vocabulary import Cause, LinkState, QuoteState, Stance


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def standing(self) -> Self:
        """Evidence that nobody has taken back."""
        return self.filter(retracted_at=None)

    def lost(self) -> Self:
        """Evidence that stands and no longer carries its claim, as `Evidence.is_lost` says."""
        is_lost = (
            Q(page__link_state=LinkState.DEAD)
            | Q(quote_state=QuoteState.MISSING)
            | Q(quote_state=QuoteState.ALTERED, says_otherwise=True)
        )
        return self.standing().filter(is_lost)

    def with_copy(self) -> Self:
        """Load each piece's `copy_id` along, in the same query."""
        # Grouped, these are looked up piece by piece, however little is known of the tables.
        # As joins they sorted all copies there are, and a bare Max walks back through them.
        itself = Evidence.objects.filter(pk=OuterRef("pk")).order_by().values("pk")
        # By its content, for a visit that finds the page as it was makes no copy of its own.
        with_quote = itself.filter(
            quote_checks__state=QuoteState.FOUND,
            page__snapshots__content_sha256=F("quote_checks__visit__content_sha256"),
            page__snapshots__content_sha256__gt="",
        )
        newest = Max("page__snapshots")
        return self.annotate(
            copy_id=Coalesce(
                Subquery(with_quote.annotate(newest=newest).values("newest")),
                Subquery(itself.annotate(newest=newest).values("newest")),
            )
        )


class Evidence(KeptHistory):
    """A source that supports, refutes or gives context to a claim."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    claim = models.ForeignKey(
        Claim, models.PROTECT, related_name="evidence", verbose_name=_("claim")
    )
    page = models.ForeignKey(
        CitedPage, models.PROTECT, related_name="evidence", verbose_name=_("cited page")
    )
    url = models.CharField(
        _("address"), max_length=2000, help_text=_("The address as it was cited.")
    )
    stance = models.CharField(_("stance"), max_length=8, choices=Stance.choices)
    quote = models.TextField(
        _("quoted passage"), blank=True, help_text=_("The exact words on the page that matter.")
    )
    note = models.TextField(_("note"), blank=True)
    quote_state = models.CharField(
        _("quote state"), max_length=8, choices=QuoteState.choices, default=QuoteState.UNKNOWN
    )
    quote_misses = models.PositiveIntegerField(
        _("visits in a row without the quote"), default=0, editable=False
    )
    matched = models.TextField(_("wording found"), blank=True, editable=False)
    says_otherwise = models.BooleanField(
        _("says something else than quoted"), default=False, editable=False
    )
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("added by"),
    )
    added_at = models.DateTimeField(_("added at"))

    retracted_at = models.DateTimeField(
        _("retracted at"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("Taken back by a person; kept, but it no longer carries the claim."),
    )

    history = HistoricalRecords()
    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ["added_at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(stance__in=Stance.values), name="stance_is_known"),
            models.CheckConstraint(
                condition=Q(quote_state__in=QuoteState.values), name="quote_state_is_known"
            ),
            models.UniqueConstraint(
                "claim", "page", "stance", MD5("quote"), name="a_passage_is_cited_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_stance_display()}: {self.url}"

    @cached_property
    def copy_id(self) -> int | None:
        """The key of our last copy of the page that has the quote, else of the last at all.

        None without a copy. The copy is what the verdict rests on when the page has rotted.
        """
        return Evidence.objects.with_copy().get(pk=self.pk).copy_id

    @cached_property
    def changed_copies(self) -> tuple[int, int] | None:
        """The keys of the copy that the reviewers saw and of the page's last one.

        None where there is no copy, or where they saw the last.
        """
        itself = Evidence.objects.filter(pk=self.pk)
        piece: Any = self.page.snapshots.changes_for(itself).get()
        return None if piece.seen_id == piece.newest_id else (piece.seen_id, piece.newest_id)

    @property
    def is_lost(self) -> bool:
        """Whether it stopped carrying its claim: its page or its quote is gone, or says otherwise.

        A passage that is merely worded differently still carries it.
        """
        return self.loss is not None

    @property
    def has_come_back(self) -> bool:
        """Of evidence that was lost: whether the last visit read its page and missed nothing."""
        return not (self.is_lost or self.page.was_unread or self.quote_misses)

    @property
    def reservation(self) -> str:
        """Why the state of its quote may not be what it is now, in words; "" if it is."""
        if self.quote_misses and self.quote_state != QuoteState.MISSING:
            return gettext("not found at the last visit")
        if self.page.was_unread and self.quote_state != QuoteState.UNKNOWN:
            return gettext("when the page could last be read")
        return ""

    @property
    def loss(self) -> Cause | None:
        """Why it is lost; None while it is not."""
        if self.page.link_state == LinkState.DEAD:
            return Cause.PAGE_DEAD
        if self.quote_state == QuoteState.MISSING:
            return Cause.QUOTE_MISSING
        if self.quote_state == QuoteState.ALTERED and self.says_otherwise:
            return Cause.QUOTE_CHANGED
        return None
