"""The e-mails that the desk wrote, readable where no mail server is set up."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from post_office.admin import EmailAdmin, LogInline
from post_office.models import Attachment, Email, EmailTemplate, Log

from claims.admin.actor import permits
from claims.workflow.permissions import Permission

for model in (Attachment, Email, EmailTemplate, Log):
    admin.site.unregister(model)


class DeliveryInline(LogInline):  # type: ignore[misc]  # post_office has no types
    """What the mail server answered."""

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return permits(request, Permission.VIEW_PERSON)


@admin.register(Email)
class ReadableEmailAdmin(EmailAdmin):  # type: ignore[misc]  # post_office has no types
    """Read by those who look after people; written by `claims.actions` alone."""

    list_display = ["subject", "to_display", "status", "created"]
    list_display_links = ["subject"]
    list_filter = ["status"]
    ordering = ["-created"]
    actions = None
    inlines = [DeliveryInline]
    fields = ["subject", "to_display", "from_email", "status", "created", "as_text", "as_html"]
    readonly_fields = fields

    @admin.display(description=gettext_lazy("text"))
    def as_text(self, email: Email) -> SafeString:
        return format_html('<pre class="letter">{}</pre>', email.message)

    @admin.display(description=gettext_lazy("HTML"), empty_value="–")
    def as_html(self, email: Email) -> SafeString:
        url = reverse("admin:post_office_email_preview", args=[email.pk])
        return format_html('<a href="{}" target="_blank">{}</a>', url, _("Open in a new tab"))

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> list[tuple[None, Any]]:
        return [(None, {"fields": self.fields})]

    def has_module_permission(self, request: HttpRequest) -> bool:
        return permits(request, Permission.VIEW_PERSON)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return permits(request, Permission.VIEW_PERSON)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
