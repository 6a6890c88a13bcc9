import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.extraction.sentences import split_sentences
from tests.extraction.sentence_cases import ENGLISH, GERMAN

AWKWARD = st.sampled_from(
    list("aZäß .!?…\"„“»«'()[]\n\r\t\xa0\xad\u200b\u200d\u0301\ufeff🎉👩‍🔬1-,:;§")
)


def sentences(text, language="de"):
    return [span.of(text) for span in split_sentences(text, language=language)]


@pytest.mark.parametrize("expected", GERMAN, ids=lambda case: case[0])
def test_tricky_german_sentences_are_told_apart(expected):
    assert sentences(" ".join(expected)) == expected


@pytest.mark.parametrize("expected", ENGLISH, ids=lambda case: case[0])
def test_tricky_english_sentences_are_told_apart(expected):
    assert sentences(" ".join(expected), "en") == expected


def test_a_line_break_ends_a_heading_without_a_full_stop():
    assert sentences("Neues Werk in Ulm\r\nDie Stadt freut sich.\n\nMehr folgt") == [
        "Neues Werk in Ulm",
        "Die Stadt freut sich.",
        "Mehr folgt",
    ]


def test_the_bullet_of_a_list_item_is_not_part_of_its_sentence():
    assert sentences("- 30 neue Züge\n• kein Lärm\n* ein Depot") == [
        "30 neue Züge",
        "kein Lärm",
        "ein Depot",
    ]


def test_a_numbered_list_item_is_one_sentence():
    assert sentences("1. Die Steuern sinken.\n2. Die Renten steigen.") == [
        "1. Die Steuern sinken.",
        "2. Die Renten steigen.",
    ]


def test_invisible_characters_do_not_hide_a_full_stop():
    text = "Das kos\xadtet 5\xa0Mrd.\xa0Euro.\u200b Das ist viel."
    assert sentences(text) == ["Das kos\xadtet 5\xa0Mrd.\xa0Euro.\u200b", "Das ist viel."]


def test_a_combining_mark_is_part_of_its_letter():
    text = "Es gab Cafe\u0301s, Bars usw. U\u0308ber dem Platz hing Rauch."
    assert sentences(text) == ["Es gab Cafe\u0301s, Bars usw.", "U\u0308ber dem Platz hing Rauch."]


def test_offsets_count_code_points_not_bytes():
    spans = split_sentences("👩‍🔬 forscht. Sie ruht.", language="de")
    assert [(span.start, span.end) for span in spans] == [(0, 12), (13, 22)]


def test_an_empty_text_has_no_sentences():
    assert sentences(" \n\t\u200b\n ") == []


def test_an_unknown_language_is_refused_by_name():
    with pytest.raises(ValueError, match="'xx'"):
        split_sentences("Bonjour.", language="xx")


@given(st.text(AWKWARD | st.characters(), max_size=120), st.sampled_from(["de", "en"]))
def test_sentences_are_in_order_and_only_white_space_or_bullets_lie_between(text, language):
    spans = split_sentences(text, language=language)
    edges = [0, *(edge for span in spans for edge in (span.start, span.end)), len(text)]
    assert edges == sorted(edges)
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        assert not any(sign.isalnum() for sign in text[start:end])
    assert all(span.of(text).strip() == span.of(text) != "" for span in spans)
