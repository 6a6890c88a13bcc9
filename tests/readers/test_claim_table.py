"""A CSV of claims becomes articles with named claims, or is refused at a row and a field."""

from datetime import date

import pytest

from claims.readers.claim_table import read_claim_table
from claims.readers.draft import DraftClaim, DraftEvidence
from claims.readers.unreadable import UnreadableSource
from claims.vocabulary import Stance


def refusal(text: str) -> str:
    with pytest.raises(UnreadableSource) as refused:
        read_claim_table(text, name="liste.csv")
    return str(refused.value)


def test_a_full_row_becomes_a_claim_in_its_article():
    [article] = read_claim_table(
        "quote,text,claimant,claimed_on,url,title,publisher,published_on,language,rating,"
        "explanation,evidence_url,evidence_stance,evidence_quote,tags\n"
        '"Er läuft, endlich.",Der Ofen läuft.,Rosa Lind,2024-05-01,https://a.example/ofen,'
        "Der Ofen,Flussbote,2024-05-03,de,Größtenteils falsch,Er stand still.,"
        "https://b.example/bericht,refutes,Der Ofen stand.,ofen; stadt\n",
        name="liste.csv",
    )

    assert article.text == "Er läuft, endlich."
    assert article.title == "Der Ofen"
    assert article.url == "https://a.example/ofen"
    assert article.publisher == "Flussbote"
    assert article.published_on == date(2024, 5, 3)
    assert article.language == "de"
    assert article.claims == (
        DraftClaim(
            quote="Er läuft, endlich.",
            start=0,
            end=18,
            text="Der Ofen läuft.",
            claimant="Rosa Lind",
            claimed_on=date(2024, 5, 1),
            rating_label="Größtenteils falsch",
            explanation="Er stand still.",
            tags=("ofen", "stadt"),
            evidence=(
                DraftEvidence("https://b.example/bericht", Stance.REFUTES, "Der Ofen stand."),
            ),
        ),
    )


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_commas_semicolons_and_tabs_are_recognised(delimiter):
    text = f"quote{delimiter}claimant\nDer Ofen läuft.{delimiter}Rosa Lind\n"

    [article] = read_claim_table(text, name="liste.csv")

    assert article.claims[0].claimant == "Rosa Lind"


@pytest.mark.parametrize("heading", ["quote", "text", "claim", "Behauptung", " Zitat ", '"Claim"'])
def test_the_column_of_the_claim_has_several_names(heading):
    [article] = read_claim_table(f"{heading}\nDer Ofen läuft.\n", name="liste.csv")

    assert (article.claims[0].quote, article.claims[0].text) == (
        "Der Ofen läuft.",
        "Der Ofen läuft.",
    )


def test_each_claim_lies_where_its_article_says():
    [article] = read_claim_table("quote\nEr läuft.\n🔥 Er steht.\nEr läuft wieder.\n", name="a.csv")

    assert article.text == "Er läuft.\n🔥 Er steht.\nEr läuft wieder."
    assert [(claim.start, claim.end) for claim in article.claims] == [(0, 9), (10, 21), (22, 38)]


def test_rows_are_gathered_by_address_else_title_else_file():
    articles = read_claim_table(
        "quote,url,title\n"
        "Eins steht.,https://a.example/1,\n"
        "Zwei steht.,,Der Ofen\n"
        "Drei steht.,https://a.example/1,\n"
        "Vier steht.,,\n",
        name="liste.csv",
    )

    assert [(article.url, article.title, article.text) for article in articles] == [
        ("https://a.example/1", "", "Eins steht.\nDrei steht."),
        ("", "Der Ofen", "Zwei steht."),
        ("", "liste.csv", "Vier steht."),
    ]


