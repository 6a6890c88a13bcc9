import io
import json
import sys

import pytest
from django.core.management import CommandError, call_command

from claims.models import Article, Claim
from tests.scripted_model import MODEL
from tests.web import ScriptedWeb

pytestmark = pytest.mark.django_db

TEXT = """Brücke wird teurer
Die Brücke über die Elbe kostet jetzt 48 Millionen Euro.
Baustadträtin Mia Lenz sagte: „Wir eröffnen erst 2027.“"""


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "brücke.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def run(*args):
    out = io.StringIO()
    call_command("import_article", *map(str, args), stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_what_was_imported_is_told_as_json(file):
    (told,) = run(file, "--language", "de", "--published", "2024-08-15", "--json")

    text = Article.objects.get(pk=told["article"]).text
    assert (told["created"], told["unchanged"], told["orphaned"]) == (2, 0, 0)
    assert all(text[claim["start"] : claim["end"]] == claim["quote"] for claim in told["claims"])
    assert set(told["claims"][0]) == {
        "id",
        "quote",
        "start",
        "end",
        "claimant",
        "claimed_on",
        "kind",
        "check_worthiness",
        "reasons",
        "status",
    }


def test_importing_again_creates_nothing(file):
    run(file, "--json")

    (told,) = run(file, "--json")

    assert (told["created"], told["unchanged"]) == (0, 2)
    assert len(told["claims"]) == 2


def test_standard_input_is_a_source(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))

    (told,) = run("-", "--json")

    assert told["created"] == 2


def test_a_page_of_the_web_is_a_source(settings):
    page = f"<html lang=de><article><h1>Brücke</h1><p>{TEXT}</p></article></html>"
    with ScriptedWeb({"/artikel": page}) as web:
        settings.LINKCHECK_ALLOWED_HOSTS = [web.host]

        run(web.url("/artikel"), "--json")

        assert Article.objects.get().url == web.url("/artikel")


def test_an_inner_address_is_never_fetched():
    with ScriptedWeb({"/artikel": TEXT}) as web:
        with pytest.raises(CommandError, match="could not be fetched"):
            run(web.url("/artikel"))

        assert web.requests == []


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("leer.txt", b"", "leer.txt"),
        ("bild.png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "bild.png"),
        ("gross.txt", b"Wort " * 10_000_000, "gross.txt"),
        ("meinung.txt", "Das ist wirklich sehr schön.".encode(), "meinung.txt"),
        ("tabelle.csv", b"quote,claimed_on\nDrei Hunde,gestern\n", "tabelle.csv"),
    ],
)
def test_bad_input_is_one_sentence_that_names_the_file_and_no_rows(
    tmp_path, name, content, sentence
):
    path = tmp_path / name
    path.write_bytes(content)

    with pytest.raises(CommandError, match=sentence) as refusal:
        run(path)

    assert refusal.value.returncode == 1
    assert "\n" not in str(refusal.value)
    assert not Claim.objects.exists()
    assert not Article.objects.exists()


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(CommandError, match=r"fehlt\.txt"):
        run(tmp_path / "fehlt.txt")


def test_claims_that_lost_their_words_are_listed(file):
    run(file, "--json")
    file.write_text(TEXT.replace("48 Millionen", "51 Millionen"), encoding="utf-8")
    out = io.StringIO()

    call_command("import_article", str(file), stdout=out)

    assert out.getvalue() == (
        "Brücke wird teurer: 1 claims created, 1 unchanged, 1 orphaned.\n"
        "  no longer in the article: Die Brücke über die Elbe kostet jetzt 48 Millionen Euro.\n"
    )


def test_how_it_went_with_a_language_model_is_said_beside_the_answer(file, set_up_model, capsys):
    set_up_model().says("I would rather not.")

    (told,) = run(file, "--json")

    assert told["created"] == 2
    assert capsys.readouterr().err == (
        f"The language model {MODEL} was of no help:"
        " the answer is not the JSON that was asked for.\n"
    )


def test_a_field_that_cannot_be_kept_is_named_with_its_file(file):
    with pytest.raises(CommandError) as refusal:
        run(file, "--publisher", "p" * 400)

    assert str(refusal.value) == (
        "brücke.txt, publisher: 400 characters are too many, at most 300 are kept."
    )


def test_a_file_with_its_address_is_the_article_that_is_fetched_from_there(file, settings):
    page = f"<html lang=de><article><h1>Brücke</h1><p>{TEXT}</p></article></html>"
    with ScriptedWeb({"/artikel": page}) as web:
        settings.LINKCHECK_ALLOWED_HOSTS = [web.host]
        run(file, "--url", web.url("/artikel") + "?utm_source=brief#mitte", "--json")

        run(web.url("/artikel"), "--json")

        assert Article.objects.get().url == web.url("/artikel")
