from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import models
from django.db.models import Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from claims.models.append_only import AppendOnly, AppendOnlyQuerySet
from claims.models.cited_pages import CitedPage
from claims.models.link_checks import LinkCheck
from claims.models.long_text import LongTextField
from claims.models.reviews import StatusChange
from claims.vocabulary import Status

if TYPE_CHECKING:
    from claims.models.evidence import Evidence

JUDGED = (Status.AWAITING_SECOND_REVIEW, Status.VERIFIED)
"""Whoever took a claim here had looked at its evidence."""


class KeptCopy(NamedTuple):
    """What is known of a stored copy without reading it; its record is of `visit__final_url`."""

    warc: str
    record_offset: int | None
    record_bytes: int | None
    content_sha256: str
    taken_at: datetime
    visit__final_url: str


class SnapshotQuerySet(AppendOnlyQuerySet["Snapshot"]):
    def seen_for(self, evidence: "QuerySet[Evidence]") -> "QuerySet[Evidence]":
        """Load with each piece of evidence `judged_at` and `seen_id`.

        `seen_id` is the copy that the reviewers saw: the newest that was taken by the time
        somebody last rated, confirmed or reaffirmed the claim, else the page's first copy.
        """
        judged = StatusChange.objects.filter(claim=OuterRef("claim"), to_status__in=JUDGED)
        copies = self.filter(page=OuterRef("page"))
        by_then = copies.filter(taken_at__lte=OuterRef("judged_at")).order_by("-taken_at", "-pk")
        first = copies.order_by("taken_at", "pk")
        return evidence.annotate(
            judged_at=Subquery(judged.order_by("-at", "-pk").values("at")[:1])
        ).annotate(
            seen_id=Coalesce(Subquery(by_then.values("pk")[:1]), Subquery(first.values("pk")[:1]))
        )

    def changes_for(self, evidence: "QuerySet[Evidence]") -> "QuerySet[Evidence]":
        """As `seen_for`, with `newest_id`, the page's last copy: what changed lies between them."""
        newest = self.filter(page=OuterRef("page")).order_by("-taken_at", "-pk")
        return self.seen_for(evidence).annotate(newest_id=Subquery(newest.values("pk")[:1]))

    def first_of_each_record(self, contents: Iterable[str]) -> list[KeptCopy]:
        """Return, oldest first, the first copy of each record that has one of these contents.

        It is the visit that brought the record; later copies only share it.
        """
        same = self.filter(content_sha256__in=contents).exclude(content_sha256="")
        records = same.order_by().values("content_sha256", "warc", "record_offset")
        firsts = self.filter(pk__in=records.annotate(first=Min("pk")).values("first"))
        return [KeptCopy(*row) for row in firsts.order_by("pk").values_list(*KeptCopy._fields)]


class Snapshot(AppendOnly):
    """The stored copy of a visit: a WARC record, and the readable text beside it.

    Many visits share one WARC file, and visits that brought the same bytes one record in it.
    """

    visit = models.OneToOneField(
        LinkCheck, models.PROTECT, related_name="snapshot", verbose_name=_("link check")
    )
    page = models.ForeignKey(
        CitedPage,
        models.PROTECT,
        related_name="snapshots",
        db_index=False,  # `snapshot_newest_of_page` begins with it
        verbose_name=_("cited page"),
    )
    warc = models.FileField(_("WARC file"), upload_to="warc/%Y/%m/%d")
    record_offset = models.PositiveBigIntegerField(
        _("start of the record"),
        null=True,
        blank=True,
        help_text=_("In bytes; empty where the whole file is this copy."),
    )
    record_bytes = models.PositiveBigIntegerField(_("length of the record"), null=True, blank=True)
    content_sha256 = models.CharField(_("SHA-256 of the body"), max_length=64, blank=True)
    text = LongTextField(_("readable text"), blank=True)
    taken_at = models.DateTimeField(_("taken at"))

    objects = SnapshotQuerySet.as_manager()

    class Meta:
        verbose_name = _("snapshot")
        verbose_name_plural = _("snapshots")
        ordering = ["-taken_at"]
        indexes = [
            models.Index(fields=["page", "-taken_at"], name="snapshot_newest_of_page"),
            models.Index(fields=["content_sha256"], name="snapshot_content"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(record_offset=None, record_bytes=None)
                | Q(record_offset__isnull=False, record_bytes__isnull=False),
                name="a_record_has_a_start_and_a_length",
            )
        ]

    def __str__(self) -> str:
        return f"{self.page} {self.taken_at:%Y-%m-%d}"

    def record(self) -> bytes:
        """Return its WARC record, which alone is a WARC file, too."""
        with self.warc.open() as file:
            file.seek(self.record_offset or 0)
            content: Any = (
                file.read() if self.record_bytes is None else file.read(self.record_bytes)
            )
        return bytes(content)