def test_a_row_that_repeats_a_claim_adds_its_evidence():
    [article] = read_claim_table(
        "quote,claimant,evidence_url,evidence_stance\n"
        "Er läuft.,Rosa,https://a.example/1,supports\n"
        "Er läuft.,,https://a.example/2,Widerlegt\n"
        "Er läuft.,Rosa,https://a.example/2,refutes\n",
        name="liste.csv",
    )

    assert [claim.evidence for claim in article.claims] == [
        (
            DraftEvidence("https://a.example/1", Stance.SUPPORTS),
            DraftEvidence("https://a.example/2", Stance.REFUTES),
        )
    ]


def test_evidence_without_a_stance_gives_context():
    [article] = read_claim_table("quote,evidence_url\nEr läuft.,https://a.example\n", name="a.csv")

    assert article.claims[0].evidence[0].stance == Stance.CONTEXT


def test_columns_of_other_names_and_blank_rows_are_passed_over():
    [article] = read_claim_table("id,quote,status\n7,Er läuft.,neu\n,,\n\n", name="liste.csv")

    assert [claim.quote for claim in article.claims] == ["Er läuft."]


def test_the_delimiter_that_excel_notes_for_itself_is_passed_over():
    [article] = read_claim_table("sep=;\nquote;claimant\nEr läuft.;Rosa\n", name="liste.csv")

    assert article.claims[0].claimant == "Rosa"


def test_a_quote_may_span_lines():
    [article] = read_claim_table('quote\n"Er läuft.\nWieder."\nEr steht.\n', name="liste.csv")

    assert [claim.quote for claim in article.claims] == ["Er läuft.\nWieder.", "Er steht."]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("claimant,rating\nRosa,wahr\n",
         "liste.csv, row 1: no column is called quote, text, claim or behauptung."),
        ("quote,claim,text\na,b,c\n", "liste.csv, row 1: the column text is there twice."),
        ("quote,claimd_on\nEr läuft.,2024-05-01\n",
         "liste.csv, row 1: is the column claimd_on meant to be claimed_on?"),
        ("quote,claimant\n", "liste.csv has a header, but no rows."),
        ("quote,claimed_on\nEr läuft.,2024-05-01\nEr steht.,1.5.2024\n",
         "liste.csv, row 3, field claimed_on: “1.5.2024” is not a date such as 2024-08-15."),
        ("quote,published_on\nEr läuft.,2024-02-30\n",
         "liste.csv, row 2, field published_on: “2024-02-30” is not a date such as 2024-08-15."),
        ("quote,url\nEr läuft.,javascript:alert(1)\n",
         "liste.csv, row 2, field url: “javascript:alert(1)” is not a web address."),
        ("quote,language\nEr läuft.,fr\n",
         "liste.csv, row 2, field language: “fr” is not a language we read (de, en)."),
        ("quote,claimant\n,Rosa\n", "liste.csv, row 2, field text: the claim is missing."),
        ("quote,evidence_url,evidence_stance\nEr läuft.,https://a.example,maybe\n",
         "liste.csv, row 2, field evidence_stance: “maybe” is none of supports, refutes, context."),
        ("quote,evidence_url\nEr läuft.,a.example\n",
         "liste.csv, row 2, field evidence_url: “a.example” is not a web address."),
        ("quote,evidence_quote,evidence_url\nEr läuft.,So ist es.,\n",
         "liste.csv, row 2, field evidence_url: the address of the evidence is missing."),
        ("quote,rating\nEr läuft.,wahr\nEr läuft.,falsch\n",
         "liste.csv, row 3, field rating: it contradicts row 2."),
        ("quote,url,title\nA.,https://a.example,Eins\nB.,https://a.example,Zwei\n",
         "liste.csv, row 3, field title: it contradicts row 2."),
        ("quote,claimant\nEr läuft, und wie.,Rosa\n",
         "liste.csv, row 2: it has more fields than the header."),
        ('quote,claimant\nEr läuft.,Rosa\n"Er steht.,Rosa\n',
         "liste.csv, row 3: it is not CSV (unexpected end of data)."),
        (f"quote,claimant\nEr läuft.,{'a' * 301}\n",
         "liste.csv, row 2, field claimant: 301 characters are too many, at most 300 are kept."),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_its_row_and_field(text, sentence):
    assert refusal(text) == sentence
