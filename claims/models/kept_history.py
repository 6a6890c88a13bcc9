from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from claims.models.people import Person


class KeptHistory(models.Model):
    """A record whose every edit is kept, by django-simple-history, with who made it and when."""

    _history_user: "Person | None"
    _history_date: datetime

    class Meta:
        abstract = True

    def save_edit(self, *, by: "Person | None", at: datetime) -> None:
        """Save with the person (None is the system) and the time that the history will show."""
        self._history_user, self._history_date = by, at
        self.save()
