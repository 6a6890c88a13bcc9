"""Correcting what the import made of a claim."""

from typing import Any, cast

from django import forms
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.actions.edit_claim import edit_claim
from claims.actions.link_repeat import link_repeat
from claims.admin.actor import actor
from claims.models import Claim, Person

FIELDS = [
    "text",
    "claimant",
    "claimed_on",
    "claimed_on_precision",
    "kind",
    "assigned_to",
    "repeats",
]


class ClaimEditForm(forms.ModelForm):  # type: ignore[type-arg]  # generic for mypy, not for Python
    tag_names = forms.CharField(
        label=_("Tags"), required=False, help_text=_("Separated by commas."), max_length=500
    )

    class Meta:
        model = Claim
        fields = FIELDS
        widgets = {"text": forms.Textarea(attrs={"rows": 3, "cols": 80})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.show_hidden_initial = True  # what changed is judged by what was shown
        if "assigned_to" in self.fields:
            here = Q(is_active=True) | Q(pk=self.instance.assigned_to_id)
            people = cast("forms.ModelChoiceField[Person]", self.fields["assigned_to"])
            people.queryset = Person.objects.filter(here)
        if self.instance.pk and "tag_names" in self.fields:
            tags = self.instance.tags.values_list("name", flat=True)
            self.fields["tag_names"].initial = ", ".join(tags)

    def clean_tag_names(self) -> list[str]:
        names = (name.strip() for name in self.cleaned_data["tag_names"].split(","))
        return list(dict.fromkeys(name for name in names if name))


def save_edit(form: ClaimEditForm, request: HttpRequest) -> Claim:
    """Hand just what was changed to the actions, so that nobody undoes an edit made meanwhile."""
    changes = {name: form.cleaned_data[name] for name in FIELDS if name in form.changed_data}
    tags = form.cleaned_data["tag_names"] if "tag_names" in form.changed_data else None
    claim, by, now = Claim.objects.get(pk=form.instance.pk), actor(request), timezone.now()
    with transaction.atomic():
        if "repeats" in changes:
            link_repeat(claim, changes.pop("repeats"), by=by, now=now)
        return edit_claim(claim, by=by, now=now, tags=tags, **changes)
