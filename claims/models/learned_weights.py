from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from claims.models.append_only import AppendOnly, AppendOnlyQuerySet
from claims.vocabulary import Language


class LearnedWeightsQuerySet(AppendOnlyQuerySet["LearnedWeights"]):
    def newest(self) -> Self:
        """The newest row of each language."""
        later = LearnedWeights.objects.filter(
            language=OuterRef("language"), number__gt=OuterRef("number")
        )
        return self.exclude(Exists(later))

    def next_number(self, language: str) -> int:
        newest = self.filter(language=language).first()
        return newest.number + 1 if newest else 1


class LearnedWeights(AppendOnly):
    """What a desk's own decisions say each feature of a sentence is worth.

    The newest row of a language counts; one without weights says that the shipped ones
    count again.
    """

    language = models.CharField(_("language"), max_length=2, choices=Language.choices)
    number = models.PositiveIntegerField(_("number"))
    weights = models.JSONField(
        _("weights"), default=dict, help_text=_("As in weights.toml: the bias and each feature.")
    )
    features_version = models.CharField(_("version of the features"), max_length=20)
    accepted = models.PositiveIntegerField(_("accepted claims"), default=0)
    dismissed = models.PositiveIntegerField(_("dismissed claims"), default=0)
    figures = models.JSONField(
        _("figures"),
        default=dict,
        help_text=_("How well each way of ordering claims agrees with the desk."),
    )
    learned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("learned by"),
    )
    learned_at = models.DateTimeField(_("learned at"))

    objects = LearnedWeightsQuerySet.as_manager()

    class Meta:
        verbose_name = _("learned weights")
        verbose_name_plural = _("learned weights")
        ordering = ["language", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["language", "number"], name="learned_weights_number_is_unique"
            ),
            models.CheckConstraint(
                condition=Q(language__in=Language.values), name="weights_language_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """What claims are told that were scored with them: "de.3"."""
        return f"{self.language}.{self.number}"
