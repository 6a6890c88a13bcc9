"""The request of Google's `claims:search`, read as Google reads it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError

from claims.api.keyset import Cursor, Ordering, UnreadableCursor, read_cursor

TEXTS = ("query", "languageCode", "reviewPublisherSiteFilter", "pageToken")
NUMBERS = ("maxAgeDays", "pageSize", "offset")
_OF_A_CALLER = {"access_token", "key", "oauth_token", "quotaUser", "upload_protocol", "uploadType"}
_OF_A_FORMAT = {"$.xgafv", "alt", "callback", "fields", "prettyPrint"}
STANDARD = _OF_A_CALLER | _OF_A_FORMAT
"""What Google's own client libraries send along with any request; of no meaning here."""

LATEST_FIRST = Ordering("-verified_at", "sorted_at")
DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE = 10, 100
LARGEST_INT32 = 2**31 - 1
LONGEST_TEXT = 500
LONGEST_AGE_DAYS = 365 * 1000
"""All claims are younger; more would leave the calendar."""


@dataclass(frozen=True)
class Search:
    """What is searched for; "" and None where the request does not say."""

    query: str
    language: str
    site: str
    max_age: timedelta | None
    cursor: Cursor | None
    offset: int
    page_size: int


def read_search(given: Mapping[str, str]) -> Search:
    """Return what the query parameters ask for; raises ValidationError with a sentence."""
    _refuse_unknown(given)
    texts = {name: _text(given, name) for name in TEXTS}
    numbers = {name: _number(given, name) for name in NUMBERS}
    if not (texts["query"] or texts["reviewPublisherSiteFilter"]):
        raise ValidationError(_("Give a query, or a reviewPublisherSiteFilter."))
    cursor = _cursor(texts["pageToken"])
    days = min(numbers["maxAgeDays"], LONGEST_AGE_DAYS)
    return Search(
        query=texts["query"],
        language=texts["languageCode"].partition("-")[0].lower(),
        site=texts["reviewPublisherSiteFilter"],
        max_age=timedelta(days=days) if days else None,
        cursor=cursor,
        # As Google has it, the offset is only considered without a token.
        offset=0 if cursor else numbers["offset"],
        page_size=min(numbers["pageSize"] or DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE),
    )


def _refuse_unknown(given: Mapping[str, str]) -> None:
    for name in given:
        if name not in {*TEXTS, *NUMBERS, *STANDARD}:
            raise ValidationError(_("Unknown name “%(name)s”.") % {"name": name})


def _text(given: Mapping[str, str], name: str) -> str:
    text = given.get(name, "").strip()
    if len(text) > LONGEST_TEXT or "\0" in text:
        sentence = _("Invalid value at “%(name)s”: at most %(most)d characters, none of them NUL.")
        raise ValidationError(sentence % {"name": name, "most": LONGEST_TEXT})
    return text


def _number(given: Mapping[str, str], name: str) -> int:
    """Return a whole number, 0 when it is not given."""
    text = given.get(name) or "0"
    if not (text.isascii() and text.isdigit() and len(text) < 11 and int(text) <= LARGEST_INT32):
        sentence = _("Invalid value at “%(name)s” (a whole number from 0): “%(text)s”.")
        raise ValidationError(sentence % {"name": name, "text": text})
    return int(text)


def _cursor(token: str) -> Cursor | None:
    try:
        return read_cursor(token, LATEST_FIRST) if token else None
    except UnreadableCursor:
        raise ValidationError(_("The pageToken is not one of this search.")) from None
