"""Evidence that stops carrying its claims, and what only looks like it."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from claims.actions.change_status import change_status
from claims.actions.lease_pages import Lease, lease_pages
from claims.actions.mark_seen import mark_seen
from claims.actions.record_visits import record_visits
from claims.linkcheck.inspection import Order, inspect
from claims.linkcheck.visit import Visit
from claims.models import CitedPage, Evidence, PublishedClaim, StatusChange
from tests.actions.protocol import PAGE, SENTENCE, report_on, visit
from tests.web import Reply


def test_a_quote_missing_twice_puts_the_claim_back_on_the_desk(verified, web, now):
    web.pages["/protokoll"] = PAGE.replace(SENTENCE, "Darüber wurde nicht abgestimmt.")

    visit()
    verified.refresh_from_db()
    assert verified.status == "verified"
    visit()

    verified.refresh_from_db()
    change = StatusChange.objects.get(transition="flag")
    assert verified.status == "needs_recheck"
    assert change.by is None
    assert web.url("/protokoll") in change.why
    assert PublishedClaim.objects.get().document["evidence"][0]["quote_state"] == "missing"


def test_a_quote_that_says_something_else_puts_the_claim_back_on_the_desk_once(
    claim, verify, editor, web, now
):
    said, says = "Sie kosten 4,8 Millionen Euro.", "Sie kosten 5,3 Millionen Euro."
    web.pages["/protokoll"] = PAGE.replace(SENTENCE, said)
    verify(claim, ("/protokoll", said))
    visit()
    web.pages["/protokoll"] = PAGE.replace(SENTENCE, says)

    visit()
    change = StatusChange.objects.get(transition="flag")
    change_status(claim, "reaffirm", by=editor, now=now, reason="Die Kasse hat sich vertippt.")
    visit()

    claim.refresh_from_db()
    assert (change.claim, change.cause, claim.status) == (claim, "quote_changed", "verified")
    assert StatusChange.objects.filter(transition="flag").count() == 1
    assert PublishedClaim.objects.get().document["evidence"][0]["quote_state"] == "altered"


def test_a_quote_in_other_words_leaves_the_claim_as_it_is(verified, web):
    web.pages["/protokoll"] = PAGE.replace("zwölf neue", "zwölf ganz neue")

    visit()

    verified.refresh_from_db()
    assert (Evidence.objects.get().quote_state, verified.status) == ("altered", "verified")


def test_an_empty_page_takes_no_evidence_from_a_claim(verified, web):
    visit()
    web.pages["/protokoll"] = ""

    for _ in range(3):
        visit()

    verified.refresh_from_db()
    assert Evidence.objects.get().quote_state == "found"
    assert verified.status == "verified"


def test_a_quote_missed_once_is_missed_again_in_the_same_page(verified, web):
    visit()
    web.pages["/protokoll"] = Reply(PAGE.replace(SENTENCE, ""), headers={"ETag": '"2"'})

    visit()
    visit()

    assert Evidence.objects.get().quote_state == "missing"
    assert "if-none-match" not in web.requests[-1].headers


def test_a_page_whose_quote_is_gone_is_looked_at_again_soon_but_only_once(verified, web):
    web.pages["/protokoll"] = PAGE.replace(SENTENCE, "Darüber wurde nicht abgestimmt.")

    pauses = []
    for _ in range(2):
        visit()
        page = CitedPage.objects.get()
        pauses.append(page.next_check_at - page.last_checked_at)

    assert pauses == [timedelta(hours=6), timedelta(days=30)]


def test_a_page_that_is_gone_for_a_day_puts_the_claim_back_on_the_desk(verified, web, now):
    web.pages["/protokoll"] = Reply("weg", status=410)
    visit()
    CitedPage.objects.update(
        first_failed_at=CitedPage.objects.get().first_failed_at - timedelta(hours=24)
    )

    visit()

    verified.refresh_from_db()
    assert CitedPage.objects.get().link_state == "dead"
    assert verified.status == "needs_recheck"
    assert StatusChange.objects.get(transition="flag").cause == "page_dead"


def test_lost_evidence_is_reported_once(verified, editor, web, now):
    web.pages["/protokoll"] = PAGE.replace(SENTENCE, "")
    visit()
    visit()
    change_status(verified, "reaffirm", by=editor, now=now, reason="Steht im Archiv.")

    visit()

    verified.refresh_from_db()
    assert verified.status == "verified"


def test_a_claim_confirmed_during_the_visit_that_kills_its_page_is_put_back_too(
    verified, make_claim, verify, web, now
):
    CitedPage.objects.update(
        link_state="failing",
        failures=1,
        last_outcome="gone",
        first_failed_at=now - timedelta(days=2),
        last_checked_at=now - timedelta(days=2),
    )
    (page,) = lease_pages(Lease.begun_at(now), now=now, limit=10)
    late = make_claim("Sie kosten laut Bürgermeisterin Eva Roth 4,8 Millionen Euro.")
    verify(late, ("/protokoll", "Sie fahren ab Mai."))
    gone = Visit(page.url, page.url, 410, now)

    record_visits([(page, inspect(Order(page.url, quotes=(SENTENCE,)), gone))], now=now)

    flagged = StatusChange.objects.filter(transition="flag").values_list("claim", flat=True)
    assert {*flagged} == {verified.pk, late.pk}


@pytest.fixture
def awaiting(verified, editor, reviewer, now):
    """A claim that awaits its second review."""
    claim = verified
    change_status(claim, "withdraw", by=editor, now=now, reason="Noch einmal von vorn.")
    change_status(claim, "reopen", by=reviewer, now=now, reason="Doch geprüft.")
    change_status(claim, "submit", by=reviewer, now=now)
    return claim


@pytest.fixture
def awaiting_lost(awaiting, web):
    """Its quote has left its page meanwhile."""
    web.pages["/protokoll"] = PAGE.replace(SENTENCE, "")
    visit()
    visit()
    return awaiting


def test_a_claim_whose_quote_was_not_found_once_is_confirmed_only_with_a_reason(
    awaiting, editor, web, now
):
    web.pages["/protokoll"] = PAGE.replace(SENTENCE, "")
    visit()

    with pytest.raises(ValidationError, match=r"passage was not found on .*/protokoll") as refusal:
        change_status(awaiting, "confirm", by=editor, now=now)
    assert list(refusal.value.message_dict) == ["reason"]


def test_a_claim_whose_page_somebody_saw_gone_is_confirmed_only_with_a_reason(
    awaiting, editor, reporter, web, now
):
    web.pages["/protokoll"] = Reply("nein", status=403)
    visit()
    page = CitedPage.objects.get()
    mark_seen(page, by=reporter, saw="gone", now=now)

    with pytest.raises(ValidationError, match=r"Somebody saw that .*/protokoll is gone"):
        change_status(awaiting, "confirm", by=editor, now=now)
    mark_seen(page, by=reporter, saw="quote_there", now=now + timedelta(minutes=1))
    change_status(awaiting, "confirm", by=editor, now=now)

    awaiting.refresh_from_db()
    assert awaiting.status == "verified"


def test_a_claim_whose_evidence_is_lost_is_confirmed_only_with_a_reason(
    awaiting_lost, editor, web, now
):
    with pytest.raises(ValidationError, match=r"Evidence is lost: .*/protokoll") as refusal:
        change_status(awaiting_lost, "confirm", by=editor, now=now)
    assert list(refusal.value.message_dict) == ["reason"]
    change_status(awaiting_lost, "confirm", by=editor, now=now, reason="Unsere Kopie hat es.")

    awaiting_lost.refresh_from_db()
    assert awaiting_lost.status == "verified"


@pytest.mark.parametrize(
    ("link_state", "quote", "is_lost"),
    [
        ("dead", {"quote_state": "found"}, True),
        ("alive", {"quote_state": "missing"}, True),
        ("alive", {"quote_state": "altered", "says_otherwise": True}, True),
        ("alive", {"quote_state": "altered"}, False),
        ("alive", {"quote_state": "found", "says_otherwise": True}, False),
        ("blocked", {"quote_state": "found"}, False),
    ],
)
def test_what_is_lost_is_the_same_for_a_piece_and_for_a_query(verified, link_state, quote, is_lost):
    CitedPage.objects.update(link_state=link_state)
    Evidence.objects.update(**quote)

    assert Evidence.objects.get().is_lost is is_lost
    assert Evidence.objects.lost().exists() is is_lost


@pytest.mark.parametrize("status", [401, 403, 429, 451, 503])
def test_a_page_that_refuses_or_is_busy_is_never_called_dead(verified, web, now, status):
    web.pages["/protokoll"] = Reply("nein", status=status)

    for _ in range(4):
        visit()
        CitedPage.objects.exclude(first_failed_at=None).update(
            first_failed_at=now - timedelta(days=60), last_checked_at=now - timedelta(days=30)
        )

    verified.refresh_from_db()
    assert CitedPage.objects.get().link_state in ("failing", "blocked")
    assert verified.status == "verified"


def test_asking_again_at_once_does_not_delay_the_next_visit(verified, web):
    web.pages["/protokoll"] = Reply("nein", status=403)

    for _ in range(3):
        visit()

    page = CitedPage.objects.get()
    assert page.failures == 1
    assert page.next_check_at - page.last_checked_at == timedelta(hours=6)


def test_a_retracted_piece_no_longer_decides(verified, web, now):
    Evidence.objects.update(retracted_at=now)
    web.pages["/protokoll"] = PAGE.replace(SENTENCE, "")

    visit()
    visit()

    verified.refresh_from_db()
    assert verified.status == "verified"


def test_evidence_retracted_during_a_visit_stays_retracted(verified, reviewer, now):
    (page,) = lease_pages(Lease.begun_at(now), now=now, limit=10)
    Evidence.objects.update(retracted_at=now)

    record_visits([(page, report_on(page, now))], now=now)

    evidence = Evidence.objects.get()
    assert (evidence.retracted_at, evidence.quote_state) == (now, "unknown")


OTHER_SENTENCE = "Sie fahren ab Mai."


def flags():
    """Return each claim put back on the desk, with the quote that it lost."""
    changes = StatusChange.objects.filter(transition="flag").order_by("pk")
    return [(change.claim, change.evidence.quote) for change in changes]


def test_every_claim_that_a_page_carried_is_put_back_once_with_its_own_quote(
    make_claim, verify, web
):
    first = verify(make_claim(), ("/protokoll", SENTENCE))
    second = verify(
        make_claim("Sie kosten laut Bürgermeisterin Eva Roth 4,8 Millionen Euro."),
        ("/protokoll", OTHER_SENTENCE),
    )
    web.pages["/protokoll"] = PAGE.replace(SENTENCE, "").replace(OTHER_SENTENCE, "")

    for _ in range(4):
        visit()

    assert set(flags()) == {(first, SENTENCE), (second, OTHER_SENTENCE)}
    assert len(flags()) == 2


def test_only_the_claim_whose_quote_went_is_put_back(make_claim, verify, web):
    first = verify(make_claim(), ("/protokoll", SENTENCE))
    verify(
        make_claim("Sie kosten laut Bürgermeisterin Eva Roth 4,8 Millionen Euro."),
        ("/protokoll", OTHER_SENTENCE),
    )
    web.pages["/protokoll"] = PAGE.replace(SENTENCE, "")

    visit()
    visit()

    assert flags() == [(first, SENTENCE)]


def test_a_claim_that_loses_several_pieces_at_once_is_put_back_once(claim, verify, web):
    web.pages |= {"/antrag": PAGE}
    verify(claim, ("/protokoll", SENTENCE), ("/protokoll", OTHER_SENTENCE), ("/antrag", SENTENCE))
    web.pages |= dict.fromkeys(
        ("/protokoll", "/antrag"), PAGE.replace(SENTENCE, "").replace(OTHER_SENTENCE, "")
    )

    visit()
    visit()

    ((flagged, quote),) = flags()
    assert (flagged, quote in (SENTENCE, OTHER_SENTENCE)) == (claim, True)
    assert set(Evidence.objects.values_list("quote_state", flat=True)) == {"missing"}


def test_a_claim_that_was_reaffirmed_is_put_back_again_when_it_loses_more(
    claim, verify, editor, web, now
):
    web.pages |= {"/antrag": PAGE}
    verify(claim, ("/protokoll", SENTENCE), ("/antrag", OTHER_SENTENCE))
    web.pages["/protokoll"] = PAGE.replace(SENTENCE, "")
    visit()
    visit()
    claim.refresh_from_db()
    change_status(claim, "reaffirm", by=editor, now=now, reason="Steht im Antrag.")

    web.pages["/antrag"] = PAGE.replace(OTHER_SENTENCE, "")
    visit()
    visit()

    assert flags() == [(claim, SENTENCE), (claim, OTHER_SENTENCE)]
