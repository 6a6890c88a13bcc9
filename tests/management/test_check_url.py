import io
import json
from dataclasses import replace

import pytest
from django.core.management import CommandError, call_command

from claims.actions.cite_evidence import cite_evidence
from claims.linkcheck.policy import policy_from_settings
from claims.models import CitedPage, QuoteCheck
from tests.web import Reply, ScriptedWeb, redirect

PAGE = "<title>Bericht</title><p>Im Juni kamen 9000 Gäste.</p>" + "<p>Mehr dazu.</p>" * 99


@pytest.fixture
def web(settings):
    with ScriptedWeb({"/a": PAGE}) as web:
        settings.LINKCHECK_ALLOWED_HOSTS = [web.host]
        settings.LINKCHECK_HOST_PAUSE = 0
        yield web


def run(*args):
    return [json.loads(line) for line in told_by(*args, "--json")]


def told_by(*args):
    """Return the lines that the command prints."""
    out = io.StringIO()
    call_command("check_url", *args, stdout=out)
    return out.getvalue().splitlines()


@pytest.fixture
def two_quotes(web, tmp_path):
    """A file that asks for two passages of one page."""
    asked = tmp_path / "zwei.jsonl"
    quotes = ("kamen 9000 Gäste", "Der Zoo wird im Herbst geschlossen")
    asked.write_text("\n".join(json.dumps({"url": web.url("/a"), "quote": q}) for q in quotes))
    return str(asked)


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


def test_it_says_what_a_recheck_says(web, claim, reviewer, now, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    pages = {
        "/a": PAGE,
        "/moved": redirect("/a", 301),
        "/gone": Reply("weg", 410),
        "/soft": f"<title>Seite nicht gefunden</title>{PAGE[:60]}",
        "/home": redirect("/"),
        "/short": "<p>Kurz.</p>",
        "/forbidden": Reply("nein", 403),
        "/busy": Reply("später", 429),
        "/private/a": PAGE,
        "/broken": Reply(reset=True),
        "/loop": redirect("/loop"),
    }
    web.pages |= pages | {"/": PAGE, "/robots.txt": "User-agent: *\nDisallow: /private"}
    quote = "kamen 8000 Gäste"
    for path in pages:
        url = web.url(path)
        cite_evidence(claim, by=reviewer, url=url, stance="context", quote=quote, now=now)

    rechecked = io.StringIO()
    call_command("recheck", "--all", "--json", stdout=rechecked)

    found = [json.loads(line) for line in rechecked.getvalue().splitlines()]
    asked = tmp_path / "fragen.jsonl"
    asked.write_text("\n".join(json.dumps({"url": f["url"], "quote": quote}) for f in found))
    told = {line["url"]: line for line in run("--from", str(asked))}
    shared = ("outcome", "http_status", "final_url")
    assert len(found) == len(pages)
    for line in found:
        assert {name: line[name] for name in shared} == {
            name: told[line["url"]][name] for name in shared
        }
    states = dict(QuoteCheck.objects.values_list("visit__page__url", "state"))
    assert states == {
        url: line["quote_state"] for url, line in told.items() if line["quote_state"] != "unknown"
    }


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


def test_two_quotes_of_one_page_are_told_apart(two_quotes):
    told = run("--from", two_quotes)

    assert {line["quote"]: line["quote_state"] for line in told} == {
        "kamen 9000 Gäste": "found",
        "Der Zoo wird im Herbst geschlossen": "missing",
    }


def test_a_person_reads_words_and_which_quote_is_meant(web, two_quotes):
    assert sorted(told_by("--from", two_quotes)) == [
        f"{web.url('/a')}: Alive, HTTP 200. “Der Zoo wird im Herbst geschlossen”: Missing.",
        f"{web.url('/a')}: Alive, HTTP 200. “kamen 9000 Gäste”: Found.",
    ]


def test_of_a_quote_that_nobody_asked_for_nothing_is_said(web):
    (line,) = told_by(web.url("/b"))

    assert line == f"{web.url('/b')}: Gone, HTTP 404. The server does not know it."
    assert run(web.url("/a"))[0]["quote"] == ""


def test_of_an_altered_passage_a_person_reads_what_the_page_says_instead(web):
    (line,) = told_by(web.url("/a"), "--quote", "Im Juni kamen 8000 Gäste")

    assert line == (
        f"{web.url('/a')}: Alive, HTTP 200. “Im Juni kamen 8000 Gäste”: Altered. "
        "The page reads: “Im Juni kamen 9000 Gäste”"
    )


def test_of_a_page_that_moved_a_person_reads_where_to(web):
    web.pages["/alt"] = redirect("/a", 301)

    (line,) = told_by(web.url("/alt"))

    assert line == (
        f"{web.url('/alt')}: Moved, HTTP 200. It has moved for good. "
        f"Its address now: {web.url('/a')}"
    )


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("http://seite.example:8999/", "Port 8999 is not one that the web uses."),
        ("http://10.0.0.7/", "10.0.0.7 does not belong to the public web."),
        ("http://wiki.intern.lan/", "wiki.intern.lan is a name of a local network."),
    ],
)
def test_of_an_address_that_may_not_be_contacted_a_person_reads_why(url, sentence):
    assert told_by(url) == [f"{url}: Unsafe address. {sentence}"]


def test_of_a_way_to_an_unsafe_address_a_person_reads_that_it_led_there(web):
    web.pages["/tor"] = redirect("http://10.0.0.7/")

    (line,) = told_by(web.url("/tor"))

    assert line.endswith(
        "It led to an address that is not contacted. 10.0.0.7 does not belong to the public web."
    )


def test_a_name_that_leads_into_our_own_network_is_refused_with_its_address(web, monkeypatch):
    policy = replace(policy_from_settings(), addresses=("falle.example:80:127.0.0.1",))
    monkeypatch.setattr("claims.management.commands.check_url.policy_from_settings", lambda: policy)

    assert told_by("http://falle.example/") == [
        "http://falle.example/: Unsafe address. 127.0.0.1 does not belong to the public web."
    ]


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
