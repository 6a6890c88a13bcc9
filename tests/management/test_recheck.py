import io
import json
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from claims.actions.check_pages import check_pages
from claims.actions.cite_evidence import cite_evidence
from claims.actions.lease_pages import Lease, lease_pages
from claims.actions.note_outage import note_outage
from claims.actions.take_step import take_step
from claims.models import CitedPage, LinkCheck
from tests.web import Reply, ScriptedWeb

PAGE = "<title>Protokoll</title><p>Der Rat bestellte zwölf Busse.</p>" + "<p>Mehr dazu.</p>" * 99


@pytest.fixture
def web(settings, tmp_path, claim, reviewer, now):
    with ScriptedWeb({"/a": PAGE, "/b": Reply("weg", status=410)}) as web:
        settings.LINKCHECK_ALLOWED_HOSTS = [web.host]
        settings.LINKCHECK_HOST_PAUSE = 0
        settings.MEDIA_ROOT = tmp_path
        for path, quote in (("/a", "zwölf Busse"), ("/b", "")):
            cite_evidence(
                claim, by=reviewer, url=web.url(path), stance="supports", quote=quote, now=now
            )
        yield web


def run(*args, **options):
    out = io.StringIO()
    call_command("recheck", *args, stdout=out, **options)
    return out.getvalue()


def test_each_visited_page_is_a_line_of_json(web):
    lines = {line["url"]: line for line in map(json.loads, run("--json").splitlines())}

    alive, gone = lines[web.url("/a")], lines[web.url("/b")]
    assert (alive["outcome"], alive["link_state"], alive["http_status"]) == ("alive", "alive", 200)
    assert [piece["quote_state"] for piece in alive["evidence"]] == ["found"]
    assert (gone["outcome"], gone["link_state"], gone["http_status"]) == ("gone", "failing", 410)


def test_only_pages_that_are_due_are_visited_unless_asked(web):
    run()

    assert run().startswith("No page was visited: none was due")
    assert run("--all") == "2 pages visited. Alive: 1, Gone: 1.\n"


@pytest.fixture
def verified(web, claim, reviewer, editor, now):
    """The claim, verified on pages that nobody has visited yet."""
    finding = {"rating": "true", "explanation": "Im Protokoll."}
    take_step(claim, "start_review", by=reviewer, now=now)
    take_step(claim, "submit", by=reviewer, now=now, **finding)
    take_step(claim, "confirm", by=editor, now=now)
    return claim


def test_a_person_is_told_of_passages_that_were_not_found_and_claims_that_went_back(verified, web):
    web.pages["/a"] = PAGE.replace("zwölf", "wohl keine")

    first, second = run("--url", web.url("/a")), run("--url", web.url("/a"))

    assert first == "1 page visited. Alive: 1. Quoted passages: 1 not found.\n"
    assert second == (
        "1 page visited. Alive: 1. Quoted passages: 1 not found. 1 claim needs a re-check now.\n"
    )


def test_a_person_is_told_of_passages_that_were_altered(web, claim, reviewer, now):
    quote = "Der Rat bestellte nun zwölf Busse."
    cite_evidence(claim, by=reviewer, url=web.url("/a"), stance="context", quote=quote, now=now)

    assert run("--url", web.url("/a")) == (
        "1 page visited. Alive: 1. Quoted passages: 1 altered.\n"
    )


def test_one_page_can_be_named(web):
    run("--url", web.url("/b"))

    assert [check.page.url for check in LinkCheck.objects.all()] == [web.url("/b")]


def test_the_pages_of_one_claim_can_be_named(web, claim):
    assert "2 pages visited" in run("--claim", str(claim.pk))


def test_of_a_claim_without_evidence_it_is_said_that_it_cites_no_page(web, make_claim):
    claim = make_claim("Zwölf Busse")

    assert run("--claim", str(claim.pk)) == "No page was visited: the claim cites none.\n"


def test_a_page_that_two_passages_are_quoted_from_is_one_page(web, claim, reviewer, now):
    cite_evidence(
        claim, by=reviewer, url=web.url("/a"), stance="context", quote="Mehr dazu.", now=now
    )

    run("--claim", str(claim.pk), "--limit", "2")

    assert {check.page.url for check in LinkCheck.objects.all()} == {web.url("/a"), web.url("/b")}


def test_a_limit_is_kept(web):
    assert "1 page visited" in run("--limit", "1")


def test_pages_that_a_worker_is_visiting_are_left_to_it(web, now):
    lease_pages(Lease.begun_at(timezone.now()), now=timezone.now(), limit=2)

    assert "a worker is visiting it at this moment" in run("--all")
    assert web.requests == []


def test_who_rechecks_while_our_own_line_is_down_is_told_so(web, now):
    note_outage(failed=9, heard=0, now=timezone.now() + timedelta(hours=1))
    told = io.StringIO()

    run("--all", stderr=told)

    assert "Our own line to the web seems to be down" in told.getvalue()


@pytest.fixture
def ctrl_c(monkeypatch):
    """Somebody interrupts the recheck after its first page."""

    def interrupted(pages, *, now):
        yield next(check_pages(pages, now=now))
        raise KeyboardInterrupt

    monkeypatch.setattr("claims.management.commands.recheck.check_pages", interrupted)


def test_who_interrupts_is_told_what_was_visited(web, ctrl_c):
    told = io.StringIO()

    with pytest.raises(KeyboardInterrupt):
        call_command("recheck", "--url", web.url("/a"), stdout=told)

    assert told.getvalue() == "1 page visited. Alive: 1.\n"


def test_lines_of_json_stay_alone_when_they_are_interrupted(web, ctrl_c):
    lines, told = io.StringIO(), io.StringIO()

    with pytest.raises(KeyboardInterrupt):
        call_command("recheck", "--url", web.url("/a"), "--json", stdout=lines, stderr=told)

    assert [json.loads(line)["url"] for line in lines.getvalue().splitlines()] == [web.url("/a")]
    assert told.getvalue() == "1 page visited. Alive: 1.\n"


@pytest.mark.parametrize(
    ("option", "value", "sentence"),
    [
        ("--url", "https://niemand.example/", "No claim cites"),
        ("--url", "javascript:alert(1)", "must begin with http"),
        ("--claim", "00000000-0000-0000-0000-00000000000a", "There is no claim"),
        ("--claim", "zwölf", "There is no claim"),
    ],
)
def test_what_is_not_there_is_named(web, option, value, sentence):
    with pytest.raises(CommandError, match=sentence):
        run(option, value)

    assert CitedPage.objects.filter(last_checked_at=None).count() == 2
