"""Who wants to hear of what: everybody sees and changes their own."""

from typing import Any, cast

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from claims.admin.actor import actor, permits
from claims.admin.desk_admin import DeskAdmin
from claims.models import Person, Subscription
from claims.vocabulary import Scope
from claims.workflow.permissions import Permission


class SubscriptionForm(forms.ModelForm):  # type: ignore[type-arg]  # generic for mypy alone
    person: Person

    class Meta:
        model = Subscription
        fields = ["scope", "article", "claim", "cadence"]

    def clean(self) -> dict[str, Any]:
        """Keep only what the scope names, and refuse what is watched already."""
        cleaned = super().clean() or {}
        scope = cleaned.get("scope")
        for name in (Scope.ARTICLE, Scope.CLAIM):
            cleaned[name] = cleaned.get(name) if scope == name else None
            if scope == name and cleaned[name] is None:
                self.add_error(name, _("Choose what to watch."))
        if not self.errors and self._watched_already(cleaned):
            raise ValidationError(_("This is watched already."), code="duplicate")
        return cleaned

    def _watched_already(self, cleaned: dict[str, Any]) -> bool:
        watched = {name: cleaned[name] for name in ("scope", "article", "claim")}
        person = self.instance.person if self.instance.pk else self.person
        others = Subscription.objects.exclude(pk=self.instance.pk)
        return others.filter(person=person, **watched).exists()


@admin.register(Subscription)
class SubscriptionAdmin(DeskAdmin):
    form = SubscriptionForm
    list_display = ["scope", "article", "claim", "cadence", "person"]
    list_select_related = ["article", "claim", "person"]
    list_filter = ["scope", "cadence"]
    autocomplete_fields = ["article", "claim"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Subscription]:
        subscriptions = super().get_queryset(request)
        if permits(request, Permission.VIEW_PERSON):
            return subscriptions
        return subscriptions.filter(person=actor(request))

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> type[SubscriptionForm]:
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.person = actor(request)
        for name in {"article", "claim"} & form.base_fields.keys():
            widget = form.base_fields[name].widget
            widget.can_add_related = widget.can_change_related = widget.can_view_related = False
        return cast(type[SubscriptionForm], form)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if not change:
            obj.person = actor(request)
        super().save_model(request, obj, form, change)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """To stop watching is to delete; the queryset holds only what the person may see."""
        return permits(request, Permission.DELETE_SUBSCRIPTION)
