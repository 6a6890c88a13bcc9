"""Where a passage stands, in the code points of the text as it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.linkcheck.quote_places import TextPlaces
from claims.linkcheck.quote_search import TOKEN, find_quote, plain
from claims.vocabulary import QuoteState

PIECES = st.sampled_from(
    [
        "Kiel",
        "zahlt",
        "12,5",
        "Mio.",
        "„Halle“",
        "–",
        "e\u0301",
        "\xad",
        "\u200b",
        "👩‍🔬",
        "ﬁ",
        " ",
        "\n",
    ]
)


@pytest.mark.parametrize(
    ("text", "quote", "found"),
    [
        ("Kiel zahlt 12 Millionen Euro.", "Kiel zahlt 12 Millionen Euro.", "as quoted"),
        ("Kiel zahlt 12 Millionen Euro.", "  kiel ZAHLT 12 millionen ", "Kiel zahlt 12 Millionen"),
        ("👩‍🔬 Sie sagte: „Wir bauen.“", 'Sie sagte: "Wir bauen."', "Sie sagte: „Wir bauen"),
        (
            "Der Haus\xadhalt 2024 – ein Loch",
            "Haushalt 2024 - ein Loch",
            "Haus\xadhalt 2024 – ein Loch",
        ),
        ("Das Cafe\u0301 zahlt nichts", "Das Caf\xe9 zahlt nichts", "Das Cafe\u0301 zahlt nichts"),
        ("Die \ufb01nanzielle Lage", "die finanzielle Lage", "Die \ufb01nanzielle Lage"),
        (
            "Im\xa0Mai\r\nkamen\u200b 9 Schiffe",
            "Im Mai kamen 9 Schiffe",
            "Im\xa0Mai\r\nkamen\u200b 9 Schiffe",
        ),
        ("Es sind 111 Leute, nicht 11 Leute", "11 Leute", "as quoted"),
        ("Die Straße ist lang", "die strasse ist lang", "Die Straße ist lang"),
    ],
)
def test_a_passage_is_found_as_it_stands(text, quote, found):
    start, end = TextPlaces(text).place_of(quote)

    assert text[start:end] == (quote if found == "as quoted" else found)


@pytest.mark.parametrize(
    "quote",
    ["Kiel zahlt 13 Millionen", "Millionen Euro zahlt", "", " … ", "„“", "iel zahlt 12", "1"],
)
def test_other_words_stand_nowhere(quote):
    assert TextPlaces("Kiel zahlt 12 Millionen Euro.").place_of(quote) is None


def test_the_first_of_several_places_counts_and_no_part_of_a_number():
    text = "111 Busse fahren. 11 Busse stehen. 11 Busse stehen."

    assert TextPlaces(text).place_of("11 Busse stehen.") == (18, 34)
    assert TextPlaces(text).place_of("11 Busse fahren.") is None


@given(st.lists(PIECES, max_size=12).map("".join), st.data())
def test_whatever_stands_between_whole_words_is_found_with_the_same_words(text, data):
    places = TextPlaces(text)
    tokens = places._tokens
    if not tokens:
        return
    first = data.draw(st.integers(0, len(tokens) - 1))
    last = data.draw(st.integers(first, len(tokens) - 1))
    quote = text[tokens[first][1] : tokens[last][2]]

    start, end = places.place_of(quote)

    assert TOKEN.findall(plain(text[start:end])) == TOKEN.findall(plain(quote))
    assert find_quote(quote, text).state == QuoteState.FOUND


@given(st.text(max_size=60))
def test_the_tokens_are_those_of_the_quote_search(text):
    assert [token for token, _start, _end in TextPlaces(text)._tokens] == TOKEN.findall(plain(text))
