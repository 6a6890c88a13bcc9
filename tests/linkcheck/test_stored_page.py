"""A stored page, read back from its record and made harmless."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.linkcheck.archive import Original, WarcFile
from claims.linkcheck.stored_page import StoredPage, read_record
from claims.linkcheck.visit import Visit

NOW = datetime(2024, 9, 2, 10, 0, tzinfo=UTC)
BODY = b"<p>Twelve buses.</p>" * 50


def record_of(body=BODY, content_type="text/html"):
    file = WarcFile("visits.warc.gz", {})
    span = file.add_response(visit_of(body, content_type))
    return file.content()[span.offset :]


def visit_of(body=BODY, content_type="text/html"):
    return Visit(
        url="https://example.org/",
        final_url="https://example.org/",
        http_status=200,
        visited_at=NOW,
        headers={"content-type": content_type} if content_type else {},
        body=body,
    )


RECORD = record_of()


def still(html, content_type="text/html; charset=utf-8"):
    return StoredPage(content_type, html if isinstance(html, bytes) else html.encode()).still()


def test_a_page_comes_back_as_it_was_stored():
    page = read_record(record_of(content_type="text/html; charset=koi8-r"))

    assert page == StoredPage("text/html; charset=koi8-r", BODY)


def test_a_whole_file_is_read_as_well_as_its_one_record():
    file = WarcFile("visits.warc.gz", {})
    file.add_response(visit_of())

    assert read_record(file.content()).body == BODY


def test_a_revisit_is_no_page():
    file = WarcFile("visits.warc.gz", {})
    file.add_revisit(visit_of(), original=Original("https://example.org/", NOW, "0" * 64))

    assert read_record(file.content()) is None


@pytest.mark.parametrize("record", [b"", b"nonsense", b"\x1f\x8b\x08\x00nonsense"])
def test_what_is_no_record_is_no_page(record):
    assert read_record(record) is None


@given(st.integers(0, len(RECORD)))
def test_a_record_that_was_cut_off_is_no_page_or_lost_nothing(length):
    page = read_record(RECORD[:length])

    assert page is None or page.body == BODY


@given(st.integers(0, len(RECORD) - 1), st.integers(1, 255))
def test_a_damaged_record_is_no_page_or_still_the_same(place, flipped):
    damaged = bytearray(RECORD)
    damaged[place] ^= flipped

    page = read_record(bytes(damaged))

    assert page is None or page.body == BODY


@pytest.mark.parametrize(
    ("content_type", "body", "is_html"),
    [
        ("text/html", b"x", True),
        ("TEXT/HTML; charset=utf-8", b"x", True),
        ("application/xhtml+xml", b"x", True),
        ("", b"<!doctype html><p>x", True),
        ("", b"%PDF-1.7", False),
        ("text/plain", b"<!doctype html><p>x", False),
        ("image/svg+xml", b"<svg></svg>", False),
        ("application/xml", b"<html></html>", False),
        ("application/octet-stream", b"<!doctype html>", False),
    ],
)
def test_only_html_is_shown_as_html(content_type, body, is_html):
    assert StoredPage(content_type, body).is_html is is_html


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ("<p>Köln</p>".encode("latin-1"), "text/html; charset=iso-8859-1"),
        ('<meta charset="windows-1252"><p>Köln</p>'.encode("cp1252"), "text/html"),
        ("\ufeff<p>Köln</p>".encode("utf-16-le"), "text/html"),
        ("<p>Köln</p>".encode(), "text/html"),
    ],
)
def test_a_page_is_read_in_its_own_charset(body, content_type):
    assert "<p>Köln</p>" in still(body, content_type)


@pytest.mark.parametrize(
    "active",
    [
        "<script>alert(1)</script>",
        '<link rel="preconnect" href="https://evil.example">',
        '<LINK REL=dns-prefetch HREF="//evil.example">',
        '<meta http-equiv="refresh" content="0;url=https://evil.example">',
        '<base href="https://evil.example/">',
        '<iframe src="https://evil.example"></iframe>',
        '<object data="https://evil.example"></object><embed src="https://evil.example">',
        '<a href="https://evil.example">x</a><a href="/evil">x</a>',
        '<a href="javascript:evil()">x</a><map><area href="/evil"></map>',
        '<a href="#x" ping="https://evil.example">x</a>',
        '<svg><a xlink:href="https://evil.example">x</a></svg>',
        '<template shadowrootmode="open"><link rel="preconnect" href="//evil"></template>',
    ],
)
def test_what_asks_for_something_or_leads_away_is_taken_out(active):
    html = still(f"<p>Twelve</p>{active}<p>buses</p>")

    assert "evil" not in html
    assert "alert" not in html
    assert "<p>Twelve</p>" in html
    assert "<p>buses</p>" in html


def test_links_within_the_page_still_lead_there():
    assert '<a href="#fleet">Fleet</a>' in still('<a href="#fleet">Fleet</a>')


@given(st.text())
def test_any_text_becomes_a_page(text):
    assert still(text).startswith(("<html", "<!DOCTYPE", "<!--"))


def test_a_page_whose_formatting_would_explode_is_shown_without_it():
    fonts = "".join(f"<font size={number}>" for number in range(500))

    shown = still(f"<center>{fonts}</center>" + "<center>Buses</center>" * 5000)

    assert shown.count("Buses") == 5000
    assert len(shown) < 500_000


@pytest.mark.parametrize("fonts", [300, 440, 1400])
def test_a_page_is_shown_in_four_million_characters_whatever_it_leaves_open(fonts):
    """300 different <font> may be opened anew in as many blocks, 440 would make it too long."""
    opened = "".join(f"<font size={number} id=a{number}>" for number in range(fonts))

    shown = still(f"<p>{opened}" + "<p>Buses" * fonts)

    assert shown.count("Buses") == fonts
    assert len(shown) < 4_000_000


@pytest.mark.parametrize("opened", ["<font id={}>", "<font id='>{}'>", "<a id={}>", "<nobr id={}>"])
def test_a_long_attribute_is_not_shown_in_each_block_that_follows(opened):
    shown = still("<p>" + opened.format("a" * 200_000) + "<p>Buses" * 400)

    assert shown.count("Buses") == 400
    assert len(shown) < 400_000


def test_a_long_page_of_the_usual_kind_is_shown_unchanged():
    paragraph = (
        '<p class="text">Twelve <b>new</b> <i class="x">buses</i> <font color="red">run</font> in '
        f'<a href="#fleet">the fleet</a>.{" They are red." * 20}</p>'
    )
    html = f"<html><head><title>Buses</title></head><body>{paragraph * 3000}</body></html>"

    assert len(html) > 1_000_000
    assert still(html) == html


@pytest.mark.parametrize(
    ("html", "language"),
    [
        (b'<!doctype html><html lang="de-AT"><p>Servus', "de-AT"),
        (b"<HTML class=no-js\n LANG=fr><p>Bonjour", "fr"),
        (b'<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en" lang="en">', "en"),
        (b'<html data-lang="en"><p lang="de">Servus', ""),
        (b'<html lang="">', ""),
        (b'<html lang="x"onload=alert(1)">', ""),
    ],
)
def test_a_page_is_in_the_language_that_it_names(html, language):
    assert StoredPage("text/html", html).language == language


def test_what_is_no_page_names_no_language():
    assert StoredPage("application/pdf", b'<html lang="de">').language == ""
