"""Visits to cited pages, and what people do at the same moment."""

from datetime import timedelta

import pytest

from claims.actions.change_status import change_status
from claims.actions.check_now import check_now
from claims.actions.cite_evidence import cite_evidence
from claims.actions.import_article import import_articles
from claims.models import CitedPage, Claim, Evidence, LinkCheck, StatusChange
from claims.readers.draft import DraftArticle, DraftClaim, DraftEvidence
from claims.readers.text import read_text
from claims.vocabulary import Stance
from tests.concurrency.conftest import PAGE, ROTTEN_PAGE, SENTENCE, URL
from tests.concurrency.race import at_once, race

pytestmark = [pytest.mark.services("postgresql"), pytest.mark.django_db(transaction=True)]

BOTH_WAYS = pytest.mark.parametrize("visit_first", [True, False])
OTHER_SENTENCE = "Sie kosten laut Bürgermeisterin Eva Roth 4,8 Millionen Euro."


def in_turn(visit, step, *, visit_first):
    return (visit, step) if visit_first else (step, visit)


def article_citing(*urls):
    """An article of one claim that names these sources, in this order."""
    text = "Der Hafen Kiel zahlt 12 Millionen Euro für die neue Halle."
    evidence = tuple(DraftEvidence(url, Stance.CONTEXT) for url in urls)
    claim = DraftClaim(quote=text, start=0, end=len(text), text=text, evidence=evidence)
    return DraftArticle(text=text, title="Halle", language="de", claims=(claim,))


def assert_none_failed(results):
    assert [result for result in results if isinstance(result, Exception)] == []


@BOTH_WAYS
def test_a_page_of_a_claim_withdrawn_during_its_visit_is_not_visited_again(
    visit_first, verified, page, editor, begin_visit, now
):
    record = begin_visit(page, now=now)
    shown = Claim.objects.get()

    def withdraw():
        return change_status(shown, "withdraw", by=editor, now=now, reason="Doppelt.")

    assert_none_failed(race(*in_turn(record, withdraw, visit_first=visit_first), over=verified))

    page.refresh_from_db()
    assert LinkCheck.objects.get().outcome == "alive"
    assert page.next_check_at is None


@BOTH_WAYS
def test_a_claim_confirmed_while_its_evidence_is_found_lost_never_stands_on_it(
    visit_first, awaiting, editor, begin_visit, now
):
    page = CitedPage.objects.get(url=URL)
    record = begin_visit(page, now=now, body=PAGE.replace("bestellt", "nicht bestellt"))
    shown = Claim.objects.get()

    def confirm():
        return change_status(shown, "confirm", by=editor, now=now)

    race(*in_turn(record, confirm, visit_first=visit_first), over=awaiting)

    status = "awaiting_second_review" if visit_first else "needs_recheck"
    assert (Claim.objects.get().status, Evidence.objects.get().quote_state) == (status, "altered")


@BOTH_WAYS
def test_a_claim_withdrawn_while_its_evidence_is_found_lost_stays_withdrawn(
    visit_first, verified, page, editor, begin_visit, now
):
    Evidence.objects.update(quote_misses=1)
    record = begin_visit(page, now=now, body=ROTTEN_PAGE)
    shown = Claim.objects.get()

    def withdraw():
        return change_status(shown, "withdraw", by=editor, now=now, reason="Doppelt.")

    assert_none_failed(race(*in_turn(record, withdraw, visit_first=visit_first), over=verified))

    steps = StatusChange.objects.values_list("transition", flat=True)
    verified.refresh_from_db()
    assert (verified.status, Evidence.objects.get().quote_state) == ("withdrawn", "missing")
    assert list(steps)[3:] == (["flag", "withdraw"] if visit_first else ["withdraw"])


@BOTH_WAYS
def test_a_check_asked_for_during_a_visit_is_made_after_it(
    visit_first, page, reviewer, begin_visit, now
):
    record = begin_visit(page, now=now)
    shown, asked_at = CitedPage.objects.get(), now + timedelta(seconds=5)

    def ask():
        return check_now(shown, by=reviewer, now=asked_at)

    assert_none_failed(race(*in_turn(record, ask, visit_first=visit_first), over=page))

    page.refresh_from_db()
    assert (page.next_check_at, page.link_state) == (asked_at, "alive")


