"""Single values of a source: read, or refused with the place where they stand."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Literal
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from claims.readers.unreadable import UnreadableSource
from claims.vocabulary import Language

EXPLANATION_LENGTH = 20_000
NAME_LENGTH = 300
RATING_LENGTH = 200
TAG_LENGTH = 80
TITLE_LENGTH = 500
URL_LENGTH = 2000


@dataclass(frozen=True)
class Place:
    """A field of a source: in a row of a table, or in a ClaimReview. Both count from 1."""

    source: str
    unit: Literal["row", "ClaimReview"]
    number: int
    field: str

    def refused(self, problem: str) -> UnreadableSource:
        """Return the refusal of what stands here; the caller raises it."""
        sentence = (
            _("%(name)s, row %(number)d, field %(field)s: %(problem)s.")
            if self.unit == "row"
            else _("%(name)s, ClaimReview %(number)d, field %(field)s: %(problem)s.")
        )
        return UnreadableSource(
            sentence
            % {
                "name": self.source,
                "number": self.number,
                "field": self.field,
                "problem": problem,
            }
        )


def short_text(value: str, place: Place, *, limit: int) -> str:
    """Return `value` if it has at most `limit` characters, so that it can be stored."""
    if len(value) > limit:
        raise place.refused(
            _("%(length)d characters are too many, at most %(limit)d are kept")
            % {"length": len(value), "limit": limit}
        )
    return value


def web_url(value: str, place: Place) -> str:
    """Return the http or https address `value`, or "" for none."""
    short_text(value, place, limit=URL_LENGTH)
    if value and not is_web_url(value):
        raise place.refused(_("“%(value)s” is not a web address") % {"value": value})
    return value


def is_web_url(value: str) -> bool:
    """Return whether `value` is an http or https address that can be stored."""
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return (
        len(value) <= URL_LENGTH
        and parts.scheme.lower() in ("http", "https")
        and bool(parts.hostname)
        and not any(character.isspace() for character in value)
    )


def iso_date(value: str, place: Place) -> date | None:
    """Return the day that the ISO 8601 date or time `value` names, in its own time zone."""
    if not value:
        return None
    try:
        return datetime.fromisoformat(value).date()
    except ValueError as error:
        raise place.refused(
            _("“%(value)s” is not a date such as 2024-08-15") % {"value": value}
        ) from error


def language_code(value: str, place: Place) -> str:
    """Return "de" or "en" for a language tag such as de-AT, or "" for none."""
    code = value.replace("_", "-").partition("-")[0].lower()
    if code and code not in Language.values:
        raise place.refused(_("“%(value)s” is not a language we read (de, en)") % {"value": value})
    return code


def number(value: str, place: Place) -> Decimal | None:
    """Return the finite number `value`, or None for none."""
    try:
        read = Decimal(value) if value else None
    except InvalidOperation as error:
        raise place.refused(_("“%(value)s” is not a number") % {"value": value}) from error
    if read is not None and not read.is_finite():
        raise place.refused(_("“%(value)s” is not a number") % {"value": value})
    return read
