"""From the bytes of a file or a page to draft articles."""

from dataclasses import replace

from django.utils.translation import gettext as _

from claims.readers.claim_review import read_claim_review
from claims.readers.claim_table import read_claim_table
from claims.readers.decoding import decode
from claims.readers.draft import DraftArticle
from claims.readers.format import FORMATS, format_of
from claims.readers.html import read_html
from claims.readers.language import detect_language
from claims.readers.text import read_text
from claims.readers.unreadable import UnreadableSource

__all__ = ["FORMATS", "MAX_SOURCE_BYTES", "UnreadableSource", "read_source"]

MEGABYTE = 1_000_000
MAX_SOURCE_BYTES = 10 * MEGABYTE
_INVISIBLE = "\ufeff\u200b\u200c\u200d\u2060\u00ad"


def read_source(
    content: bytes,
    *,
    name: str,
    format: str | None = None,  # noqa: A002  the name of the command's option
    content_type: str = "",
) -> list[DraftArticle]:
    """Return the articles in `content`, at least one; their claims where it names them.

    `name` is what the source is called in a refusal, its ending and `content_type` help to
    recognise the format where none is given. Raises UnreadableSource with one sentence.
    """
    if format is not None and format not in FORMATS:
        raise UnreadableSource(
            _("“%(format)s” is no format that can be read: %(formats)s.")
            % {"format": format, "formats": ", ".join(FORMATS)}
        )
    if len(content) > MAX_SOURCE_BYTES:
        raise UnreadableSource(
            _("%(name)s has %(size)s MB, more than the %(limit)d MB that can be read.")
            % {"name": name, "size": _megabytes(content), "limit": MAX_SOURCE_BYTES // MEGABYTE}
        )
    text = decode(content, name=name, content_type=content_type)
    if not text.strip().strip(_INVISIBLE):
        raise UnreadableSource(_("%(name)s is empty.") % {"name": name})
    chosen = format or format_of(text, name=name, content_type=content_type)
    return [_with_language(draft) for draft in _read(chosen, text, name)]


def _megabytes(content: bytes) -> str:
    """Return the size with one digit, rounded up: 10.1 for a byte more than 10 MB."""
    return f"{-(-len(content) * 10 // MEGABYTE) / 10:g}"


def _read(chosen: str, text: str, name: str) -> list[DraftArticle]:
    if chosen == "csv":
        return read_claim_table(text, name=name)
    if chosen == "claimreview":
        return read_claim_review(text, name=name)
    return [read_html(text, name=name) if chosen == "html" else read_text(text)]


def _with_language(draft: DraftArticle) -> DraftArticle:
    return draft if draft.language else replace(draft, language=detect_language(draft.text))
