from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from claims.models.articles import Article
from claims.models.claims import Claim
from claims.models.reviews import StatusChange
from claims.vocabulary import Cadence, Scope


class Subscription(models.Model):
    """What a person wants to hear of: everything, an article's claims, or one claim."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="subscriptions",
        verbose_name=_("person"),
    )
    scope = models.CharField(_("scope"), max_length=10, choices=Scope.choices)
    article = models.ForeignKey(
        Article,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="subscriptions",
        verbose_name=_("article"),
    )
    claim = models.ForeignKey(
        Claim,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="subscriptions",
        verbose_name=_("claim"),
    )
    cadence = models.CharField(
        _("how often"), max_length=9, choices=Cadence.choices, default=Cadence.IMMEDIATE
    )

    class Meta:
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")
        constraints = [
            models.CheckConstraint(
                condition=Q(scope=Scope.EVERYTHING, article=None, claim=None)
                | Q(scope=Scope.ARTICLE, article__isnull=False, claim=None)
                | Q(scope=Scope.CLAIM, article=None, claim__isnull=False),
                name="a_subscription_names_its_scope",
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(scope=Scope.EVERYTHING),
                name="a_person_watches_everything_once",
            ),
            models.UniqueConstraint(
                fields=["person", "article"],
                condition=Q(scope=Scope.ARTICLE),
                name="a_person_watches_an_article_once",
            ),
            models.UniqueConstraint(
                fields=["person", "claim"],
                condition=Q(scope=Scope.CLAIM),
                name="a_person_watches_a_claim_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.claim or self.article or self.get_scope_display()}"


class Notification(models.Model):
    """That one person is told of one status change, once."""

    change = models.ForeignKey(
        StatusChange,
        models.PROTECT,
        related_name="notifications",
        verbose_name=_("status change"),
    )
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="notifications",
        verbose_name=_("recipient"),
    )
    cadence = models.CharField(_("how often"), max_length=9, choices=Cadence.choices)
    email = models.ForeignKey(
        "post_office.Email",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("e-mail"),
    )
    created_at = models.DateTimeField(_("created at"))
    emailed_at = models.DateTimeField(
        _("e-mailed at"), null=True, blank=True, help_text=_("Empty until its digest is written.")
    )

    class Meta:
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")
        ordering = ["created_at", "id"]
        indexes = [
            models.Index(
                fields=["recipient", "created_at"],
                name="notification_unsent",
                condition=Q(emailed_at=None),
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["change", "recipient"], name="a_change_meets_a_recipient_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.recipient}: {self.change}"
