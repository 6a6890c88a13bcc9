"""The form through which an article comes in."""

from dataclasses import replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.actions.fetch_article import fetch_article
from claims.readers.draft import DraftArticle
from claims.readers.source import FORMATS, MAX_SOURCE_BYTES, read_source
from claims.readers.unreadable import UnreadableSource
from claims.vocabulary import Language

SOURCES = ("text", "file", "address")
METADATA = ("language", "title", "publisher", "published_on")


class ImportForm(forms.Form):
    """One of a text, a file or an address, and what is known about it."""

    text = forms.CharField(
        label=gettext_lazy("Text"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=gettext_lazy("Title in the first line, one paragraph a line."),
    )
    file = forms.FileField(
        label=gettext_lazy("File"),
        required=False,
        help_text=gettext_lazy("Plain text, HTML, a CSV of claims, ClaimReview or a DataFeed."),
    )
    format = forms.ChoiceField(
        label=gettext_lazy("Format of the file"),
        required=False,
        choices=[("", gettext_lazy("Recognise it")), *((name, name) for name in FORMATS)],
    )
    address = forms.CharField(
        label=gettext_lazy("Address"),
        required=False,
        max_length=2000,
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language"),
        required=False,
        choices=[("", gettext_lazy("Recognise it")), *Language.choices],
    )
    title = forms.CharField(label=gettext_lazy("Title"), required=False, max_length=500)
    publisher = forms.CharField(label=gettext_lazy("Publisher"), required=False, max_length=300)
    published_on = forms.DateField(
        label=gettext_lazy("Published on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    ours = forms.BooleanField(
        label=gettext_lazy("Ours"),
        required=False,
        help_text=gettext_lazy("We check it before we publish it ourselves."),
    )
    publish_at = forms.DateTimeField(
        label=gettext_lazy("Due"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=gettext_lazy("When we want to publish it."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if sum(bool(cleaned.get(name)) for name in SOURCES) != 1:
            raise ValidationError(_("Give exactly one: a text, a file or an address."))
        return cleaned

    @property
    def source(self) -> str:
        """The name of the file, by which it is recognised when it is imported again."""
        file = self.cleaned_data["file"]
        return str(file.name) if file else ""

    @property
    def plan(self) -> dict[str, Any]:
        """What the import is told beside the text; a box left empty changes nothing."""
        cleaned = self.cleaned_data
        return {"ours": cleaned["ours"] or None, "publish_at": cleaned["publish_at"]}

    def drafts(self) -> list[DraftArticle]:
        """Read the source; raises ValidationError at the field that holds it."""
        field = next(name for name in SOURCES if self.cleaned_data.get(name))
        try:
            drafts = self._read(field)
        except UnreadableSource as refusal:
            raise ValidationError({field: str(refusal)}) from refusal
        known = {name: self.cleaned_data[name] for name in METADATA if self.cleaned_data[name]}
        return [replace(draft, **known) for draft in drafts]

    def _read(self, field: str) -> list[DraftArticle]:
        if field == "address":
            return fetch_article(self.cleaned_data["address"])
        if field == "text":
            text = self.cleaned_data["text"].replace("\r\n", "\n")
            return read_source(text.encode(), name=_("The text"), format="text")
        return self._read_file()

    def _read_file(self) -> list[DraftArticle]:
        file, chosen = self.cleaned_data["file"], self.cleaned_data["format"]
        content = file.read(MAX_SOURCE_BYTES + 1)
        return read_source(content, name=file.name, format=chosen or None)
