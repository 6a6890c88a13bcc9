"""What spelling shows is seen in every form, though most sentences are not searched for it."""

import pytest

from claims.extraction import signs


@pytest.mark.parametrize("text", ["5 %", "5 Prozent", "5 percent", "5 per cent", "3 Promille"])
def test_a_percentage_is_seen_however_it_is_written(text):
    assert signs.PERCENT.is_in(f"Es waren {text}.")


@pytest.mark.parametrize(
    "text",
    [
        "$5",
        "5 €",
        "£ 5",
        "5¥",
        "5 Euro",
        "Euros",
        "Dollar",
        "Dollars",
        "Pfund",
        "Franken",
        "Cent",
        "Yuan",
        "Rubel",
        "US-Dollar",
        "pounds",
        "dollar",
        "euros",
        "cents",
    ],
)
def test_money_is_seen_in_every_currency_we_know(text):
    assert signs.MONEY.is_in(f"Es waren {text}.")


@pytest.mark.parametrize("text", ["http://a", "https://a", "www.a", "a.de", "a.com"])
def test_an_address_is_seen_with_and_without_its_scheme(text):
    assert signs.LINK.is_in(f"Mehr auf {text}")


@pytest.mark.parametrize("end", ["org", "net", "eu", "at", "ch"])
def test_an_address_is_seen_by_the_end_of_its_host(end):
    assert signs.LINK.is_in(f"Mehr auf hafen.{end} und anderswo")


def test_years_and_numbers_are_counted():
    assert signs.YEAR.count("Von 1998 bis 2003 kamen 1200 Schiffe.") == 2
    assert signs.NUMBER.count("Von 1998 bis 2003 kamen 1200 Schiffe.") == 3


def test_the_polite_you_is_counted_within_a_sentence_only():
    assert signs.POLITE.count("Sie fragten, ob Sie Ihr Boot brauchen.") == 2
