"""Looking at a page that keeps robots out."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from claims.actions.cite_evidence import cite_evidence
from claims.actions.mark_seen import mark_seen
from claims.models import CitedPage, LinkCheck, Sighting
from claims.vocabulary import Role


@pytest.fixture
def visit(claim, reviewer, now):
    """Return what visits the cited page and finds it in a state, blocked if nothing is said."""
    evidence = cite_evidence(
        claim, by=reviewer, url="https://archive.example.org/", stance="supports", now=now
    )

    def find(days=0, state="blocked"):
        at = now + timedelta(days=days)
        LinkCheck.objects.create(
            page=evidence.page, checked_at=at, outcome="blocked", link_state=state
        )
        CitedPage.objects.update(link_state=state, last_checked_at=at)
        return CitedPage.objects.get()

    return find


@pytest.fixture
def page(visit):
    return visit()


def waiting():
    return [*Sighting.objects.missing_from(CitedPage.objects.all())]


def test_what_a_person_saw_is_kept_with_who_and_when(page, reporter, now):
    mark_seen(page, by=reporter, saw="quote_there", note=" Absatz 3. ", now=now)

    seen = Sighting.objects.get()
    assert (seen.page, seen.saw, seen.note, seen.by, seen.at) == (
        page,
        "quote_there",
        "Absatz 3.",
        reporter,
        now,
    )


def test_neither_page_nor_claim_change_by_it(page, claim, reporter, now):
    mark_seen(page, by=reporter, saw="gone", now=now)

    claim.refresh_from_db()
    assert (CitedPage.objects.get().link_state, claim.status) == ("blocked", "new")


@pytest.mark.parametrize("saw", ["", "vielleicht"])
def test_whoever_looked_says_what_there_was(page, reporter, now, saw):
    with pytest.raises(ValidationError, match="Say what you saw"):
        mark_seen(page, by=reporter, saw=saw, now=now)


@pytest.mark.parametrize("state", ["alive", "dead", "failing"])
def test_only_a_blocked_page_is_looked_at_by_hand(page, visit, reporter, now, state):
    visit(1, state)

    with pytest.raises(ValidationError, match="no longer blocked"):
        mark_seen(page, by=reporter, saw="fine", now=now)


@pytest.mark.parametrize("role", [Role.REPORTER, Role.REVIEWER, Role.EDITOR])
def test_whoever_works_with_claims_may_say_what_he_saw(page, make_person, now, role):
    mark_seen(page, by=make_person("pia", role), saw="fine", now=now)

    assert Sighting.objects.exists()


def test_an_administrator_looks_at_no_pages(page, administrator, now):
    with pytest.raises(PermissionDenied):
        mark_seen(page, by=administrator, saw="fine", now=now)


def test_a_blocked_page_waits_for_a_person(page):
    assert waiting() == [page]


def test_a_page_that_somebody_saw_waits_no_longer(page, reporter, now):
    mark_seen(page, by=reporter, saw="fine", now=now)

    assert waiting() == []


@pytest.mark.parametrize(("days", "waits"), [(29, False), (31, True)])
def test_a_page_waits_again_when_it_is_blocked_after_thirty_days(
    page, visit, reporter, now, days, waits
):
    mark_seen(page, by=reporter, saw="fine", now=now)

    visit(days)

    assert bool(waiting()) is waits


def test_a_page_that_was_open_meanwhile_waits_again(page, visit, reporter, now):
    mark_seen(page, by=reporter, saw="fine", now=now)

    visit(1, "alive")
    visit(2)

    assert len(waiting()) == 1


def test_a_page_seen_again_after_it_was_open_waits_no_longer(page, visit, reporter, now):
    mark_seen(page, by=reporter, saw="fine", now=now)
    visit(1, "alive")
    mark_seen(visit(2), by=reporter, saw="fine", now=now + timedelta(days=3))

    assert waiting() == []


@pytest.mark.parametrize("state", ["alive", "failing", "dead", "unsafe"])
def test_a_page_that_is_not_blocked_does_not_wait(visit, state):
    visit(0, state)

    assert waiting() == []


def test_a_page_that_no_claim_relies_on_does_not_wait(page):
    CitedPage.objects.update(next_check_at=None)

    assert waiting() == []
