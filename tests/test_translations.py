"""Every string for people has its German, and the compiled catalogue is what Django reads."""

import re
from collections.abc import Iterable
from io import StringIO
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from django.conf import settings
from django.core.management import call_command
from django.utils import translation

from claims.management.commands.collect_messages import bring_up_to_date, messages_in_sources
from claims.vocabulary import Rating, Status

GERMAN = settings.BASE_DIR / "locale/de/LC_MESSAGES/django.po"


@pytest.fixture(scope="module")
def german() -> Catalog:
    return _read(GERMAN)


def _read(path: Path) -> Catalog:
    with path.open("rb") as source:
        return read_po(source, locale="de")


def test_the_german_catalogue_has_what_the_code_and_the_templates_say(german):
    found = {(message.id, message.context) for message in messages_in_sources() if message.id}
    known = {(message.id, message.context) for message in german if message.id}

    assert found - known == set(), "run `manage.py collect_messages` and translate what it lists"
    assert known - found == set(), "run `manage.py collect_messages`"


def test_every_message_has_its_german(german):
    empty = [message.id for message in german if message.id and not all(_strings(message))]

    assert empty == []


def test_no_translation_is_a_guess(german):
    assert [message.id for message in german if message.id and message.fuzzy] == []


def test_a_translation_fills_in_what_its_message_does(german):
    differing = [
        (message.id, string)
        for message in german
        if message.id
        for string in _strings(message)
        if _placeholders([string]) != _placeholders(_ids(message))
    ]

    assert differing == []


def _ids(message: Message) -> list[str]:
    return list(message.id) if message.pluralizable else [message.id]


def _strings(message: Message) -> list[str]:
    return list(message.string) if message.pluralizable else [message.string]


def _placeholders(texts: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for text in texts:
        found |= set(re.findall(r"%(?:\(\w+\))?[-0-9.]*[a-z%]", text))
        found |= {f"{{{name}}}" for _, name, _, _ in Formatter().parse(text) if name}
    return found


@pytest.mark.parametrize(
    ("word", "german_word"),
    [
        (Status.NEW, "Neu"),
        (Status.IN_REVIEW, "In Prüfung"),
        (Status.AWAITING_SECOND_REVIEW, "Wartet auf Zweitprüfung"),
        (Status.VERIFIED, "Verifiziert"),
        (Status.NEEDS_RECHECK, "Erneut zu prüfen"),
        (Status.NOT_CHECKABLE, "Nicht prüfbar"),
        (Status.WITHDRAWN, "Zurückgezogen"),
        (Rating.TRUE, "Richtig"),
        (Rating.MOSTLY_TRUE, "Größtenteils richtig"),
        (Rating.HALF_TRUE, "Teils richtig"),
        (Rating.MISLEADING, "Irreführend"),
        (Rating.MOSTLY_FALSE, "Größtenteils falsch"),
        (Rating.FALSE, "Falsch"),
        (Rating.UNPROVEN, "Unbelegt"),
    ],
)
def test_a_german_desk_reads_german_words(word, german_word):
    with translation.override("de"):
        assert str(word.label) == german_word


def test_collecting_again_changes_nothing(tmp_path):
    copy = tmp_path / "de/LC_MESSAGES/django.po"
    copy.parent.mkdir(parents=True)
    copy.write_bytes(GERMAN.read_bytes())

    untranslated = bring_up_to_date(copy, messages_in_sources())

    assert untranslated == []
    assert copy.read_text("utf-8") == GERMAN.read_text("utf-8")


def test_collecting_adds_what_is_new_and_drops_what_is_gone(tmp_path):
    path = tmp_path / "de/LC_MESSAGES/django.po"
    path.parent.mkdir(parents=True)
    path.write_text('msgid "kept"\nmsgstr "bleibt"\n\nmsgid "gone"\nmsgstr "weg"\n', "utf-8")
    found = Catalog(charset="utf-8")
    found.add("kept")
    found.add(("%(n)s new", "%(n)s new ones"))

    untranslated = bring_up_to_date(path, found)

    assert untranslated == ["%(n)s new"]
    assert [message.id for message in _read(path) if message.id] == [
        "kept",
        ("%(n)s new", "%(n)s new ones"),
    ]


def test_strings_are_found_in_code_and_in_templates(tmp_path, settings):
    settings.BASE_DIR = tmp_path
    (tmp_path / "claims").mkdir()
    (tmp_path / "templates").mkdir()
    (tmp_path / "claims/a.py").write_text('x = pgettext_lazy("tone", "from code")\n')
    (tmp_path / "templates/a.html").write_text(
        '<b>\n   {% translate "from a tag" %}</b>\n {{ x|default:_("from a filter") }}\n'
        "{% blocktranslate count n=n %}{{ n }} file{% plural %}{{ n }} files{% endblocktranslate %}"
    )

    found = [(message.id, message.context) for message in messages_in_sources() if message.id]

    assert found == [
        ("from code", "tone"),
        ("from a tag", None),
        ("from a filter", None),
        (("%(n)s file", "%(n)s files"), None),
    ]


def test_compiling_makes_a_catalogue_that_gettext_reads_and_repeats_nothing(tmp_path, settings):
    settings.LOCALE_PATHS = [tmp_path]
    path = tmp_path / "de/LC_MESSAGES/django.po"
    path.parent.mkdir(parents=True)
    path.write_bytes(GERMAN.read_bytes())

    call_command("compile_messages", stdout=StringIO())
    first = path.with_suffix(".mo").stat()
    call_command("compile_messages", stdout=StringIO())

    assert [file.name for file in sorted(path.parent.iterdir())] == ["django.mo", "django.po"]
    assert path.with_suffix(".mo").stat().st_mtime_ns == first.st_mtime_ns
    assert path.with_suffix(".mo").read_bytes()[:4] == b"\xde\x12\x04\x95"
