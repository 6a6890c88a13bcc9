"""A file or a page is recognised, read, or refused with one sentence."""

import json

import pytest

from claims.readers.source import UnreadableSource, read_source

PROSE = "Der Ofen\nIm Mai lief dort der erste Ofen an, so hat es die Stadt berichtet.\n"
PAGE = '<!doctype html><html lang="de"><p>Im Mai lief der erste Ofen an, so die Stadt.</p></html>'
TABLE = "quote;claimant\nIm Mai lief der erste Ofen an.;Rosa Lind\n"
REVIEW = json.dumps({"@type": "ClaimReview", "claimReviewed": "Im Mai lief der Ofen an."})


def refusal(content: bytes, **options: str) -> str:
    with pytest.raises(UnreadableSource) as refused:
        read_source(content, name="bericht.txt", **options)
    return str(refused.value)


@pytest.mark.parametrize(
    ("text", "name", "content_type", "first_kind", "names_claims"),
    [
        (PROSE, "bericht.txt", "", "title", False),
        (PROSE, "-", "", "title", False),
        (PROSE, "-", "text/plain; charset=utf-8", "title", False),
        (PAGE, "seite.html", "", "paragraph", False),
        (PAGE, "https://a.example/ofen?x=1.csv", "text/html; charset=utf-8", "paragraph", False),
        (PAGE, "-", "", "paragraph", False),
        ("\n" + PAGE, "bericht.txt", "text/plain", "paragraph", False),
        (TABLE, "liste.CSV", "", "paragraph", True),
        (TABLE, "https://a.example/export", "text/csv", "paragraph", True),
        (TABLE, "-", "", "paragraph", True),
        (REVIEW, "pruefung.json", "", "paragraph", True),
        (REVIEW, "https://a.example/ofen", "application/ld+json", "paragraph", True),
        (REVIEW, "-", "", "paragraph", True),
    ],
)
def test_a_format_is_recognised(text, name, content_type, first_kind, names_claims):
    [article] = read_source(text.encode(), name=name, content_type=content_type)

    assert article.blocks[0].kind == first_kind
    assert (article.claims is not None) == names_claims
    assert "<" not in article.text
    assert "@type" not in article.text


def test_a_format_that_is_named_is_not_doubted():
    [article] = read_source(TABLE.encode(), name="liste.csv", format="text")

    assert article.text == TABLE
    assert article.claims is None


def test_an_unknown_format_is_refused():
    assert refusal(PROSE.encode(), format="docx") == (
        "“docx” is no format that can be read: text, html, csv, claimreview."
    )


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (PROSE, "de"),
        ("The furnace\nThe first furnace was lit there in May, the city said.", "en"),
        ("Le four\nLe premier four a été allumé en mai, a dit la ville.", ""),
    ],
)
def test_the_language_is_recognised_from_the_text(text, language):
    [article] = read_source(text.encode(), name="bericht.txt")

    assert article.language == language


def test_the_language_that_a_source_states_is_kept():
    table = "quote,language\nIm Mai lief der erste Ofen an so die Stadt.,en\n"

    [article] = read_source(table.encode(), name="liste.csv")

    assert article.language == "en"


def test_a_table_that_excel_saved_in_windows_1252_is_read():
    [article] = read_source("Behauptung;claimant\nÖl fließt.;Jürgen\n".encode("cp1252"), name="-")

    assert (article.text, article.claims[0].claimant) == ("Öl fließt.", "Jürgen")


@pytest.mark.parametrize("content", [b"", b" \n\t\r\n", "\ufeff\u200b\u00a0".encode()])
def test_an_empty_source_is_refused(content):
    assert refusal(content) == "bericht.txt is empty."


@pytest.mark.parametrize("chosen", ["text", "html", "csv", "claimreview"])
def test_an_empty_source_is_refused_in_every_format(chosen):
    assert refusal(b"\n", format=chosen) == "bericht.txt is empty."


def test_a_source_of_ten_million_bytes_is_read_and_of_one_more_refused():
    sentence = b"Im Mai lief der Ofen an. "

    [article] = read_source(sentence * 400_000, name="bericht.txt", format="text")

    assert len(article.text) == 10_000_000
    assert refusal(sentence * 400_000 + b"!") == (
        "bericht.txt has 10.1 MB, more than the 10 MB that can be read."
    )


def test_a_source_of_fifty_megabytes_is_refused_with_its_size():
    assert refusal(b"a" * 50_000_000) == (
        "bericht.txt has 50 MB, more than the 10 MB that can be read."
    )


def test_an_image_is_refused_as_one():
    assert refusal(b"\x89PNG\r\n\x1a\n\x00\x00") == (
        "bericht.txt is an image; only text, HTML, CSV and ClaimReview can be read."
    )
