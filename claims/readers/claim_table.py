"""A CSV table of claims, one row for each claim and each piece of its evidence."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from django.utils.translation import gettext as _

from claims.readers.claim_columns import STANCES
from claims.readers.claim_rows import ClaimRow, read_rows
from claims.readers.draft import DraftArticle, DraftClaim, DraftEvidence
from claims.readers.fields import (
    EXPLANATION_LENGTH,
    NAME_LENGTH,
    RATING_LENGTH,
    TAG_LENGTH,
    TITLE_LENGTH,
    Place,
    iso_date,
    language_code,
    short_text,
    web_url,
)
from claims.readers.layout import with_claims
from claims.readers.unreadable import UnreadableSource

_T = TypeVar("_T")


def read_claim_table(text: str, *, name: str) -> list[DraftArticle]:
    """Return one article for each address (or title, or the file) that the rows name.

    Rows with the same claim add up: each may bring another piece of evidence. Raises
    UnreadableSource with the row and field that cannot be read; then nothing is.
    """
    rows = list(read_rows(text, name=name))
    if not rows:
        raise UnreadableSource(_("%(name)s has a header, but no rows.") % {"name": name})
    return [_article(group) for group in _grouped(rows, lambda row: row.article)]


def _grouped(rows: Sequence[ClaimRow], key: Callable[[ClaimRow], object]) -> list[list[ClaimRow]]:
    groups: dict[object, list[ClaimRow]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return list(groups.values())


def _article(rows: Sequence[ClaimRow]) -> DraftArticle:
    article = DraftArticle(
        text="",
        title=_agreed(rows, "title", _of_length(TITLE_LENGTH)) or rows[0].fallback_title,
        url=_agreed(rows, "url", web_url),
        publisher=_agreed(rows, "publisher", _of_length(NAME_LENGTH)),
        published_on=_agreed(rows, "published_on", iso_date),
        language=_agreed(rows, "language", language_code),
    )
    return with_claims(
        article, [_claim(group) for group in _grouped(rows, lambda row: (row.quote, row.text))]
    )


def _claim(rows: Sequence[ClaimRow]) -> DraftClaim:
    evidence = [piece for row in rows for piece in _evidence(row)]
    tags = [tag for row in rows for tag in _tags(row)]
    return DraftClaim(
        quote=rows[0].quote,
        start=0,
        end=0,
        text=rows[0].text,
        claimant=_agreed(rows, "claimant", _of_length(NAME_LENGTH)),
        claimed_on=_agreed(rows, "claimed_on", iso_date),
        rating_label=_agreed(rows, "rating", _of_length(RATING_LENGTH)),
        explanation=_agreed(rows, "explanation", _of_length(EXPLANATION_LENGTH)),
        tags=tuple(dict.fromkeys(tags)),
        evidence=tuple(dict.fromkeys(evidence)),
    )


def _agreed(rows: Sequence[ClaimRow], column: str, read: Callable[[str, Place], _T]) -> _T:
    """Return what the rows of one article or claim say in `column`; blanks agree with all."""
    said = [row for row in rows if row[column]] or [rows[0]]
    first, *others = [(row, read(row[column], row.place(column))) for row in said]
    for row, value in others:
        if value != first[1]:
            raise row.place(column).refused(
                _("it contradicts row %(row)d") % {"row": first[0].number}
            )
    return first[1]


def _of_length(limit: int) -> Callable[[str, Place], str]:
    return lambda value, place: short_text(value, place, limit=limit)


def _tags(row: ClaimRow) -> list[str]:
    tags = [tag.strip() for tag in row["tags"].split(";") if tag.strip()]
    return [short_text(tag, row.place("tags"), limit=TAG_LENGTH) for tag in tags]


def _evidence(row: ClaimRow) -> list[DraftEvidence]:
    stance = STANCES.get(row["evidence_stance"].casefold())
    if stance is None:
        raise row.place("evidence_stance").refused(
            _("“%(value)s” is none of supports, refutes, context")
            % {"value": row["evidence_stance"]}
        )
    if row["evidence_url"]:
        url = web_url(row["evidence_url"], row.place("evidence_url"))
        return [DraftEvidence(url, stance, row["evidence_quote"])]
    if row["evidence_quote"] or row["evidence_stance"]:
        raise row.place("evidence_url").refused(_("the address of the evidence is missing"))
    return []
