"""Claims as rows of a table, for spreadsheets and for another desk's import."""

import csv
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from io import StringIO
from typing import TYPE_CHECKING

from claims.publishing.document import standing_evidence
from claims.publishing.moments import written

if TYPE_CHECKING:
    from claims.models import Claim, Evidence

COLUMNS = (
    "id",
    "quote",
    "text",
    "claimant",
    "claimed_on",
    "url",
    "title",
    "publisher",
    "published_on",
    "language",
    "status",
    "rating",
    "explanation",
    "verified_at",
    "tags",
    "evidence_url",
    "evidence_stance",
    "evidence_quote",
    "link_state",
    "quote_state",
)
"""The names that the import of tables reads; it passes over the others."""

_FORMULA_BEGINS = ("=", "+", "-", "@")


def table(claims: Iterable["Claim"]) -> Iterator[str]:
    """Yield the lines of a CSV file: the header, then the rows of each claim."""
    yield _line(COLUMNS)
    for claim in claims:
        yield from (_line(row) for row in table_rows(claim))


def table_rows(claim: "Claim") -> Iterator[tuple[str, ...]]:
    """Yield one row for each piece of evidence, or a single row where there is none."""
    cited = [_evidence_cells(piece) for piece in standing_evidence(claim)]
    for evidence in cited or [{}]:
        cells = _claim_cells(claim) | evidence
        yield tuple(_inert(cells.get(column, "")) for column in COLUMNS)


def _claim_cells(claim: "Claim") -> dict[str, str]:
    article = claim.article
    return {
        "id": str(claim.pk),
        "quote": claim.quote,
        "text": claim.text,
        "claimant": claim.claimant,
        "claimed_on": _iso(claim.claimed_on),
        "url": article.url,
        "title": article.title,
        "publisher": article.publisher,
        "published_on": _iso(article.published_on),
        "language": article.language,
        "status": claim.status,
        "rating": claim.rating,
        "explanation": claim.explanation,
        "verified_at": _iso(claim.verified_at),
        "tags": "; ".join(tag.name for tag in claim.tags.all()),
    }


def _evidence_cells(evidence: "Evidence") -> dict[str, str]:
    return {
        "evidence_url": evidence.url,
        "evidence_stance": evidence.stance,
        "evidence_quote": evidence.quote,
        "link_state": evidence.page.link_state,
        "quote_state": evidence.quote_state,
    }


def _inert(cell: str) -> str:
    """Return `cell` so that no spreadsheet runs it: words from the web may be a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA_BEGINS) else cell


def _iso(moment: date | datetime | None) -> str:
    return written(moment) if moment else ""


def _line(cells: Iterable[str]) -> str:
    written = StringIO()
    csv.writer(written).writerow(cells)
    return written.getvalue()
