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

from claims.admin.actor import actor
from claims.admin.desk_admin import DeskAdmin
from claims.models import Person
from claims.vocabulary import Role

admin.site.unregister(Group)


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
