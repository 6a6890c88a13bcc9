"""A claim that its article had lost gets a place again, because a person says so."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from claims.actions.change_status import change_status
from claims.actions.cite_evidence import cite_evidence
from claims.actions.import_article import import_articles
from claims.actions.reanchor_claim import reanchor_claim
from claims.actions.take_step import take_step
from claims.models import Claim, PublishedClaim
from claims.readers.text import read_text

pytestmark = pytest.mark.django_db

TITLE = "Halle am Hafen"
BEFORE = "Die Halle am Hafen kostet die Stadt 12 Millionen Euro."
AFTER = "Die Halle am Hafen kostet die Stadt rund 13 Millionen Euro."
VAGUE = "Die Halle am Hafen ist ja wirklich sehr schön geworden."
VOTE = "Im Mai 2023 beschloss der Rat den Bau mit 31 gegen 12 Stimmen."


@pytest.fixture
def read(now):
    def read(*sentences):
        draft = replace(read_text("\n".join([TITLE, *sentences])), language="de")
        return import_articles([draft], by=None, now=now, source="halle.txt")[0]

    return read


@pytest.fixture
def lost(read):
    """Return the claim about the price, which the newest version words otherwise."""
    claim = read(BEFORE, VOTE).claims[0]
    read(VOTE, AFTER)
    claim.refresh_from_db()
    return claim


@pytest.fixture
def put(editor, now):
    def put(claim, words=AFTER, by=editor, **place):
        version = claim.article.current_version
        start = version.text.index(words)
        span = {"start": start, "end": start + len(words)} | place
        return reanchor_claim(claim, version, **span, by=by, now=now + timedelta(hours=1))

    return put


def verify(claim, reviewer, editor, now):
    change_status(claim, "start_review", by=reviewer, now=now)
    url = "https://archive.example.org/"
    cite_evidence(claim, by=reviewer, url=url, stance="supports", now=now)
    take_step(claim, "submit", by=reviewer, now=now, rating="true", explanation="Belegt.")
    take_step(claim, "confirm", by=editor, now=now)


def test_it_stands_where_a_person_agreed_and_keeps_all_that_was_found_out(lost, put, editor):
    put(lost)

    lost.refresh_from_db()
    version = lost.article.current_version
    assert (lost.version, lost.orphaned_at, lost.quote) == (version, None, AFTER)
    assert version.text[lost.start : lost.end] == AFTER
    assert version.text[: lost.start].endswith(lost.prefix)
    assert lost.text == BEFORE
    assert lost.history.first().history_user == editor


def test_the_claim_that_the_import_made_of_these_words_makes_room(lost, put, editor):
    new = Claim.objects.get(quote=AFTER)

    put(lost)

    new.refresh_from_db()
    assert new.status == "withdrawn"
    change = new.status_changes.get()
    assert change.by == editor
    assert change.reason == "An earlier claim, which the article had lost, stands here again."


def test_it_keeps_its_place_when_the_article_comes_in_again(lost, put, read):
    put(lost)

    result = read(VOTE, AFTER, "Es regnet.")

    lost.refresh_from_db()
    assert (lost.version, lost.orphaned_at) == (result.version, None)
    assert [claim.quote for claim in result.claims] == [VOTE, AFTER]


def test_two_sentences_of_a_claim_are_not_found_anew_when_the_article_comes_in_again(
    lost, put, read
):
    rest = "Das sind 3 Millionen Euro mehr als im Jahr 2020 geplant."
    read(VOTE, f"{AFTER} {rest}")
    put(lost, f"{AFTER} {rest}")
    again = read(VOTE, f"{AFTER} {rest}")
    assert again.created == []
    assert [claim.quote for claim in again.claims] == [VOTE, f"{AFTER} {rest}"]


def test_doing_it_again_changes_nothing(lost, put):
    put(lost)
    edits = lost.history.count()

    put(lost)

    assert lost.history.count() == edits


def test_a_claim_that_somebody_works_on_does_not_make_room(lost, put, reviewer, now):
    change_status(Claim.objects.get(quote=AFTER), "start_review", by=reviewer, now=now)

    with pytest.raises(ValidationError, match="“In review”"):
        put(lost)

    lost.refresh_from_db()
    assert lost.orphaned_at is not None


def test_a_claim_that_stands_in_the_article_is_not_moved(lost, put):
    with pytest.raises(ValidationError, match="stands in the article already"):
        put(Claim.objects.get(quote=VOTE))


@pytest.mark.parametrize(
    "place", [{"start": 0, "end": 0}, {"end": 99_999}, {"start": 14, "end": 15}]
)
def test_it_is_put_at_words_of_the_text_only(lost, put, place):
    with pytest.raises(ValidationError) as refusal:
        put(lost, **place)

    assert refusal.value.code == "no_words"


def test_a_place_in_an_older_version_is_refused(lost, read, editor, now):
    old = lost.article.current_version
    read(VOTE, AFTER, "Es regnet.")

    with pytest.raises(ValidationError) as refusal:
        reanchor_claim(lost, old, start=0, end=5, by=editor, now=now)

    assert refusal.value.code == "new_version"


def test_what_the_public_reads_has_the_new_words(read, put, reviewer, editor, now):
    claim = read(BEFORE, VOTE).claims[0]
    verify(claim, reviewer, editor, now)
    read(VOTE, AFTER)
    claim.refresh_from_db()

    put(claim)

    claim.refresh_from_db()
    assert (claim.status, claim.rating) == ("needs_recheck", "true")
    assert PublishedClaim.objects.get(claim=claim).document["quote"] == AFTER


def test_a_lost_claim_that_was_reaffirmed_goes_back_to_the_desk(
    read, put, reviewer, editor, second_editor, now
):
    claim = read(BEFORE, VOTE).claims[0]
    verify(claim, reviewer, editor, now)
    read(VOTE, AFTER)
    claim.refresh_from_db()
    take_step(claim, "reaffirm", by=second_editor, now=now, reason="Der Preis stimmte damals.")

    put(claim)

    claim.refresh_from_db()
    assert claim.status == "needs_recheck"
    assert claim.status_changes.order_by("id").last().cause == "article_changed"


def test_a_reviewer_does_not_decide_that_other_words_mean_the_same(lost, put, reviewer):
    with pytest.raises(PermissionDenied):
        put(lost, by=reviewer)
