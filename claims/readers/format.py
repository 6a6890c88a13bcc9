"""What kind of source is it? By what it says of itself, then by its name, then its words."""

from pathlib import PurePosixPath
from typing import Literal, get_args
from urllib.parse import urlsplit

from claims.readers.claim_columns import is_claim_header
from claims.readers.claim_rows import delimiter_of

Format = Literal["text", "html", "csv", "claimreview"]
FORMATS: tuple[Format, ...] = get_args(Format)

_MEDIA_TYPES: dict[str, Format] = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/csv": "csv",
    "text/tab-separated-values": "csv",
    "application/json": "claimreview",
    "application/ld+json": "claimreview",
}
_ENDINGS: dict[str, Format] = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".csv": "csv",
    ".tsv": "csv",
    ".json": "claimreview",
    ".jsonld": "claimreview",
}
_PAGE_BEGINS = ("<!doctype html", "<html", "<head", "<body", "<?xml", "<!--")


def format_of(text: str, *, name: str, content_type: str = "") -> Format:
    """Return the format of `text`; what shows no other is plain text.

    "text/plain" and ".txt" decide nothing: servers and editors put them on everything.
    """
    media_type = content_type.partition(";")[0].strip().lower()
    ending = PurePosixPath(urlsplit(name).path if "://" in name else name).suffix.lower()
    return _MEDIA_TYPES.get(media_type) or _ENDINGS.get(ending) or _by_content(text)


def _by_content(text: str) -> Format:
    beginning = text.lstrip("\ufeff \t\n")[:1000]
    if beginning.lower().startswith(_PAGE_BEGINS):
        return "html"
    if beginning.startswith(("{", "[")) and '"@type"' in text:
        return "claimreview"
    header = beginning.partition("\n")[0]
    cells = [cell.strip('" ') for cell in header.split(delimiter_of(header))]
    return "csv" if is_claim_header(cells) else "text"
