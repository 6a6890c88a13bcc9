"""A sentence that the import set aside becomes a claim when somebody wants it checked."""

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from claims.actions.import_article import import_articles
from claims.actions.track_sentence import track_sentence
from claims.actions.unclaimed_sentences import LONGEST_TEXT, unclaimed_sentences
from claims.extraction.check_worthiness import hand_set
from claims.extraction.extract import VERSION
from claims.models import Claim
from claims.readers.text import read_text

pytestmark = pytest.mark.django_db

PRICE = "Die neue Halle am Hafen kostet die Stadt 12 Millionen Euro."
VIEW = "Das ist wirklich eine wunderbare, mutige Idee."
PLAN = "Nächstes Jahr wird der Hafen wachsen."
TEXT = f"Halle am Hafen\n{PRICE} {VIEW}\nWas kommt danach? {PLAN}"


@pytest.fixture
def read(now):
    def read(text=TEXT):
        draft = replace(read_text(text), language="de")
        return import_articles([draft], by=None, now=now, source="halle.txt")[0].version

    return read


@pytest.fixture
def track(reviewer, now):
    def track(version, words, by=reviewer):
        start = version.text.index(words)
        return track_sentence(version, start=start, end=start + len(words), by=by, now=now)

    return track


def unclaimed(version):
    standing = list(version.claims.standing())
    found = unclaimed_sentences(version, standing=standing, weights=hand_set("de"))
    return [(each.quote, each.kind) for each in found]


def test_opinions_and_predictions_are_the_sentences_without_a_claim(read):
    assert unclaimed(read()) == [(VIEW, "opinion"), (PLAN, "prediction")]


def test_a_tracked_sentence_is_a_new_claim_that_says_who_wanted_it(read, track, reviewer, now):
    version = read()

    claim = track(version, VIEW)

    claim.refresh_from_db()
    assert (claim.status, claim.quote, claim.text) == ("new", VIEW, VIEW)
    assert version.text[claim.start : claim.end] == VIEW
    assert (claim.extractor, claim.kind) == ("person", "event")
    assert (claim.history.get().history_user, claim.history.get().history_date) == (reviewer, now)


def test_it_keeps_what_a_decision_about_it_can_teach(read, track):
    claim = track(read(), VIEW)

    assert (claim.features["opinion"] > 0, claim.features_version) == (True, VERSION)
    assert claim.check_worthiness < 0.5


def test_a_tracked_sentence_is_tracked_once(read, track):
    version = read()

    assert track(version, VIEW) == track(version, VIEW)
    assert unclaimed(version) == [(PLAN, "prediction")]


def test_a_tracked_sentence_stays_a_claim_when_the_article_comes_in_again(read, track):
    claim = track(read(), VIEW)
    read()
    version = read(f"{TEXT}\nEs regnet.")

    claim.refresh_from_db()
    assert (claim.version, claim.orphaned_at) == (version, None)
    assert Claim.objects.filter(quote=VIEW).count() == 1


@pytest.mark.parametrize(
    "words", ["wunderbare, mutige Idee", "Was kommt danach?", "Halle am Hafen"]
)
def test_only_a_sentence_that_was_set_aside_can_be_tracked(read, track, words):
    with pytest.raises(ValidationError, match="no such sentence"):
        track(read(), words)


def test_a_sentence_of_an_older_version_is_not_tracked(read, track):
    old = read()
    read(f"{TEXT}\nEs regnet.")

    with pytest.raises(ValidationError) as refusal:
        track(old, VIEW)

    assert refusal.value.code == "new_version"


def test_a_reporter_does_not_decide_what_is_checked(read, track, reporter):
    with pytest.raises(PermissionDenied):
        track(read(), VIEW, by=reporter)


def test_what_is_longer_than_any_article_is_not_read_for_a_page(read):
    version = read(f"{TEXT}\n" + "Das ist schön. " * (LONGEST_TEXT // 15))

    assert unclaimed(version) == []
