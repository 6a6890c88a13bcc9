"""The append-only histories, to be searched across claims."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from claims.admin.desk_admin import ReadOnlyAdmin
from claims.models import Correction, StatusChange


@admin.register(StatusChange)
class StatusChangeAdmin(ReadOnlyAdmin):
    list_display = ["at", "claim", "from_status", "to_status", "by", "given_reason", "overridden"]
    list_select_related = ["claim", "by", "evidence"]
    list_filter = ["to_status", "from_status", "overridden"]
    search_fields = ["claim__text", "reason"]
    ordering = ["-at", "-id"]
    date_hierarchy = "at"

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
