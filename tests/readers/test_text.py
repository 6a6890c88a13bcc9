"""Plain text becomes a title, headings, paragraphs and list items."""

import pytest

from claims.readers.draft import DraftArticle
from claims.readers.text import read_text


def passages(article: DraftArticle) -> list[tuple[str, str]]:
    return [(block.kind, article.text[block.start : block.end]) for block in article.blocks]


def test_a_short_first_line_without_a_full_stop_is_the_title():
    article = read_text("Das Werk am Fluss\nIm Mai lief dort der erste Ofen an.")

    assert article.title == "Das Werk am Fluss"
    assert passages(article) == [
        ("title", "Das Werk am Fluss"),
        ("paragraph", "Im Mai lief dort der erste Ofen an."),
    ]


def test_a_title_may_be_a_question():
    assert read_text("Wer zahlt den Deich?\nDas Land zahlt ihn.").title == "Wer zahlt den Deich?"


@pytest.mark.parametrize(
    "text",
    [
        "Im Mai lief der Ofen an.\nIm Juni stand er.",
        "Er sagte: „Der Ofen läuft.“\nIm Juni stand er.",
        "Ein Ofen ohne Punkt und ohne Folge",
        "- Ein Ofen\nEr läuft seit Mai.",
        "ab" * 76 + "\nEr läuft seit Mai.",
    ],
    ids=["full stop", "quoted full stop", "only line", "list item", "too long"],
)
def test_a_text_that_begins_otherwise_has_no_title(text):
    assert read_text(text).title == ""


def test_a_short_line_without_a_full_stop_above_a_paragraph_is_a_heading():
    article = read_text("Zu Beginn stand ein Ofen.\n\nDie Folgen\n\nIm Juni kam ein zweiter dazu.")

    assert passages(article)[1] == ("heading", "Die Folgen")


def test_short_lines_above_each_other_are_no_headings_but_the_last():
    article = read_text("Zu Beginn stand ein Ofen.\n3 Öfen\n4 Kräne\nMehr gab es dort nie.")

    assert passages(article)[1:3] == [("paragraph", "3 Öfen"), ("heading", "4 Kräne")]


def test_a_short_line_at_the_end_is_a_paragraph():
    article = read_text("Zu Beginn stand ein Ofen.\nMitarbeit: Rosa Lind")

    assert passages(article)[-1] == ("paragraph", "Mitarbeit: Rosa Lind")


@pytest.mark.parametrize("bullet", ["- ", "* ", "• ", "2) "])
def test_a_list_item_begins_after_its_bullet(bullet):
    article = read_text(f"Zu Beginn stand ein Ofen.\n{bullet}Er kostete 3 Mio. Euro.")

    assert passages(article)[-1] == ("list_item", "Er kostete 3 Mio. Euro.")


def test_a_date_at_the_start_of_a_line_is_not_a_bullet():
    article = read_text("Zu Beginn stand ein Ofen.\n1. August 2024 war sein letzter Tag.")

    assert passages(article)[-1] == ("paragraph", "1. August 2024 war sein letzter Tag.")


def test_white_space_around_a_line_is_kept_in_the_text_but_not_in_its_block():
    article = read_text("\n  Zu Beginn stand ein Ofen.\t\n\n")

    assert article.text == "\n  Zu Beginn stand ein Ofen.\t\n\n"
    assert passages(article) == [("paragraph", "Zu Beginn stand ein Ofen.")]


def test_offsets_count_an_emoji_as_one():
    article = read_text("🏭 lief. \n🔥\u00ad ging an.")

    assert [(block.start, block.end) for block in article.blocks] == [(0, 7), (9, 20)]


def test_lines_broken_to_a_width_become_whole_paragraphs():
    wrapped = (
        "Der Ofen im neuen Werk am Fluss lief im Mai zum ersten Mal, doch schon\n"
        "im Juni stand er wieder still, weil zwei der vier Leitungen nach einem\n"
        "starken Regen geborsten waren.\n\n"
        "Im Juli begann die Reparatur, die\nsich bis in den Herbst zog.\n"
    )

    article = read_text(wrapped)

    assert len(article.text) == len(wrapped)
    assert passages(article) == [
        (
            "paragraph",
            "Der Ofen im neuen Werk am Fluss lief im Mai zum ersten Mal, doch schon im Juni stand "
            "er wieder still, weil zwei der vier Leitungen nach einem starken Regen geborsten "
            "waren.",
        ),
        ("paragraph", "Im Juli begann die Reparatur, die sich bis in den Herbst zog."),
    ]


def test_the_items_of_a_list_are_not_joined_by_unwrapping():
    wrapped = (
        "Die Liste des Amts nennt drei Gründe, die\nhier folgen und die\nalle gelten:\n"
        "- der Regen\n- das Eis\n"
    )

    assert passages(read_text(wrapped))[1:] == [
        ("list_item", "der Regen"),
        ("list_item", "das Eis"),
    ]


def test_no_claims_are_named_by_a_plain_text():
    assert read_text("Zu Beginn stand ein Ofen.").claims is None
