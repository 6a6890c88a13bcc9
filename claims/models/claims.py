import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from claims.models.articles import Article, ArticleVersion
from claims.models.claim_querysets import ClaimQuerySet
from claims.models.kept_history import KeptHistory
from claims.models.people import Person
from claims.models.tags import Tag
from claims.vocabulary import PUBLIC_STATUSES, DatePrecision, Kind, Rating, Status


class Claim(KeptHistory):
    """A checkable statement in an article, and where our work on it stands."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    article = models.ForeignKey(
        Article, models.PROTECT, related_name="claims", verbose_name=_("article")
    )
    version = models.ForeignKey(
        ArticleVersion, models.PROTECT, related_name="claims", verbose_name=_("article version")
    )
    quote = models.TextField(_("quote"), help_text=_("The exact words of the article."))
    start = models.PositiveIntegerField(_("start"))
    end = models.PositiveIntegerField(_("end"))
    prefix = models.CharField(_("text before"), max_length=64, blank=True)
    suffix = models.CharField(_("text after"), max_length=64, blank=True)
    orphaned_at = models.DateTimeField(
        _("lost from its article at"),
        null=True,
        blank=True,
        help_text=_("When a new version of the article no longer had these words."),
    )

    text = models.TextField(_("claim"), help_text=_("The claim in one plain sentence."))
    claimant = models.CharField(_("claimant"), max_length=300, blank=True, db_index=True)
    claimant_surface = models.CharField(_("claimant as written"), max_length=300, blank=True)
    claimant_rule = models.CharField(_("recognised by"), max_length=60, blank=True)
    claimant_confidence = models.FloatField(_("confidence"), null=True, blank=True)
    claimed_on = models.DateField(_("claimed on"), null=True, blank=True)
    claimed_on_precision = models.CharField(
        _("precision of the date"), max_length=5, choices=DatePrecision.choices, blank=True
    )
    claimed_on_phrase = models.CharField(_("date as written"), max_length=200, blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    check_worthiness = models.FloatField(_("check-worthiness"), default=0.0)
    reasons = models.JSONField(_("reasons"), default=list, blank=True)
    features = models.JSONField(_("features"), default=dict, blank=True, editable=False)
    features_version = models.CharField(
        _("version of the features"),
        max_length=20,
        blank=True,
        editable=False,
        help_text=_("The rules that measured them; empty when nobody wrote it down."),
    )
    extractor = models.CharField(_("extractor"), max_length=60, blank=True, editable=False)
    extractor_version = models.CharField(
        _("extractor version"), max_length=100, blank=True, editable=False
    )
    imported_rating = models.CharField(
        _("imported rating"),
        max_length=200,
        blank=True,
        help_text=_("The rating as its source words it."),
    )
    suggested_rating = models.CharField(
        _("suggested rating"),
        max_length=16,
        choices=Rating.choices,
        blank=True,
        help_text=_("What the imported rating is on our scale; empty when a person must say."),
    )

    imported_explanation = models.TextField(
        _("imported explanation"),
        blank=True,
        help_text=_("What its source says of the claim; a reviewer writes our own."),
    )

    status = models.CharField(
        _("status"), max_length=24, choices=Status.choices, default=Status.NEW, editable=False
    )
    rating = models.CharField(_("rating"), max_length=16, choices=Rating.choices, blank=True)
    explanation = models.TextField(_("explanation"), blank=True)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="assigned_claims",
        verbose_name=_("assigned to"),
    )
    rated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="rated_claims",
        verbose_name=_("rated by"),
        help_text=_("Who last edited the rating."),
    )
    explained_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="explained_claims",
        verbose_name=_("explained by"),
        help_text=_("Who last edited the explanation."),
    )
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="verified_claims",
        verbose_name=_("verified by"),
    )
    verified_at = models.DateTimeField(_("verified at"), null=True, blank=True)
    second_person_waived = models.BooleanField(_("second person waived"), default=False)
    tags = models.ManyToManyField(Tag, blank=True, related_name="claims", verbose_name=_("tags"))
    repeats = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="repeated_by",
        verbose_name=_("repeats"),
    )
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    history = HistoricalRecords(excluded_fields=["features", "features_version"])
    objects = ClaimQuerySet.as_manager()

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        ordering = ["-check_worthiness", "start"]
        indexes = [
            models.Index(fields=["status", "-check_worthiness"]),
            models.Index(fields=["article", "start"]),
            models.Index(
                fields=["-verified_at", "id"],
                name="claim_verified_latest",
                condition=Q(verified_at__isnull=False),
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=Status.values), name="status_is_known"),
            models.CheckConstraint(
                condition=Q(rating__in=["", *Rating.values]), name="rating_is_known"
            ),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="kind_is_known"),
            models.CheckConstraint(
                condition=Q(check_worthiness__range=(0.0, 1.0)),
                name="check_worthiness_is_a_share",
            ),
            models.CheckConstraint(
                condition=Q(end=F("start") + Length("quote")) & Q(quote__length__gt=0),
                name="offsets_span_the_quote",
            ),
            models.UniqueConstraint(
                fields=["version", "start", "end"],
                condition=Q(orphaned_at=None),
                name="a_span_is_claimed_once",
            ),
            models.CheckConstraint(
                condition=(Q(rating="") & Q(rated_by=None)) | (~Q(rating="") & ~Q(rated_by=None)),
                name="a_rating_names_its_rater",
            ),
            models.CheckConstraint(
                condition=(Q(explanation="") & Q(explained_by=None))
                | (~Q(explanation="") & ~Q(explained_by=None)),
                name="an_explanation_names_its_author",
            ),
            models.CheckConstraint(
                condition=(Q(verified_by=None) & Q(verified_at=None))
                | (~Q(verified_by=None) & ~Q(verified_at=None)),
                name="a_verification_names_its_verifier",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=PUBLIC_STATUSES)
                | (~Q(rating="") & ~Q(explanation="") & ~Q(verified_by=None)),
                name="a_public_claim_is_rated_explained_verified",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=PUBLIC_STATUSES)
                | Q(second_person_waived=True)
                | (~Q(verified_by=F("rated_by")) & ~Q(verified_by=F("explained_by"))),
                name="the_verifier_is_someone_else",
            ),
            models.CheckConstraint(
                condition=(Q(claimed_on=None) & Q(claimed_on_precision=""))
                | (~Q(claimed_on=None) & Q(claimed_on_precision__in=DatePrecision.values)),
                name="a_date_has_a_precision",
            ),
            models.CheckConstraint(condition=~Q(repeats=F("id")), name="a_claim_repeats_another"),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def has_verdict(self) -> bool:
        """Whether two people agreed on its rating; it may be on its way through a re-check."""
        return self.status in PUBLIC_STATUSES

    @property
    def is_public(self) -> bool:
        """Whether anybody may read it now: not before an article of ours is out itself."""
        return self.has_verdict and self.article.is_out(timezone.localdate())

    def is_authored_by(self, person: Person) -> bool:
        """Whether the person last edited the rating or the explanation."""
        return person.pk in (self.rated_by_id, self.explained_by_id)
