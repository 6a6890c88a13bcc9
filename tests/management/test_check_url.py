import io
import json

import pytest
from django.core.management import CommandError, call_command

from claims.models import CitedPage
from tests.web import ScriptedWeb

PAGE = "<title>Bericht</title><p>Im Juni kamen 9000 Gäste.</p>" + "<p>Mehr dazu.</p>" * 99


@pytest.fixture
def web(settings):
    with ScriptedWeb({"/a": PAGE}) as web:
        settings.LINKCHECK_ALLOWED_HOSTS = [web.host]
        settings.LINKCHECK_HOST_PAUSE = 0
        yield web


def run(*args):
    out = io.StringIO()
    call_command("check_url", *args, "--json", stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


@pytest.mark.parametrize(
    ("quote", "state", "matched"),
    [
        ("kamen 9000 Gäste", "found", "kamen 9000 Gäste"),
        ("Im Juni kamen 8000 Gäste", "altered", "Im Juni kamen 9000 Gäste"),
        ("Der Zoo wird im Herbst geschlossen", "missing", ""),
    ],
)
def test_it_says_whether_the_page_still_says_it(web, quote, state, matched):
    (told,) = run(web.url("/a"), "--quote", quote)

    assert (told["outcome"], told["quote_state"]) == ("alive", state)
    assert matched in told["matched"]


def test_many_pages_come_from_a_file(web, tmp_path):
    asked = tmp_path / "fragen.jsonl"
    asked.write_text(
        json.dumps({"url": web.url("/a"), "quote": "9000 Gäste"})
        + "\n"
        + json.dumps({"url": web.url("/b")})
        + "\n"
    )

    told = {line["url"]: line for line in run("--from", str(asked))}

    assert told[web.url("/a")]["quote_state"] == "found"
    assert (told[web.url("/b")]["outcome"], told[web.url("/b")]["http_status"]) == ("gone", 404)


@pytest.mark.django_db
def test_nothing_is_written(web):
    run(web.url("/a"))

    assert not CitedPage.objects.exists()


def test_an_inner_address_is_unsafe_and_not_asked(web, settings):
    settings.LINKCHECK_ALLOWED_HOSTS = []
    url = web.url("/a")

    (told,) = run(url.replace(url.split(":")[2].split("/")[0], "8080"))

    assert told["outcome"] == "unsafe"
    assert web.requests == []


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("{", "fragen.jsonl, line 1"),
        ('{"adresse": 1}', "fragen.jsonl, line 1"),
        ('{"url": "ftp://x"}', "fragen.jsonl, line 1"),
        ('{"url": "https://a.example/", "quote": 9000}', "fragen.jsonl, line 1"),
    ],
)
def test_a_bad_line_is_named(tmp_path, line, sentence):
    asked = tmp_path / "fragen.jsonl"
    asked.write_text(line)

    with pytest.raises(CommandError, match=sentence):
        run("--from", str(asked))
