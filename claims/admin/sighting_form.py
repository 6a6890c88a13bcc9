"""What a person can say of a page that she looked at."""

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.vocabulary import Sight


class SightingForm(forms.Form):
    saw = forms.ChoiceField(
        label=_("What do you see?"), choices=Sight.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=_("Note"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
