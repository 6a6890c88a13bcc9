import re

import pytest

from tests.seeds.seed_files import ENGLISH, GERMAN

NAMES = [
    *("Elon Musk", "Jordan Peterson", "Igor Babuschkin", "Brian Quinn", "Scott Cummings"),
    *("Tesla", "SpaceX", "Neuralink", "Boring", "Twitter", "xAI", "OpenAI", "Nvidia"),
    *("Boston College", "UCLA", "ChatGPT", "Llama 2 70B", "GPT-3.5", "GPT-4"),
    *("Grok-0", "Grok-1", "Grok-1.5", "Grok-1.5V"),
]
FACTS = [
    ("Mindestens 11 Beschäftigte", "At least 11 Tesla employees"),
    ("6 zuvor im Autopilot-Team", "6 used to work on the carmaker's Autopilot team"),
    ("5, 10 oder gar 20 Jahre", "5, 10 or 20 years"),
    ("250 Millionen Dollar", "250 million dollars"),
    ("5 Milliarden Dollar", "5 billion dollars"),
    ("67,9 Prozent", "67.9 percent"),
    ("Mindestens drei Aktionäre", "At least three shareholders"),
    ("nur 10 Aktionäre", "only 10 shareholders"),
    ("Als Musk 2022 das Netzwerk", "then called Twitter in 2022"),
    ("im Juli 2023", "in July 2023"),
    ("nach nur einem Jahr", "after just one year"),
    ("mehr als 24 Milliarden Dollar", "more than 24 billion dollars"),
    ("im November 2023", "in November 2023"),
    ("4 Monate nach der Gründung", "4 months after the company was founded"),
    ("33 Milliarden Parameter", "33 billion parameters"),
    ("zwei Monaten Arbeit", "two months of work"),
    ("im März", "in March"),
    ("Binnen eines Monats", "Within a month"),
]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_stands_in_both_languages(name: str) -> None:
    whole_name = re.compile(rf"(?<![\w.-]){re.escape(name)}(?![\w-]|\.\d)")

    assert whole_name.search(GERMAN)
    assert whole_name.search(ENGLISH)


@pytest.mark.parametrize(("german", "english"), FACTS)
def test_a_number_or_date_stands_in_both_languages(german: str, english: str) -> None:
    assert german.lower() in GERMAN.lower()
    assert english.lower() in ENGLISH.lower()


def test_both_texts_have_a_title_and_then_one_paragraph_a_line() -> None:
    for text in (GERMAN, ENGLISH):
        lines = text.splitlines()
        assert not lines[0].endswith(".")
        assert all(lines), "an empty line"
        assert len(lines) == 26


def test_the_english_text_has_a_heading_wherever_the_german_one_has() -> None:
    headings = [
        [number for number, line in enumerate(text.splitlines()) if not line.endswith(".")]
        for text in (GERMAN, ENGLISH)
    ]

    assert headings[0] == headings[1] == [0, 3, 8, 15, 21]
