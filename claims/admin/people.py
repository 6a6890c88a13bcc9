"""People and their roles. Nobody is deleted: who reviewed what stays true; switch them off."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from knox.models import AuthToken

from claims.admin.actor import actor, permits
from claims.admin.desk_admin import DeskAdmin
from claims.models import Person
from claims.vocabulary import Role
from claims.workflow.permissions import Permission

admin.site.unregister(Group)
admin.site.unregister(AuthToken)


class TokenInline(admin.TabularInline):  # type: ignore[type-arg]  # generic for mypy alone
    """The person's keys to the API, shown by their beginning and taken away here."""

    model = AuthToken
    verbose_name = _("API token")
    verbose_name_plural = _("API tokens")
    readonly_fields = ["beginning", "created", "expiry"]
    fields = ["beginning", "created", "expiry"]
    ordering = ["-created"]
    max_num = 0

    @admin.display(description=_("token"))
    def beginning(self, token: Any) -> str:
        return f"{token.token_key}…"

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return permits(request, Permission.VIEW_PERSON)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A token is shown once, at the terminal: “manage.py create_token”."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return permits(request, Permission.CHANGE_PERSON)


@admin.register(Person)
class PersonAdmin(DeskAdmin, UserAdmin):  # type: ignore[type-arg]  # generic for mypy alone
    list_display = ["username", "full_name", "email", "roles", "language", "is_active"]
    list_filter = ["groups", "is_active", "language"]
    filter_horizontal = []
    formfield_overrides = {models.ManyToManyField: {"widget": forms.CheckboxSelectMultiple}}
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        (_("Person"), {"fields": ["first_name", "last_name", "email", "language"]}),
        (_("What they do"), {"fields": ["is_active", "is_staff", "groups"]}),
    ]
    add_fieldsets = [
        (None, {"fields": ["username", "usable_password", "password1", "password2"]}),
        (_("Person"), {"fields": ["first_name", "last_name", "email", "language"]}),
        (_("What they do"), {"fields": ["is_staff", "groups"]}),
    ]

    @admin.display(description=_("name"), ordering="last_name")
    def full_name(self, person: Person) -> str:
        return person.get_full_name()

    @admin.display(description=_("roles"))
    def roles(self, person: Person) -> str:
        return ", ".join(str(role_label(group.name)) for group in person.groups.all())

    def get_queryset(self, request: HttpRequest) -> QuerySet[Person]:
        return super().get_queryset(request).prefetch_related("groups")

    def get_inlines(self, request: HttpRequest, obj: Any) -> list[Any]:
        return [TokenInline] if obj else []

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Whoever is added here is to work here."""
        return {"is_staff": True}

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A superuser's account is for superusers: its password would open every door."""
        protected = isinstance(obj, Person) and obj.is_superuser
        allowed = super().has_change_permission(request, obj)
        return allowed and (not protected or actor(request).is_superuser)


def role_label(name: str) -> Any:
    """Return the translated name of a role; the group's own name when it is no role."""
    return Role(name).label if name in Role.values else name
