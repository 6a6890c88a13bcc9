"""The table of claims opens in a spreadsheet and can be imported again."""

import csv
from datetime import date

import pytest

from claims.publishing.table import COLUMNS, table
from claims.readers.claim_table import read_claim_table
from claims.vocabulary import Rating
from tests.publishing.conftest import cite


def rows_of(claim):
    header, *rows = csv.reader(table([claim]))
    return [dict(zip(header, row, strict=True)) for row in rows]


def test_the_header_is_written_even_without_claims():
    assert list(table([])) == [",".join(COLUMNS) + "\r\n"]


def test_a_claim_is_a_row(ferry):
    assert rows_of(ferry) == [
        {
            "id": "00000000-0000-0000-0000-000000000002",
            "quote": "Die Fähre fährt seit Mai nachts.",
            "text": "Seit Mai fährt die Fähre auch nachts.",
            "claimant": "Reederei Nord",
            "claimed_on": "2024-08-14",
            "url": "https://hafenbote.example/faehre",
            "title": "Die Nachtfähre",
            "publisher": "Hafenbote",
            "published_on": "2024-08-15",
            "language": "de",
            "status": "verified",
            "rating": "mostly_false",
            "explanation": "Sie fährt nur an Feiertagen nachts.",
            "verified_at": "2024-08-20T09:30:00Z",
            "tags": "hafen; verkehr",
            "evidence_url": "https://reederei.example/fahrplan",
            "evidence_stance": "refutes",
            "evidence_quote": "Nachts nur an Feiertagen.",
            "link_state": "alive",
            "quote_state": "found",
        }
    ]


def test_each_piece_of_evidence_has_a_row(ferry):
    cite(ferry, 4, "tarif", "context")

    assert [row["evidence_url"] for row in rows_of(ferry)] == [
        "https://reederei.example/fahrplan",
        "https://reederei.example/tarif",
    ]


def test_a_claim_without_evidence_is_a_row_too(claim):
    [row] = rows_of(claim)

    assert (row["text"], row["evidence_url"]) == ("Die Stadt kauft zwölf neue Busse.", "")


@pytest.mark.parametrize("formula", ['=HYPERLINK("x")', "+1", "-1", "@SUM(A1)"])
def test_no_cell_is_run_as_a_formula(ferry, formula):
    ferry.explanation = formula

    assert rows_of(ferry)[0]["explanation"] == f"'{formula}"


def test_another_desk_can_import_the_table(ferry):
    cite(ferry, 4, "tarif", "context")
    ferry.explanation = "-3 Grad: Eis."

    [article] = read_claim_table("".join(table([ferry])), name="export.csv")

    assert (article.url, article.published_on) == (
        "https://hafenbote.example/faehre",
        date(2024, 8, 15),
    )
    [claim] = article.claims
    assert claim.quote == "Die Fähre fährt seit Mai nachts."
    assert claim.text == "Seit Mai fährt die Fähre auch nachts."
    assert claim.explanation == "-3 Grad: Eis."
    assert claim.rating_label == Rating.MOSTLY_FALSE
    assert [piece.url for piece in claim.evidence] == [
        "https://reederei.example/fahrplan",
        "https://reederei.example/tarif",
    ]