@BOTH_WAYS
def test_a_page_cited_anew_during_its_visit_is_visited_again_for_the_new_passage(
    visit_first, page, make_claim, reporter, begin_visit, now
):
    record = begin_visit(page, now=now)
    other, cited_at = make_claim(OTHER_SENTENCE), now + timedelta(seconds=5)

    def cite():
        return cite_evidence(
            other, by=reporter, url=URL, stance="context", quote="zwei Stunden", now=cited_at
        )

    assert_none_failed(race(*in_turn(record, cite, visit_first=visit_first), over=page))

    page.refresh_from_db()
    states = Evidence.objects.values_list("quote", "quote_state")
    assert page.next_check_at == cited_at
    assert dict(states) == {SENTENCE: "found", "zwei Stunden": "unknown"}


@BOTH_WAYS
def test_a_page_cited_anew_while_its_last_claim_is_withdrawn_stays_due(
    visit_first, verified, page, make_claim, editor, reporter, now
):
    shown, other = Claim.objects.get(), make_claim(OTHER_SENTENCE)

    def withdraw():
        return change_status(shown, "withdraw", by=editor, now=now, reason="Doppelt.")

    def cite():
        return cite_evidence(other, by=reporter, url=URL, stance="context", now=now)

    assert_none_failed(race(*in_turn(withdraw, cite, visit_first=visit_first), over=page))

    page.refresh_from_db()
    assert page.next_check_at == now


def test_an_import_that_cites_pages_and_a_visit_that_loses_the_last_of_them_get_on(
    verified, page, reviewer, editor, begin_visit, now
):
    """The import takes pages by key; a visit that came to the last must want none before it."""
    change_status(verified, "flag", by=editor, now=now, reason="Noch zwei Belege.")
    urls = ["https://stadt.example/etat", "https://stadt.example/haushalt"]
    between, last = (
        cite_evidence(verified, by=reviewer, url=url, stance="supports", quote=SENTENCE, now=now)
        for url in urls
    )
    change_status(verified, "reaffirm", by=editor, now=now, reason="Steht.")
    Evidence.objects.update(quote_misses=1)
    record = begin_visit(last.page, now=now, body=ROTTEN_PAGE)
    draft = article_citing(URL, *urls)

    def read():
        return import_articles([draft], by=None, now=now)

    assert_none_failed(race(read, record, over=between.page))

    verified.refresh_from_db()
    assert verified.status == "needs_recheck"


def test_a_claim_that_two_workers_find_lost_at_once_is_put_back_once(
    verified, page, reviewer, editor, begin_visit, now
):
    change_status(verified, "flag", by=editor, now=now, reason="Noch ein Beleg.")
    other = cite_evidence(
        verified,
        by=reviewer,
        url="https://kreis.example/protokoll",
        stance="supports",
        quote=SENTENCE,
        now=now,
    )
    change_status(verified, "reaffirm", by=editor, now=now, reason="Steht.")
    Evidence.objects.update(quote_misses=1)
    here = begin_visit(page, now=now, body=ROTTEN_PAGE)
    there = begin_visit(other.page, now=now, body=ROTTEN_PAGE)

    assert_none_failed(race(here, there, over=verified))

    by_system = StatusChange.objects.filter(transition="flag", by=None)
    assert [change.evidence.page for change in by_system] == [page]
    assert set(Evidence.objects.values_list("quote_state", flat=True)) == {"missing"}


def test_imports_and_visits_of_the_same_claims_run_beside_each_other(begin_visit, now):
    """What they lock is the same and the text's order is not that of the keys."""
    sentences = [
        f"Die Gemeinde Nummer {n} zahlt {n},5 Millionen Euro für {n} Busse." for n in range(2, 32)
    ]
    text = "\n".join(["Busse im ganzen Land", *sentences])
    (first,) = import_articles([read_text(text)], by=None, now=now)
    for claim in first.claims:
        cite_evidence(claim, by=None, url=URL, stance="context", now=now)
    page = CitedPage.objects.get()

    for turn in range(12):
        at = now + timedelta(hours=turn)
        draft = read_text(f"{text}\nWir bleiben dran{'!' * turn}")
        assert_none_failed(
            at_once(
                lambda draft=draft, at=at: import_articles([draft], by=None, now=at),
                begin_visit(page, now=at),
            )
        )

    assert (LinkCheck.objects.count(), Claim.objects.count()) == (12, len(first.claims))
