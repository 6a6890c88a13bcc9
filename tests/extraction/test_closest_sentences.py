"""What is shown beside a claim whose words the article has lost."""

import pytest

from claims.extraction.closest_sentences import closest_sentences
from claims.extraction.sentences import split_sentences


@pytest.mark.parametrize(
    ("lost", "text", "closest"),
    [
        (
            "Die Brücke ist 312 Meter lang und kostete 41 Millionen Euro.",
            "Sie ist fertig. Die Brücke misst 312 Meter und kostete rund 40 Millionen Euro. Am"
            " Mittwoch kam der Minister.",
            "Die Brücke misst 312 Meter und kostete rund 40 Millionen Euro.",
        ),
        (
            "Die Brücke ist 312 Meter lang und kostete 41 Millionen Euro.",
            "Am Mittwoch kam er. Die Brücke ist 312 Meter lang. Sie kostete 41 Millionen Euro. So"
            " war es.",
            "Die Brücke ist 312 Meter lang. Sie kostete 41 Millionen Euro.",
        ),
        (
            "Die Brücke ist lang.",
            "Wie alle wissen, die lange darauf gewartet haben: Die Brücke ist sehr lang, sagte er.",
            "Wie alle wissen, die lange darauf gewartet haben: Die Brücke ist sehr lang, sagte er.",
        ),
        (
            "Die Brücke ist 312 Meter lang.",
            "Kurz.\nDie Brücke ist 300 Meter lang.\nKurz.",
            "Die Brücke ist 300 Meter lang.",
        ),
    ],
)
def test_whole_sentences_are_shown(lost, text, closest):
    place = closest_sentences(lost, text, split_sentences(text, language="de"))

    assert place is not None
    assert place.of(text) == closest


def test_nothing_is_shown_where_nothing_is_alike():
    assert closest_sentences("Die Brücke ist lang.", "12345 67890 12345 67890", []) is None
