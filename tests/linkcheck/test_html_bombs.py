"""Pages that would take a parser minutes, or all memory, are read and shown all the same."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from claims.linkcheck.html_bombs import defused
from claims.linkcheck.page_text import read_page
from claims.linkcheck.stored_page import StoredPage

HTML = "text/html; charset=utf-8"


def formatting_bomb(fonts: int, blocks: int) -> str:
    opened = "".join(f"<font size={number}>" for number in range(fonts))
    return f"<center>{opened}</center>" + "<center>x</center>" * blocks


def test_formatting_that_is_never_closed_does_not_make_a_tree_explode():
    """Each of the blocks would begin with all the elements that were left open before it."""
    bomb = formatting_bomb(500, 4000)

    tree = LexborHTMLParser(defused(bomb.encode(), 180_000_000))

    assert len(tree.css("*")) < 5000
    assert read_page(bomb.encode(), HTML).text == "x" * 4000


def test_formatting_is_left_alone_where_it_does_no_harm():
    pages = [b"<p>Twelve <b>new</b> buses.</p>" * 300, formatting_bomb(3, 3000).encode()]

    assert [defused(page, 180_000_000) for page in pages] == pages


@pytest.mark.parametrize(
    "opened",
    [
        f"<font id={'a' * 1_000_000}>",
        f"<FONT\nid = '>{'a' * 1_000_000}'>",
        f"<font {' '.join(f'a{number}' for number in range(1500))}>",
        f"<a href={'a' * 1_000_000}>",
        f"<!-- <b id=' --><font id='{'a' * 1_000_000}'>",
    ],
    ids=["long", "with a > in it", "many attributes", "a link", "after a comment"],
)
def test_one_long_tag_that_is_never_closed_does_not_make_a_tree_explode(opened):
    """Each of the blocks would begin with all of its attributes."""
    tree = LexborHTMLParser(defused(f"<p>{opened}{'<p>x' * 1000}".encode(), 180_000_000))

    assert tree.css("p > font, p > a") == []
    assert tree.body.text().count("x") == 1000


def test_formatting_that_is_the_same_in_each_paragraph_is_left_alone():
    """A parser opens no more than three anew that are alike."""
    page = b"<p>Twelve <b class=x>new</b> <a href=/buses>buses</a>.</p>" * 5000

    assert defused(page, 180_000_000) == page


def test_a_page_of_nothing_but_tags_is_read_from_its_beginning():
    """A parser looks through all elements that are open at each that is opened."""
    page = read_page(b"<p>x" * 60_000, "text/html")

    assert page.is_cut
    assert page.text.count("x") == 49_999


def test_a_stored_page_of_nothing_but_tags_is_shown_from_its_beginning():
    """Each that is opened in the one before takes longer than that: 400,000 take many minutes."""
    shown = StoredPage(HTML, b"<div>" * 60_000).still()

    assert shown.count("<div>") == 49_999


def test_a_tag_with_more_attributes_than_anyone_writes_loses_them():
    crowded = " ".join(f"a{number}=1" for number in range(10_000))

    assert defused(f"<p {crowded}>Zwölf <b class=x>neue</b>".encode(), 180_000_000) == (
        "<p>Zwölf <b class=x>neue</b>".encode()
    )


def test_attributes_without_a_space_between_them_are_counted_too():
    crowded = "".join(f'a{number}="1"' for number in range(10_000))

    assert defused(f"<p {crowded}>Zwölf".encode(), 180_000_000) == "<p>Zwölf".encode()


def test_a_tag_that_never_ends_is_no_bomb_either():
    crowded = " ".join(f"a{number}" for number in range(10_000))

    assert defused(f"Zwölf <p {crowded}".encode(), 180_000_000) == "Zwölf <p>".encode()


def test_the_name_of_a_tag_is_never_cut_to_make_the_rest_long_enough():
    """Who tries that tries every length, at each of the tags in a page of nothing else."""
    tag = " ".join(["<timeline-of-twelve-buses", *["a1"] * 3328])

    assert len(tag) == 10_009
    assert defused(f"{tag}>{'Zwölf ' * 9000}".encode(), 180_000_000).startswith(f"{tag}>".encode())


def test_an_image_written_into_its_tag_stays():
    image = (
        f'<p>Zwölf</p><img alt="neue Busse" src="data:image/png;base64,{"ab/+" * 50_000}">'.encode()
    )

    assert defused(image, 180_000_000) == image


def test_headings_nested_in_each_other_are_read_a_few_times_only():
    """Each holds the text of all that are in it."""
    page = read_page(f"{'<h1><div>' * 1000}{'Zwölf Busse. ' * 20_000}".encode(), "text/html")

    assert sum(map(len, page.headings)) <= 500_000
    assert page.text.count("Busse") == 20_000
