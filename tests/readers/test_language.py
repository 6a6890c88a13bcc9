"""A text is German or English, or neither is said."""

import pytest

from claims.readers.language import declared_language, detect_language


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


@pytest.mark.parametrize(
    ("html", "language"),
    [
        (b'<!doctype html><html lang="de-AT"><p>Servus', "de-AT"),
        (b"<HTML class=no-js\n LANG=fr><p>Bonjour", "fr"),
        (b'<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en" lang="en">', "en"),
        (b'<html data-lang="en"><p lang="de">Servus', ""),
        (b'<html lang="">', ""),
        (b'<html lang="x"onload=alert(1)">', ""),
        (b"%PDF-1.7", ""),
    ],
)
def test_a_page_is_in_the_language_that_it_names(html, language):
    assert declared_language(html) == language
