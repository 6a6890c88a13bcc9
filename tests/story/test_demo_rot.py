"""What the demo shows a newcomer in the first minute, without a hand on it."""

from collections import Counter

from tests.smtp import MailServer
from tests.story.conftest import DemoDesk
from tests.story.desk_api import public_claims, reasons
from tests.waiting import until

GONE = "Rechenkapazität für 250 Millionen Dollar"
REWRITTEN = "mit mehr als 24 Milliarden Dollar bewertet"


def test_two_claims_come_back_because_their_sources_rotted(
    demo_desk: DemoDesk, mail_server: MailServer
) -> None:
    desk = demo_desk.address
    gone = until(lambda: _claim_with(GONE, desk))
    rewritten = until(lambda: _claim_with(REWRITTEN, desk))

    assert reasons(desk, gone) == [f"The cited page is gone: {desk}/quellen/rechenleistung.html"]
    assert reasons(desk, rewritten) == [
        f"The quoted passage no longer stands on {desk}/quellen/finanzierung.html"
    ]
    until(lambda: len(_subjects(mail_server, gone) + _subjects(mail_server, rewritten)) >= 6)
    for claim_id in (gone, rewritten):
        assert Counter(_subjects(mail_server, claim_id)) == {
            "[Factcheck] Erneut zu prüfen": 2,
            "[Factcheck] Needs re-check": 1,
        }


def _claim_with(words: str, desk: str) -> str:
    """Return the id of the claim that waits for its re-check, "" as long as it does not."""
    waiting = public_claims(desk, "needs_recheck")
    return next((id_ for id_, claim in waiting.items() if words in claim["quote"]), "")


def _subjects(server: MailServer, claim_id: str) -> list[str]:
    thread = f"<claim-{claim_id}@factcheck.localhost>"
    about_it = [mail for mail in server.mails if mail["In-Reply-To"] == thread]
    return [mail["Subject"].strip().split(":")[0] for mail in about_it]
