"""The main job, from a new claim to a source that rots, in a real browser on a real desk."""

from collections import Counter
from collections.abc import Callable
from email.message import EmailMessage
from functools import partial
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.smtp import MailServer
from tests.story.colleague import Colleague
from tests.story.conftest import DemoDesk
from tests.story.desk_api import ask, public_claims
from tests.waiting import until
from tests.web import ScriptedWeb

pytestmark = pytest.mark.services("chromium")
LogIn = Callable[..., Colleague]

DEMO_QUOTE = "Grok-1 schneidet besser ab als GPT-3.5 und Llama 2 70B, aber schlechter als GPT-4."
SENTENCE = "Die Auskunft der Pressestelle lag der Redaktion am Montag schriftlich vor."
MINUTES = f"<title>Vermerk</title><h1>Vermerk</h1><p>{SENTENCE}</p>" + (
    "<p>Der Vermerk hält fest, wer wann mit wem gesprochen hat und was offen blieb.</p>" * 20
)
EXPLANATION = "Der Vermerk belegt die Angabe, der Vergleich ordnet sie ein."


def test_a_claim_goes_from_new_to_verified_and_comes_back_when_its_source_rots(
    colleague: LogIn, demo_desk: DemoDesk, mail_server: MailServer, web: ScriptedWeb
) -> None:
    web.pages["/vermerk"] = MINUTES
    reviewer = colleague("ben", locale="en-GB")
    editor = colleague("david", locale="de-DE")

    claim_id = _take_the_most_check_worthy_claim(reviewer)
    _work_on_it(reviewer, demo_desk.address, web.url("/vermerk"))
    assert claim_id not in public_claims(demo_desk.address)
    _confirm(editor, claim_id)

    assert public_claims(demo_desk.address)[claim_id]["rating_label"] == "Größtenteils richtig"
    _wait_until_quote_is(demo_desk, claim_id, "found")
    web.pages["/vermerk"] = MINUTES.replace(SENTENCE, "Eine Auskunft liegt nicht vor.")
    _have_it_visited_twice(reviewer, demo_desk, claim_id, web.url("/vermerk"))

    _see_why_it_came_back(editor, demo_desk, claim_id, web.url("/vermerk"))
    _read_the_mails(mail_server, demo_desk, claim_id, web.url("/vermerk"))
    assert reviewer.complaints == editor.complaints == []


def _take_the_most_check_worthy_claim(reviewer: Colleague) -> str:
    rows = reviewer.open_new_claims()
    scores = [float(meter) for meter in rows.locator(".meter").all_text_contents()]
    assert scores == sorted(scores, reverse=True)
    assert len(scores) > 10
    claim_id = reviewer.open_claim(rows.first)
    expect(reviewer.tab.locator(".passage mark")).to_have_count(1)
    reviewer.take_step("start_review", leads_to="in_review")
    return claim_id


def _work_on_it(reviewer: Colleague, desk: str, minutes: str) -> None:
    reviewer.write_note("Pressestelle ruft am Dienstag zurück.")
    quoted = f"{desk}/quellen/leistungstests.html"
    reviewer.cite(quoted, stance="context", quote=DEMO_QUOTE)
    reviewer.cite(minutes, stance="supports", quote=SENTENCE)
    reviewer.rate("mostly_true", EXPLANATION)
    reviewer.take_step("submit", leads_to="awaiting_second_review")


def _confirm(editor: Colleague, claim_id: str) -> None:
    editor.go_to_claim(claim_id)
    expect(editor.tab.locator("#rating")).to_contain_text(EXPLANATION)
    editor.take_step("confirm", leads_to="verified")
    expect(editor.messages()).to_contain_text(
        ["Die Behauptung hat jetzt den Status „Verifiziert“."]
    )


