"""How much of a page changed, and what a reader is shown of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.linkcheck.drift import Passage, Run, diff, drift

WORDS = st.lists(
    st.sampled_from(["ein", "Bus", "kostet", "4,8", "Millionen", "Euro."]), max_size=30
)
PAGES = st.lists(WORDS.map(" ".join), max_size=12).map("\n".join)


def words(first, last):
    return " ".join(f"w{number}" for number in range(first, last))


@given(st.text(), st.text())
def test_the_share_lies_between_nothing_and_all(before, after):
    assert 0.0 <= drift(before, after) <= 1.0


@given(st.text())
def test_the_same_text_has_not_drifted(text):
    assert drift(text, text) == 0.0


@given(PAGES, PAGES)
def test_drift_is_the_same_in_both_directions(before, after):
    assert drift(before, after) == drift(after, before)


@given(PAGES.filter(str.split))
def test_a_text_that_shares_no_word_has_drifted_wholly(text):
    assert drift(text, " ".join(f"{word}-neu" for word in text.split())) == 1.0


@pytest.mark.parametrize(
    ("before", "after", "share"),
    [
        ("", "", 0.0),
        ("", "Neu.", 1.0),
        ("Alt.", "", 1.0),
        ("Alt.", "Neu.", 1.0),
        ("Ein  Bus\nkostet", "Ein Bus kostet", 0.0),
        (words(0, 100), words(0, 50) + " " + words(200, 250), 0.51),
        (words(0, 100), words(0, 150), 0.203),
        (words(0, 102), words(0, 50) + " neu " + words(51, 102), 0.03),
        (words(0, 50) + "\n" + words(50, 100), words(50, 100) + "\n" + words(0, 50), 0.02),
    ],
)
def test_the_share_reads_like_a_share_of_the_text(before, after, share):
    assert drift(before, after) == pytest.approx(share, abs=0.001)


def test_a_long_text_is_measured_by_a_part_of_it():
    text = words(0, 600_000)

    assert drift(text, text + " " + words(600_000, 700_000)) == pytest.approx(1 / 13, abs=0.005)


def test_a_long_text_of_one_word_is_measured_whole():
    assert drift("ab " * 300_000, "ab " * 300_001) == pytest.approx(0, abs=0.001)


def told(found, kinds):
    return "\n".join(
        " ".join(run.text for run in passage.runs if run.kind in kinds)
        for passage in found.passages
        if not passage.folded
    ).split()


@given(PAGES, PAGES)
def test_a_diff_tells_what_went_and_what_came(before, after):
    """Whatever is folded is the same in both, so the rest adds up to the number of words."""
    found = diff(before, after)

    gone, came = told(found, {"removed"}), told(found, {"added"})
    assert len(before.split()) - len(gone) == len(after.split()) - len(came)
    assert set(gone) <= set(before.split())
    assert set(came) <= set(after.split())


@given(PAGES, PAGES)
def test_a_diff_is_empty_only_where_nothing_changed(before, after):
    same = [line for line in before.split("\n") if line] == [
        line for line in after.split("\n") if line
    ]

    assert diff(before, after).is_empty == same


@given(st.text(), st.text())
def test_a_diff_can_be_made_of_any_two_texts(before, after):
    diff(before, after)


def test_changed_words_are_marked_within_their_sentence():
    found = diff("Die Stadt kauft zwölf neue Busse.", "Die Stadt kauft elf neue Busse.")

    assert found.passages == (
        Passage(
            (
                Run("same", "Die Stadt kauft"),
                Run("removed", "zwölf"),
                Run("added", "elf"),
                Run("same", "neue Busse."),
            )
        ),
    )


def test_words_that_stay_by_chance_do_not_cut_a_change_up():
    found = diff(
        "Sie kosten laut Stadtrat Anna Berg im Haushalt 4,8 Millionen Euro.",
        "Sie kosten laut Kämmerer Karl im Nachtrag 5,1 Millionen Euro.",
    )

    (passage,) = found.passages
    assert [run.kind for run in passage.runs] == ["same", "removed", "added", "same"]


def test_a_sentence_with_another_in_its_place_is_shown_whole():
    found = diff("Die Stadt kauft zwölf Busse.", "Im Zoo wurden gestern Löwen geboren!")

    assert found.passages == (
        Passage((Run("removed", "Die Stadt kauft zwölf Busse."),)),
        Passage((Run("added", "Im Zoo wurden gestern Löwen geboren!"),)),
    )


def test_a_new_paragraph_stands_where_it_came():
    found = diff(
        "Erstens.\nZweitens kauft sie.", "Erstens.\nVorab etwas ganz Anderes.\nZweitens kauft er."
    )

    assert [passage.runs[0].kind for passage in found.passages] == ["same", "added", "same"]


def test_long_stretches_without_a_change_are_folded():
    lines = [f"Absatz {number}." for number in range(40)]

    found = diff("\n".join(lines), "\n".join([*lines[:20], "Neu.", *lines[20:]]))

    assert [passage.folded or passage.runs[0].text for passage in found.passages] == [
        19,
        "Absatz 19.",
        "Neu.",
        "Absatz 20.",
        19,
    ]


def test_a_long_paragraph_is_compared_by_its_sentences():
    sentences = [f"Satz {number} " + "wort " * 20 + "." for number in range(50)]
    changed = [*sentences[:25], "Ein ganz neuer Satz.", *sentences[25:]]

    found = diff(" ".join(sentences), " ".join(changed))

    assert [passage.folded for passage in found.passages] == [24, 0, 0, 0, 24]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a" * 1_000_000, "b" * 1_000_000),
        ("alt\n" * 300_000, "neu\n" * 300_000),
        (words(0, 200_000), words(200_000, 400_000)),
    ],
)
def test_a_huge_change_is_cut_and_says_so(before, after):
    found = diff(before, after)

    assert found.cut
    assert len(found.passages) == 300


def test_a_small_change_in_a_huge_page_is_shown_whole():
    page = "\n".join(words(start, start + 20) for start in range(0, 600_000, 20))

    found = diff(page, page.replace("w300010 ", "anders "))

    assert not found.cut
    assert [passage.folded for passage in found.passages] == [14999, 0, 0, 0, 14998]
