"""The e-mails that the desk wrote, readable where no mail server is set up."""

from typing import Any

from django.apps import apps
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
from claims.admin.desk_admin import ReadOnlyAdmin
from claims.workflow.permissions import Permission

SHOWN = ["subject", "to_display", "from_email", "status", "written_at", "as_text", "as_html"]
UNTRANSLATED = [gettext_lazy("requeued")]
"""What post_office has no German for: our catalogue does."""

apps.get_app_config("post_office").verbose_name = gettext_lazy("Mail")

for model in (Attachment, Email, EmailTemplate, Log):
    admin.site.unregister(model)


class DeliveryInline(LogInline):  # type: ignore[misc]  # post_office has no types
    """What the mail server answered."""

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return permits(request, Permission.READ_EMAIL)


@admin.register(Email)
class ReadableEmailAdmin(ReadOnlyAdmin, EmailAdmin):  # type: ignore[misc]  # post_office has no types
    """Read by editors and administrators; written by `claims.actions` alone."""

    change_form_template = "admin/change_form.html"  # post_office's offers to send again
    list_display = ["subject", "to_display", "status", "written_at"]
    list_display_links = ["subject"]
    list_filter = ["status"]
    ordering = ["-created"]
    inlines = [DeliveryInline]
    readonly_fields = SHOWN

    @admin.display(description=gettext_lazy("written at"), ordering="created")
    def written_at(self, email: Email) -> Any:
        return email.created

    @admin.display(description=gettext_lazy("text"))
    def as_text(self, email: Email) -> SafeString:
        return format_html('<pre class="letter">{}</pre>', email.message)

    @admin.display(description=gettext_lazy("HTML"), empty_value="–")
    def as_html(self, email: Email) -> SafeString:
        url = reverse("admin:post_office_email_preview", args=[email.pk])
        return format_html('<a href="{}" target="_blank">{}</a>', url, _("Open in a new tab"))

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        return [(None, {"fields": SHOWN})]

    def has_module_permission(self, request: HttpRequest) -> bool:
        return permits(request, Permission.READ_EMAIL)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return permits(request, Permission.READ_EMAIL)
