"""Bytes become text only when it is certain which text."""

import pytest

from claims.readers.decoding import decode
from claims.readers.unreadable import UnreadableSource

GERMAN = "Für den größten Ofen zahlte das Land 3 Mio. €, laut „Flussbote“ – im März war Schluß."
LATIN_1 = "Für den größten Ofen zahlte das Land 3 Mio. Euro, sagte Zoë García. Im März war Schluß."


def refusal(content: bytes, content_type: str = "") -> str:
    with pytest.raises(UnreadableSource) as refused:
        decode(content, name="bericht.txt", content_type=content_type)
    return str(refused.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_the_encodings_that_german_offices_use_are_recognised(encoding):
    assert decode(GERMAN.encode(encoding), name="bericht.txt") == GERMAN


@pytest.mark.parametrize("encoding", ["iso8859-1", "iso8859-15", "cp1250"])
def test_encodings_that_agree_with_windows_1252_on_german_are_recognised(encoding):
    text = LATIN_1.replace("Zoë García", "Zoé Garcia")

    assert decode(text.encode(encoding), name="bericht.txt") == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (GERMAN, "mac_roman"),
        ("Im März lief er, aber später als sonst.", "mac_roman"),
        (LATIN_1, "cp850"),
        (LATIN_1, "cp437"),
        ("Das Werk kostete 3 €.", "iso8859-15"),
        ("Печь на реке заработала в мае, город заплатил половину.", "koi8-r"),
        ("Печь на реке заработала в мае, город заплатил половину.", "cp1251"),
        ("Pec u řeky začala pracovat v květnu, řekl pan Dvořák z města.", "cp1250"),
        ("Piec nad rzeką ruszył w maju, powiedział pan Łukasz.", "iso8859-2"),
        ("Nehir kenarındaki fırın mayısta çalışmaya başladı.", "cp1254"),
        ("価格は三千円です。川のそばの炉が五月に動き始めた。", "shift_jis"),
    ],
)
def test_text_in_another_encoding_is_refused_rather_than_garbled(text, encoding):
    assert "neither UTF-8 nor windows-1252" in refusal(text.encode(encoding))


def test_the_refusal_names_the_encoding_it_looks_like():
    text = "Печь на реке заработала в мае, город заплатил половину стоимости по договору."

    assert refusal(text.encode("koi8-r")) == (
        "bericht.txt is neither UTF-8 nor windows-1252, it looks like koi8-r: "
        "please save it as UTF-8."
    )


def test_a_declared_character_set_is_believed():
    content = GERMAN.encode("mac-roman")

    assert decode(content, name="a.txt", content_type="text/plain; charset=mac-roman") == GERMAN


@pytest.mark.parametrize(
    "declaration",
    ['<meta charset="koi8-r">', '<meta http-equiv=x content="text/html; charset=koi8-r">'],
)
def test_a_page_declares_its_character_set_in_its_head(declaration):
    page = f"<html><head>{declaration}</head><p>Печь заработала</p></html>"

    assert decode(page.encode("koi8-r"), name="seite.html") == page


def test_a_page_that_declares_latin_1_is_read_as_browsers_do():
    page = '<meta charset="iso-8859-1"><p>Das Werk – für 3 €</p>'

    assert decode(page.encode("cp1252"), name="seite.html") == page


def test_utf_8_is_seen_even_where_another_character_set_is_declared():
    page = '<meta charset="iso-8859-1"><p>Das Werk für 3 €</p>'

    assert decode(page.encode(), name="seite.html") == page


def test_a_codec_that_is_no_character_set_cannot_be_declared():
    content = "Größe \\u0041".encode("cp1252")

    assert decode(content, name="a.txt", content_type="text/plain; charset=unicode_escape") == (
        "Größe \\u0041"
    )


def test_all_line_ends_become_newlines():
    assert decode(b"eins\r\nzwei\rdrei\n", name="bericht.txt") == "eins\nzwei\ndrei\n"


def test_emoji_soft_hyphens_and_no_break_spaces_are_kept():
    assert decode("Ver\u00adtrag\u00a0🔥".encode(), name="bericht.txt") == "Ver\u00adtrag\u00a0🔥"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7\n\x00\xff", "a PDF"),
        (b"\x89PNG\r\n\x1a\n\x00", "an image"),
        (b"\xff\xd8\xff\xe0\x00", "an image"),
        (b"PK\x03\x04\x14\x00", "an archive or an office document"),
        (b"{\\rtf1\\ansi Der Ofen}", "an RTF document"),
        (b"Der Ofen\x00 lief.", "binary data"),
    ],
)
def test_a_file_that_is_no_text_is_refused_as_what_it_is(content, kind):
    assert refusal(content) == (
        f"bericht.txt is {kind}; only text, HTML, CSV and ClaimReview can be read."
    )


def test_a_nul_in_utf_16_is_refused():
    assert refusal("Der\0Ofen".encode("utf-16")) == (
        "bericht.txt is not text: it contains NUL bytes."
    )


def test_utf_8_with_a_broken_byte_is_refused_with_its_place():
    content = "Für größere Öfen".encode() + b"\xe4" + "Für größere Öfen".encode()

    assert refusal(content) == "bericht.txt looks like UTF-8, but is damaged at byte 20."


def test_utf_16_that_breaks_off_is_refused_with_its_place():
    assert refusal(b"\xff\xfea") == ("bericht.txt says it is UTF-16-LE, but is damaged at byte 2.")
