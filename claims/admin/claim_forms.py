"""What a reviewer can send from a claim's page; the actions say whether it will do."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.models import Claim
from claims.vocabulary import Rating, Stance


class StepForm(forms.Form):
    """One step of the workflow, with a rating where it is sent along."""

    transition = forms.CharField()
    reason = forms.CharField(
        label=_("Reason"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    rating = forms.CharField(required=False)
    explanation = forms.CharField(required=False)


class RatingForm(forms.Form):
    rating = forms.ChoiceField(
        label=_("Rating"), required=False, choices=[("", "–"), *Rating.choices]
    )
    explanation = forms.CharField(
        label=_("Explanation"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Public, with the rating. Say what the evidence shows."),
    )


class EvidenceForm(forms.Form):
    url = forms.CharField(
        label=_("Address"),
        max_length=2000,
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
    )
    stance = forms.ChoiceField(label=_("Stance"), choices=Stance.choices)
    quote = forms.CharField(
        label=_("Quoted passage"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("The exact words on the page. Every later visit looks for them."),
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=1000)


class RepeatForm(forms.Form):
    """The claim that another repeats; none to say that it repeats none."""

    repeats = forms.ModelChoiceField(Claim.objects.all(), required=False)


class NoteForm(forms.Form):
    text = forms.CharField(
        label=_("Note"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Markdown. For the desk alone, never public."),
    )


def labelled(form: forms.Form, prefix: str) -> forms.Form:
    """Give the form's fields ids of their own, for a page that holds several forms."""
    form.auto_id = f"{prefix}_%s"
    return form


def unless_sent(sent: dict[str, forms.Form], name: str, form_class: Any, **initial: Any) -> Any:
    """Return the form that was sent and refused, or an empty one of `form_class`."""
    return labelled(sent.get(name) or form_class(initial=initial), name)
