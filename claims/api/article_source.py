"""An article as it is sent to the API, and the draft that the readers make of it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.exceptions import ValidationError

from claims.actions.fetch_article import fetch_article
from claims.api.parameters import EARLIEST_YEAR, LATEST_YEAR
from claims.api.problems import TooLarge
from claims.api.records import UtcField
from claims.api.requests import StrictRequest
from claims.readers.draft import DraftArticle
from claims.readers.source import FORMATS, MAX_SOURCE_BYTES, UnreadableSource, read_source
from claims.vocabulary import Language

SOURCES = ("text", "html", "file")
_METADATA = ("url", "title", "author", "publisher", "published_on", "language")


class ArticleRequest(StrictRequest):
    """One source, and what is known about it better than the source says itself."""

    text = serializers.CharField(required=False, trim_whitespace=False)
    html = serializers.CharField(required=False, trim_whitespace=False)
    file = serializers.FileField(required=False, help_text="Only as multipart/form-data.")
    format = serializers.ChoiceField(
        choices=FORMATS, required=False, help_text="Of the file, where its name does not say."
    )
    url = serializers.URLField(
        required=False, max_length=2000, help_text="Alone: the page to fetch. Else: its address."
    )
    title = serializers.CharField(required=False, max_length=500)
    author = serializers.CharField(required=False, max_length=300)
    publisher = serializers.CharField(required=False, max_length=300)
    published_on = serializers.DateField(required=False)
    language = serializers.ChoiceField(choices=Language.choices, required=False)
    ours = serializers.BooleanField(
        required=False, allow_null=True, help_text="We check it before we publish it ourselves."
    )
    publish_at = UtcField(required=False, allow_null=True, help_text="When we want to publish it.")

    def validate_publish_at(self, moment: datetime | None) -> datetime | None:
        if moment is not None and not EARLIEST_YEAR <= moment.year <= LATEST_YEAR:
            raise ValidationError(_("This is no year in which we publish."))
        return moment

    def validate_text(self, text: str) -> str:
        return _of_readable_size(text)

    def validate_html(self, html: str) -> str:
        return _of_readable_size(html)

    def validate_file(self, file: "UploadedFile[Any]") -> "UploadedFile[Any]":
        """Refuse by size before the file is read into memory."""
        if (file.size or 0) > MAX_SOURCE_BYTES:
            raise TooLarge
        return file

    def validate(self, sent: dict[str, Any]) -> dict[str, Any]:
        given = [name for name in SOURCES if name in sent]
        if len(given) > 1 or not (given or "url" in sent):
            raise ValidationError({"text": [_("Give one of text, html, file, or just a url.")]})
        return sent


def _of_readable_size(text: str) -> str:
    if len(text.encode()) > MAX_SOURCE_BYTES:
        raise TooLarge
    return text


def read_draft(sent: Mapping[str, Any]) -> tuple[DraftArticle, str]:
    """Return the article that was sent and the name of its file, "" when it had none.

    Raises ValidationError that names the field that could not be read.
    """
    field = next((name for name in SOURCES if name in sent), "url")
    try:
        drafts = _read(field, sent)
    except UnreadableSource as refusal:
        raise ValidationError({field: [str(refusal)]}) from refusal
    if len(drafts) > 1:
        sentence = _("This holds %(count)d articles; send one, or use “manage.py import_article”.")
        raise ValidationError({field: [sentence % {"count": len(drafts)}]})
    known = {name: sent[name] for name in _METADATA if sent.get(name)}
    return replace(drafts[0], **known), sent["file"].name if field == "file" else ""


def _read(field: str, sent: Mapping[str, Any]) -> list[DraftArticle]:
    if field == "url":
        return fetch_article(sent["url"])
    if field == "file":
        file = sent["file"]
        return read_source(
            file.read(), name=file.name, format=sent.get("format"), content_type=file.content_type
        )
    return read_source(sent[field].encode(), name=_("The text"), format=field)
