import uuid
from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from claims.models.append_only import AppendOnly, AppendOnlyQuerySet
from claims.models.kept_history import KeptHistory
from claims.vocabulary import Language

models.TextField.register_lookup(Length)
models.CharField.register_lookup(Length)


def out_by(today: date, path: str = "") -> Q:
    """Articles that are out, as `Article.is_out` says; `path` leads to them from another record."""
    return Q(**{f"{path}ours": False}) | Q(**{f"{path}published_on__lte": today})


class ArticleQuerySet(models.QuerySet["Article"]):
    def out(self, today: date) -> Self:
        return self.filter(out_by(today))


class Article(KeptHistory):
    """A text whose claims are checked: one of ours before we print it, or someone else's."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    url = models.URLField(_("address"), max_length=2000, blank=True)
    source = models.CharField(
        _("source"),
        max_length=500,
        blank=True,
        editable=False,
        help_text=_("The name of the file that it was imported from."),
    )
    title = models.CharField(_("title"), max_length=500)
    author = models.CharField(_("author"), max_length=300, blank=True)
    publisher = models.CharField(_("publisher"), max_length=300, blank=True, db_index=True)
    language = models.CharField(_("language"), max_length=2, choices=Language.choices)
    published_on = models.DateField(_("published on"), null=True, blank=True)
    publish_at = models.DateTimeField(
        _("due"), null=True, blank=True, help_text=_("When we want to publish it.")
    )
    ours = models.BooleanField(
        _("ours"), default=False, help_text=_("We check it before we publish it ourselves.")
    )
    created_at = models.DateTimeField(_("imported at"), auto_now_add=True)
    history = HistoricalRecords()
    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["url"], condition=~models.Q(url=""), name="article_url_is_unique"
            ),
            models.CheckConstraint(
                condition=models.Q(language__in=Language.values), name="article_language_is_known"
            ),
        ]
        indexes = [models.Index(fields=["source"]), models.Index(fields=["title"])]

    def __str__(self) -> str:
        return self.title

    @property
    def current_version(self) -> "ArticleVersion":
        """The version that was imported last; an article always has one."""
        return self.versions.latest("number")

    @property
    def text(self) -> str:
        return self.current_version.text

    def is_out(self, today: date) -> bool:
        """Whether anybody can read it: ours from the day we print it, somebody else's always."""
        return not self.ours or (self.published_on is not None and self.published_on <= today)


class ArticleVersion(AppendOnly):
    """An article's text as it was imported once, frozen. Offsets are code points into it."""

    article = models.ForeignKey(
        Article, models.PROTECT, related_name="versions", verbose_name=_("article")
    )
    number = models.PositiveIntegerField(_("number"))
    text = models.TextField(_("text"))
    text_sha256 = models.CharField(_("SHA-256 of the text"), max_length=64, db_index=True)
    blocks = models.JSONField(
        _("blocks"), default=list, help_text=_("Title, headings, paragraphs: [kind, start, end].")
    )
    imported_at = models.DateTimeField(_("imported at"))
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("imported by"),
    )

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        verbose_name = _("article version")
        verbose_name_plural = _("article versions")
        ordering = ["article", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "number"], name="article_version_number_is_unique"
            ),
            models.CheckConstraint(
                condition=models.Q(text__length__gt=0), name="article_version_has_text"
            ),
            models.CheckConstraint(
                condition=models.Q(text_sha256__length=64), name="article_version_has_hash"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article} ({self.number})"
