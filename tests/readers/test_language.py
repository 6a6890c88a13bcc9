"""A text is German or English, or neither is said."""

import pytest

from claims.readers.language import detect_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Im Mai lief dort der erste Ofen an, sagte die Stadt.", "de"),
        ("The first furnace was lit there in May, the city said.", "en"),
        ("Le premier four a été allumé en mai, a dit la ville.", ""),
        ("De eerste oven werd daar in mei aangestoken, zei de stad.", ""),
        ("Den første ovn blev tændt der i maj, sagde byen.", ""),
        ("Печь на реке заработала в мае, сказал город.", ""),
        ("Der Ofen", ""),
        ("123 456", ""),
        ("", ""),
    ],
)
def test_only_german_and_english_are_recognised(text, language):
    assert detect_language(text) == language
