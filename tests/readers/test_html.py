"""A web page becomes an article made of its blocks."""

from datetime import date

import pytest

from claims.readers.html import read_html
from claims.readers.unreadable import UnreadableSource

HEAD = """<!doctype html><html lang="de-AT"><head>
<title>Der Ofen am Fluss | Flussbote</title>
<meta property="og:title" content="Der Ofen am Fluss">
<meta property="og:site_name" content="Flussbote">
<meta name="author" content="Rosa Lind">
<meta property="article:published_time" content="2024-05-03T23:30:00+02:00">
<link rel="canonical" href="https://flussbote.example/ofen">
</head>"""
MENU = '<nav><ul><li><a href="/">Start</a></li><li><a href="/sport">Sport</a></li></ul></nav>'
FOOTER = "<footer><p>Impressum und Datenschutz</p></footer>"
FIRST = "<p>Im Mai lief dort der <b>erste</b> Ofen an, so die <a href='/s'>Stadt</a>.</p>"


def passages(body: str) -> list[tuple[str, str]]:
    page = f"{HEAD}<body>{MENU}<article>{body}</article>{FOOTER}</body></html>"
    article = read_html(page, name="seite.html")
    assert article.text == "\n".join(article.text[b.start : b.end] for b in article.blocks)
    return [(block.kind, article.text[block.start : block.end]) for block in article.blocks]


def test_what_a_page_says_about_itself_is_kept():
    article = read_html(f"{HEAD}<body><article>{FIRST}</article></body></html>", name="seite.html")

    assert article.title == "Der Ofen am Fluss"
    assert article.author == "Rosa Lind"
    assert article.publisher == "Flussbote"
    assert article.published_on == date(2024, 5, 3)
    assert article.url == "https://flussbote.example/ofen"
    assert article.language == "de"
    assert article.claims is None


def test_a_page_that_says_nothing_about_itself_has_only_its_text():
    article = read_html(f"<html><body>{FIRST}</body></html>", name="seite.html")

    assert article.text == "Im Mai lief dort der erste Ofen an, so die Stadt."
    assert (article.url, article.author, article.published_on) == ("", "", None)
    assert article.language == ""


def test_a_year_somewhere_in_the_text_is_not_taken_for_the_date():
    page = f"<html><body>{FIRST}<p>Gebaut wurde der Ofen am 4. März 1998.</p></body></html>"

    assert read_html(page, name="seite.html").published_on is None


def test_the_title_stands_first_and_only_once():
    assert passages(f"<h1>Der Ofen am Fluss</h1>{FIRST}") == [
        ("title", "Der Ofen am Fluss"),
        ("paragraph", "Im Mai lief dort der erste Ofen an, so die Stadt."),
    ]


def test_menus_and_footers_are_left_out():
    words = " ".join(text for _kind, text in passages(FIRST))

    assert "Sport" not in words
    assert "Impressum" not in words


def test_headings_and_lists_keep_their_places():
    body = (
        f"{FIRST}<h2>Die Folgen</h2><p>Es gab gleich mehrere Gründe dafür:</p>"
        "<ul><li>Erstens kam der Regen.</li>"
        "<li>Zweitens das Eis.<ul><li>Es kam im Januar.</li></ul></li></ul>"
    )

    assert passages(body)[2:] == [
        ("heading", "Die Folgen"),
        ("paragraph", "Es gab gleich mehrere Gründe dafür:"),
        ("list_item", "Erstens kam der Regen."),
        ("list_item", "Zweitens das Eis."),
        ("list_item", "Es kam im Januar."),
    ]


def test_a_line_break_within_a_sentence_is_a_space_and_after_it_a_new_paragraph():
    body = f"{FIRST}<p>Das Land zahlte die Hälfte,<br>die Stadt den Rest.<br><br>So kam es.</p>"

    assert passages(body)[2:] == [
        ("paragraph", "Das Land zahlte die Hälfte, die Stadt den Rest."),
        ("paragraph", "So kam es."),
    ]


def test_quotations_and_tables_are_paragraphs():
    body = (
        f"{FIRST}<blockquote><p>Der Ofen läuft wieder.</p></blockquote>"
        "<table><tr><td>2023</td><td>3 Mio.</td></tr><tr><td>2024</td><td>5 Mio.</td></tr></table>"
    )

    assert passages(body)[2:] == [
        ("paragraph", "Der Ofen läuft wieder."),
        ("paragraph", "2023 | 3 Mio."),
        ("paragraph", "2024 | 5 Mio."),
    ]


def test_emoji_and_soft_hyphens_are_kept():
    body = "<p>Der Ver&shy;trag kostete 3 Mio. Euro 🔥, so hieß es damals.</p>"

    assert passages(body)[1] == (
        "paragraph",
        "Der Ver\u00adtrag kostete 3 Mio. Euro 🔥, so hieß es damals.",
    )


def test_a_page_with_an_xml_declaration_is_read():
    page = f'<?xml version="1.0" encoding="utf-8"?>\n{HEAD}<body>{FIRST}</body></html>'

    assert read_html(page, name="seite.html").title == "Der Ofen am Fluss"


def test_a_page_in_another_language_does_not_pass_for_german():
    page = f'<html lang="fr"><body>{FIRST}</body></html>'

    assert read_html(page, name="seite.html").language == ""


@pytest.mark.parametrize(
    "page",
    [
        '<!doctype html><title>App</title><div id="root"></div><script>start()</script>',
        f"<html><body>{MENU}</body></html>",
        "<html></html>",
        "<!doctype html>",
        "<!-- -->",
    ],
    ids=["script only", "menu only", "empty", "doctype only", "comment only"],
)
def test_a_page_without_readable_text_is_refused_by_name(page):
    with pytest.raises(UnreadableSource) as refused:
        read_html(page, name="seite.html")

    assert str(refused.value) == "seite.html has no readable text."


@pytest.mark.parametrize("address", ["javascript:alert(1)", "https://ofen.example/" + "o" * 2000])
def test_an_address_that_cannot_be_kept_is_no_address(address):
    head = HEAD.replace("https://flussbote.example/ofen", address)

    article = read_html(f"{head}<body><article>{FIRST}</article></body></html>", name="seite.html")

    assert article.url == ""
