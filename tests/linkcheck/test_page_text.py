"""What a reader sees of a page."""

import pytest

from claims.linkcheck.page_text import PageText, read_page

HTML = "text/html; charset=utf-8"


def test_a_page_is_read_as_title_headings_and_lines():
    page = read_page(
        b"""<!doctype html><html><head><title> The new
            buses </title><style>p {color: red}</style></head><body>
        <nav><a href="/">Home</a></nav><h1>Twelve <em>new</em> buses</h1>
        <p>The city buys   twelve <b>buses</b>.<br>They are red.</p>They run<div>at night.</div>
        <h2>Costs</h2><ul><li>One</li><li>Two</li></ul><table><tr><td>4.8</td><td>million</td></table>
        <script>var hidden = "no";</script><noscript>no</noscript><template>no</template>
        <h2> </h2><!-- no --></body></html>""",
        HTML,
    )

    assert page == PageText(
        title="The new buses",
        headings=("Twelve new buses", "Costs"),
        text="Twelve new buses\nThe city buys twelve buses.\nThey are red.\nThey run\nat night.\n"
        "Costs\nOne\nTwo\n4.8\nmillion",
        readable=True,
    )


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ("<p>Größe 5 €</p>".encode(), "text/html; charset=utf-8"),
        ("<p>Größe 5 €</p>".encode(), "text/html"),
        ("<p>Größe 5 €</p>".encode("cp1252"), "text/html"),
        ("<p>Größe 5 €</p>".encode("cp1252"), "text/html; charset=ISO-8859-1"),
        ("<p>Größe 5 €</p>".encode("iso-8859-15"), 'text/html; charset="iso-8859-15"'),
        ('<meta charset="iso-8859-15"><p>Größe 5 €</p>'.encode("iso-8859-15"), "text/html"),
        (
            '<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">'
            "<p>Größe 5 €</p>".encode("cp1252"),
            "text/html",
        ),
        (b"\xef\xbb\xbf" + "<p>Größe 5 €</p>".encode(), "text/html; charset=cp1252"),
        ("<p>Größe 5 €</p>".encode("utf-16"), "text/html"),
        ("<p>Größe 5 €</p>".encode(), "text/html; charset=no-such-charset"),
        ("<p>Größe 5 €</p>".encode(), "text/html; charset=base64"),
        ("<p>Größe 5 €</p>".encode(), "text/html; charset=idna"),
        ("<p>Größe 5 €</p>".encode(), "text/html; charset=punycode"),
        ("<p>Größe 5 €</p>".encode(), "text/html; charset=undefined"),
        ("<p>Größe 5 €</p>".encode(), "text/html; charset=unicode_escape"),
        ('<meta charset="utf-16"><p>Größe 5 €</p>'.encode(), "text/html"),
        ('<meta charset="UTF-16LE"><p>Größe 5 €</p>'.encode(), "text/html"),
        ("<p>Größe 5 €</p>".encode(), "text/html, text/html; charset=utf-8"),
        ("<p>Größe 5 €</p>".encode(), "text/html; charset=utf-8, text/html"),
        ("<p>Größe 5 €</p>".encode(), "text/plain, text/html; charset=utf-8"),
        ('<meta charset="utf-7"><p>Größe 5 €</p>'.encode(), "text/html"),
        ("<html><p>Größe 5 €</p>".encode(), ""),
        ("Größe 5 €".encode(), "text/plain; charset=utf-8"),
        ("<p>Größe 5 €</p>".encode(), "application/xhtml+xml"),
    ],
)
def test_a_page_is_read_in_its_charset(body, content_type):
    assert read_page(body, content_type).text == "Größe 5 €"


def test_a_charset_that_never_comes_is_not_waited_for():
    """Split in two at each of its places, so much white space took hours."""
    assert read_page("Zwölf".encode(), f"text/html; charset={' ' * 1_000_000};").text == "Zwölf"


@pytest.mark.parametrize(
    ("charset", "text"),
    [
        ("koi8-r", "Печь"), ("windows-1251", "Печь"), ("ibm866", "Печь"), ("macintosh", "Größe"),
        ("iso-8859-2", "łąka"), ("cp874", "ภาษา"), ("tis-620", "ภาษา"), ("gbk", "汉字"),
        ("gb18030", "汉字"), ("gb2312", "汉字"), ("big5", "漢字"), ("shift_jis", "漢字"),
        ("ms932", "漢字"), ("euc-jp", "漢字"), ("iso-2022-jp", "漢字"), ("euc-kr", "한국"),
        ("ks_c_5601-1987", "한국"), ("utf-16le", "Größe"), ("us-ascii", "Buses"),
    ],
)  # fmt: skip
def test_every_character_set_of_the_web_is_read(charset, text):
    body = f"<p>{text}</p>".encode(charset.replace("macintosh", "mac-roman"))

    assert read_page(body, f"text/html; charset={charset}").text == text


@pytest.mark.parametrize(
    "content_type", ["application/pdf", "image/png", "application/octet-stream", ""]
)
def test_what_is_no_text_is_not_readable(content_type):
    assert read_page(b"%PDF-1.7 words", content_type) == PageText("", (), "", readable=False)


@pytest.mark.parametrize(
    "body",
    [b"", b"\x00\xff\xfe\x00", b"<", b"<p><p><p", b"<title>", b"<html><body><table><div></table>"],
)
def test_a_broken_page_is_read_as_far_as_it_goes(body):
    page = read_page(body, "text/html")

    assert page.readable
    assert "\0" not in page.text


def test_plain_text_keeps_what_looks_like_markup():
    page = read_page(b"a < b\n\n\n<p> is a tag", "text/plain")

    assert page.text == "a < b\n<p> is a tag"


def test_a_page_without_end_is_read_from_its_beginning():
    page = read_page(b"<title>Lang</title>" + "<p>Zwölf Büße.".encode() * 200_000, "text/html")

    assert (page.title, page.is_cut) == ("Lang", True)
    assert 0 < len(page.text) < 2_000_000
    assert page.text.endswith("Zwölf Büße.")


def test_a_page_of_a_megabyte_is_read_to_its_end():
    page = read_page(b"<p>" + b"More to read. " * 70_000 + b"<p>The end.", "text/html")

    assert not page.is_cut
    assert page.text.endswith("The end.")
