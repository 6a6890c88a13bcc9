"""Which stored article a text is a version of."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.actions.find_article import find_article
from claims.actions.import_article import import_articles
from claims.actions.prepare_draft import prepare_draft
from claims.actions.weights_in_use import weights_in_use
from claims.models import Article
from claims.readers.text import read_text

pytestmark = pytest.mark.django_db

PIER = """Hafen baut zweite Halle
Die Stadt Kiel zahlt 12 Millionen Euro für eine zweite Halle am Hafen.
Im Mai 2023 beschloss der Rat den Bau mit 31 gegen 12 Stimmen."""
LONGER_PIER = PIER.replace("Hafen baut zweite", "Neue") + "\nDort arbeiten 140 Menschen."


@pytest.fixture
def read(now):
    def read(text=PIER, source="", *, url="", day=0):
        draft = replace(read_text(text), url=url, language="de")
        at = now + timedelta(days=day)
        return import_articles([draft], by=None, now=at, source=source)[0].article

    return read


def test_a_text_with_a_new_title_is_recognised_by_the_name_of_its_file(read):
    assert read(LONGER_PIER, "hafen.txt") == read(PIER, "hafen.txt")


@pytest.mark.parametrize("source", ["-", "https://kiel.example/hafen"])
def test_what_was_piped_or_fetched_has_no_file_to_recognise_it_by(read, source):
    first = read(PIER, source)

    second = read(LONGER_PIER, source)

    assert second != first
    assert (first.source, second.source) == ("", "")


def test_an_address_is_the_same_in_every_spelling(read):
    first = read(PIER, url="https://Kiel.example:443/hafen?utm_source=mail#halle")

    second = read("Ganz neu\nDer Hafen hat 3 Hallen.", url="https://kiel.example/hafen")

    assert second == first
    assert second.url == "https://kiel.example/hafen"


def test_texts_of_one_title_are_compared_in_one_query(read):
    for number in range(4):
        read(f"Kurz gemeldet\nIm Zoo leben {number} Affen.\nEs kamen 7{number} Gäste.", "kurz.txt")
    column = read_text("Kurz gemeldet\nIm Hafen liegen 9 Schiffe.\nSie laden 8 Tonnen.")

    prepared = prepare_draft(
        replace(column, language="de"), source="kurz.txt", weights=weights_in_use()
    )

    with CaptureQueriesContext(connection) as queries:
        found = find_article(prepared)

    assert found is None
    assert len(queries) == 2  # the same text, then the namesakes
    assert Article.objects.count() == 4


def test_only_the_newest_namesakes_are_compared(read, monkeypatch):
    monkeypatch.setattr("claims.actions.find_article.NAMESAKES", 2)
    old = read(PIER)
    for number in (1, 2):
        read(f"Hafen baut zweite Halle\nIm Zoo leben {number} Affen.\nEs kamen 7{number} Gäste.")

    again = read(PIER + "\nDort arbeiten 140 Menschen.")

    assert again != old
