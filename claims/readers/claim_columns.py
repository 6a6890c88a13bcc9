"""The header of a table of claims: which column means what."""

from collections.abc import Sequence
from difflib import get_close_matches

from django.utils.translation import gettext as _

from claims.readers.unreadable import UnreadableSource
from claims.vocabulary import Stance

COLUMNS = (
    "quote",
    "text",
    "claimant",
    "claimed_on",
    "url",
    "title",
    "publisher",
    "published_on",
    "language",
    "rating",
    "explanation",
    "evidence_url",
    "evidence_stance",
    "evidence_quote",
    "tags",
)
_OTHER_NAMES = {
    "claim": "text",
    "behauptung": "text",
    "zitat": "quote",
    "article_url": "url",
    "article_title": "title",
}
STANCES = {
    "": Stance.CONTEXT,  # the stance that asserts nothing
    "supports": Stance.SUPPORTS,
    "refutes": Stance.REFUTES,
    "context": Stance.CONTEXT,
    "stützt": Stance.SUPPORTS,
    "belegt": Stance.SUPPORTS,
    "widerlegt": Stance.REFUTES,
    "kontext": Stance.CONTEXT,
}


def column_of(heading: str) -> str:
    """Return our name of a column, or "" for one that we do not read."""
    name = _normalised(heading)
    name = _OTHER_NAMES.get(name, name)
    return name if name in COLUMNS else ""


def is_claim_header(headings: Sequence[str]) -> bool:
    """Return whether a first line can only be the header of a table of claims."""
    columns = [column_of(heading) for heading in headings]
    return len(columns) > 1 and all(columns) and bool({"quote", "text"} & set(columns))


def read_header(headings: Sequence[str], *, name: str) -> tuple[str, ...]:
    """Return our name for each of `headings`; columns of other names are "" and not read.

    Refused are a header without the claim, one that names a column twice, and a name that
    is nearly one of ours: what stands below a misspelt name would be lost without a word.
    """
    columns = tuple(column_of(heading) for heading in headings)
    if not {"quote", "text"} & set(columns):
        raise UnreadableSource(
            _("%(name)s, row 1: no column is called quote, text, claim or behauptung.")
            % {"name": name}
        )
    for heading, column in zip(headings, columns, strict=True):
        if column and columns.count(column) > 1:
            raise UnreadableSource(
                _("%(name)s, row 1: the column %(column)s is there twice.")
                % {"name": name, "column": column}
            )
        meant = [] if column else get_close_matches(_normalised(heading), COLUMNS, 1, 0.8)
        if meant:
            raise UnreadableSource(
                _("%(name)s, row 1: is the column %(heading)s meant to be %(column)s?")
                % {"name": name, "heading": heading, "column": meant[0]}
            )
    return columns


def _normalised(heading: str) -> str:
    return heading.strip().casefold().replace(" ", "_").replace("-", "_")
