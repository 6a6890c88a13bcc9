"""Whether a page still says what was quoted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.linkcheck.quote_search import QuoteMatch, find_quote
from claims.vocabulary import QuoteState

PAGE = (
    "Der Rat der Stadt hat am 12. Mai beschlossen, elf Busse zu kaufen.\n"
    "Die Anschaffung kostet 11,5 Millionen Euro, sagt „Verkehrsdezernentin“ Lea Brandt.\n"
    "Im Jahr 2023 fuhren 111 Busse; das sind 4\u00a0% mehr als 2022 – ein Höchststand.\n"
    "Die Kom\u00admu\u00adnal\u00adauf\u00adsicht hat nicht zugestimmt.\n"
    "The minister’s office said it’s “not going to happen” before 2026."
)


@pytest.mark.parametrize(
    "quote",
    [
        "Die Anschaffung kostet 11,5 Millionen Euro",
        "die anschaffung KOSTET 11,5 millionen euro.",
        'sagt "Verkehrsdezernentin" Lea Brandt',
        "sagt »Verkehrsdezernentin« Lea Brandt",
        "das sind 4 % mehr als 2022 - ein Höchststand",
        "das sind 4% mehr als 2022 — ein Ho\u0308chststand",
        "Die Kommunalaufsicht hat\n   nicht zugestimmt",
        "zu kaufen. Die Anschaffung",
        "The minister's office said it's 'not going to happen'",
        "it\u200b’s “not going",
        "„Die Anschaffung kostet 11,5 Millionen Euro“",
        "Der Rat der Stadt hat […] beschlossen, elf Busse zu kaufen",
        "Der Rat der Stadt ... elf Busse zu kaufen",
    ],
)
def test_the_same_words_are_found_however_they_are_typeset(quote):
    match = find_quote(quote, PAGE)

    assert (match.state, match.score) == (QuoteState.FOUND, 1.0)


@pytest.mark.parametrize(
    ("quote", "wording"),
    [
        ("Die Anschaffung kostet 11 Millionen Euro", "Die Anschaffung kostet 11,5 Millionen Euro"),
        (
            "Die Anschaffung kostet 12,5 Millionen Euro",
            "Die Anschaffung kostet 11,5 Millionen Euro",
        ),
        ("Im Jahr 2023 fuhren 11 Busse", "Im Jahr 2023 fuhren 111 Busse"),
        ("das sind 4 mehr als 2022", "das sind 4 % mehr als 2022"),
        ("Die Kommunalaufsicht hat zugestimmt", "Die Kommunalaufsicht hat nicht zugestimmt"),
        (
            "The minister's office said it is going to happen before 2026",
            "The minister’s office said it’s “not going to happen” before 2026",
        ),
    ],
)
def test_a_changed_word_or_number_is_altered_and_shows_the_wording_of_the_page(quote, wording):
    match = find_quote(quote, PAGE)

    assert (match.state, match.matched) == (QuoteState.ALTERED, wording)
    assert 0.75 <= match.score < 1.0


@pytest.mark.parametrize(
    ("quote", "says", "says_otherwise"),
    [
        ("kostet die Stadt 11,5 Millionen Euro", "kostet die Stadt 11,6 Millionen Euro", True),
        ("The city pays 12 of 40 million euros", "The city pays 14 of 40 million euros", True),
        ("im Jahr 2023 fuhren 11 Busse […] im Juni", "im Jahr 2023 fuhren 13 Busse im Juni", True),
        ("Der Rat hat den Bussen zugestimmt", "Der Rat hat den Bussen nicht zugestimmt", True),
        ("The council does not buy any buses", "The council does buy any buses", True),
        ("The council did not buy any buses", "The council didn't buy any buses", False),
        ("kostet die Stadt 11,5 Millionen Euro", "kostet der Stadt 11.5 Millionen Euro", False),
        ("bezahlt wurden 4.800 Euro im Monat", "bezahlt wurden 4 800 Euro in dem Monat", False),
        ("am 3. Mai fuhren die ersten Busse", "am 03. Mai fuhren die allerersten Busse", False),
        ("im Mai fuhren die ersten elf Busse", "im Mai 2024 fuhren die ersten elf Busse", False),
        ("im Mai fuhren die ersten 11 Busse", "im Mai fuhren die ersten elf Busse", False),
        ("das sind 4 mehr als im Jahr 2022", "das sind nur 4 mehr als im Jahr 2022", False),
    ],
)
def test_another_number_or_a_negation_is_told_from_mere_other_words(quote, says, says_otherwise):
    match = find_quote(quote, f"Es heißt: {says}. Danach war Schluss.")

    assert match.state == QuoteState.ALTERED
    assert match.says_otherwise is says_otherwise


@pytest.mark.parametrize(
    "quote",
    [
        "Die Feuerwehr bekommt im Herbst ein neues Löschboot",
        "Lea Schmidt",
        "42 Züge",
        "elf",
        "A sentence in English about something else entirely, long enough to be sure",
    ],
)
def test_a_passage_that_is_not_there_is_missing(quote):
    page = PAGE.replace("elf", "zwölf")

    assert find_quote(quote, page) == QuoteMatch(QuoteState.MISSING, "", 0.0)


@pytest.mark.parametrize("page", ["", "Kurz.", "Die"])
def test_a_page_with_hardly_any_words_does_not_have_a_long_passage(page):
    assert find_quote("Die Anschaffung kostet 11,5 Millionen Euro", page).state == "missing"


@pytest.mark.parametrize("quote", ["", "   ", "…", "„“", "[...]", " — "])
def test_a_quote_without_words_says_nothing(quote):
    assert find_quote(quote, PAGE) == QuoteMatch(QuoteState.UNKNOWN, "", 0.0)


def test_a_found_passage_is_shown_as_the_page_writes_it():
    match = find_quote('SAGT "VERKEHRSDEZERNENTIN" lea brandt', PAGE)

    assert match.matched == "sagt „Verkehrsdezernentin“ Lea Brandt"


def test_parts_around_an_omission_are_found_in_their_order_only():
    assert find_quote("elf Busse zu kaufen […] Der Rat der Stadt hat am", PAGE).state != "found"


def test_the_worst_part_around_an_omission_counts():
    match = find_quote("Der Rat der Stadt hat am 12. Mai […] kostet 11 Millionen Euro", PAGE)

    assert match.state == QuoteState.ALTERED
    assert match.matched == "Der Rat der Stadt hat am 12. Mai […] kostet 11,5 Millionen Euro"


@pytest.mark.parametrize(
    ("quote", "page"),
    [
        ("11", "There are 111 of them."),
        ("11", "There are 11.5 of them."),
        ("11", "There are 11,000 of them."),
        ("art", "There was a party."),
        ("5 degrees", "It was -5 degrees."),
        ("rose by 5", "It rose by 5.1 points."),
        ("5.1 points", "It rose by 15.1 points."),
        ("up 5", "up 5,000"),
    ],
)
def test_a_part_of_a_word_or_number_is_not_the_word_or_number(quote, page):
    assert find_quote(quote, page).state != QuoteState.FOUND


@given(st.text(max_size=80), st.text(max_size=200))
def test_any_text_can_be_searched_for_anything(quote, page):
    match = find_quote(quote, page)

    assert 0.0 <= match.score <= 1.0
    assert (match.score == 1.0) == (match.state == QuoteState.FOUND)
    assert bool(match.matched) == (match.state in (QuoteState.FOUND, QuoteState.ALTERED))


@given(st.text(alphabet="abc 12,.-–“”é", min_size=1, max_size=40))
def test_a_page_has_every_line_of_itself(line):
    assert find_quote(line, f"Before it.\n{line}\nAfter it.").state != QuoteState.MISSING


def test_a_long_passage_is_looked_for_about_its_parts_in_a_long_page():
    words = [f"{number} Busse fahren nach Plan" for number in range(30_000)]
    passage = words[20_000:20_040]
    changed = [*passage[:10], "Hier steht nun etwas ganz anderes", *passage[11:]]

    match = find_quote(" ".join(changed), " ".join(words))

    assert match.state == "altered"
    assert match.matched.startswith("20000 Busse")
    assert match.matched.endswith("20039 Busse fahren nach Plan")
