"""The append-only histories, to be searched across claims."""

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from claims.admin.desk_admin import ReadOnlyAdmin
from claims.models import Correction, StatusChange


@admin.register(StatusChange)
class StatusChangeAdmin(ReadOnlyAdmin):
    list_display = ["at", "claim", "from_status", "to_status", "who", "given_reason", "alone"]
    list_select_related = ["claim", "by", "evidence"]
    list_filter = ["to_status", "from_status", "overridden"]
    search_fields = ["claim__text", "reason"]
    ordering = ["-at", "-id"]
    date_hierarchy = "at"

    @admin.display(description=_("who"), ordering="by")
    def who(self, change: StatusChange) -> Any:
        return change.by or _("the system")

    @admin.display(description=_("two-person rule"), ordering="overridden", empty_value="–")
    def alone(self, change: StatusChange) -> Any:
        """Name the exception; a mark in every other row would look like a fault."""
        return _("overridden") if change.overridden else None

    @admin.display(description=_("reason"))
    def given_reason(self, change: StatusChange) -> str:
        return change.why


@admin.register(Correction)
class CorrectionAdmin(ReadOnlyAdmin):
    list_display = ["at", "claim", "rating_before", "rating_after", "reason"]
    list_select_related = ["claim"]
    list_filter = ["rating_before", "rating_after"]
    search_fields = ["claim__text", "reason", "explanation_before", "explanation_after"]
    search_help_text = _("Searches the claim, the reason and both explanations.")
    ordering = ["-at", "-id"]