def _have_it_visited_twice(
    reviewer: Colleague, desk: DemoDesk, claim_id: str, minutes: str
) -> None:
    """One visit without the sentence proves nothing; the second one does."""
    for visits, status in ((2, "verified"), (3, "needs_recheck")):
        reviewer.go_to_claim(claim_id)
        reviewer.have_checked_now(minutes)
        until(partial(_is_visited, desk, claim_id, minutes, visits))
        assert _claim(desk, claim_id)["status"] == status


def _see_why_it_came_back(editor: Colleague, desk: DemoDesk, claim_id: str, url: str) -> None:
    reason = f"Die zitierte Stelle steht nicht mehr auf {url}"
    editor.go_to_claim(claim_id)
    expect(editor.status("needs_recheck")).to_have_text("Erneut zu prüfen")
    expect(editor.tab.locator("#history")).to_contain_text(reason)
    expect(editor.evidence(url).locator(".badge-missing")).to_be_visible()

    recheck = public_claims(desk.address, "needs_recheck")
    [lost] = [piece for piece in recheck[claim_id]["evidence"] if piece["url"] == url]
    assert (lost["quote_state"], lost["link_state"]) == ("missing", "alive")
    assert claim_id not in public_claims(desk.address)

    editor.open(f"/claims/{claim_id}/")
    expect(editor.tab.locator("main")).to_contain_text(EXPLANATION)


def _read_the_mails(server: MailServer, desk: DemoDesk, claim_id: str, url: str) -> None:
    until(lambda: len(_mails_about(server, claim_id)) >= 12)
    mails = _mails_about(server, claim_id)

    english = ["In review", "Awaiting second review", "Verified", "Needs re-check"]
    german = ["In Prüfung", "Wartet auf Zweitprüfung", "Verifiziert", "Erneut zu prüfen"]
    assert Counter(_addressee_and_status(mail) for mail in mails) == Counter(
        [("clara@demo.example", status) for status in english]
        + [(f"{name}@demo.example", status) for name in ("ben", "david") for status in german]
    )
    confirmed = _mail(mails, "clara@demo.example", "Verified")
    lost = _mail(mails, "ben@demo.example", "Erneut zu prüfen")
    link = f"{desk.address}/admin/claims/claim/{claim_id}/change/"
    for mail, language, words in (
        (confirmed, "en", ["David Lindner", "Awaiting second review", "Mostly true", link]),
        (lost, "de", ["die Nachprüfung", f"steht nicht mehr auf {url}", SENTENCE, link]),
    ):
        text, html = (" ".join(part.get_content().split()) for part in mail.iter_parts())
        assert f'<html lang="{language}">' in html
        assert [word for word in words if word not in text or word not in html] == []


def _mails_about(server: MailServer, claim_id: str) -> list[EmailMessage]:
    thread = f"<claim-{claim_id}@factcheck.localhost>"
    return [mail for mail in server.mails if mail["In-Reply-To"] == thread]


def _addressee_and_status(mail: EmailMessage) -> tuple[str, str]:
    subject = mail["Subject"].strip()  # a long one begins on a line of its own
    return mail["To"], subject.removeprefix("[Factcheck] ").split(":")[0]


def _mail(mails: list[EmailMessage], *wanted: str) -> EmailMessage:
    [mail] = [mail for mail in mails if _addressee_and_status(mail) == wanted]
    return mail


def _wait_until_quote_is(desk: DemoDesk, claim_id: str, state: str) -> None:
    def states() -> set[str]:
        return {piece["quote_state"] for piece in _claim(desk, claim_id)["evidence"]}

    until(lambda: states() == {state})


def _is_visited(desk: DemoDesk, claim_id: str, url: str, visits: int) -> bool:
    [piece] = [piece for piece in _claim(desk, claim_id)["evidence"] if piece["url"] == url]
    return len(ask(desk.address, f"evidence/{piece['id']}/checks/")["results"]) == visits


def _claim(desk: DemoDesk, claim_id: str) -> dict[str, Any]:
    return ask(desk.address, f"claims/{claim_id}/")
