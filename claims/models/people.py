from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.vocabulary import Language


class Person(AbstractUser):
    """Someone at the desk; groups of the same names as `vocabulary.Role` say what they do."""

    language = models.CharField(
        _("language"),
        max_length=2,
        choices=Language.choices,
        default=Language.ENGLISH,
        help_text=_("The language of the e-mails that this person receives."),
    )

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(language__in=Language.values), name="person_language_is_known"
            )
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.username
