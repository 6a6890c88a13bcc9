"""Which stored copy is meant, and where its record lies."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from claims.actions.cite_evidence import cite_evidence
from claims.actions.take_step import take_step
from claims.models import Evidence, LinkCheck, Snapshot


@pytest.fixture
def evidence(claim_in_review, reviewer, now):
    return cite_evidence(
        claim_in_review, by=reviewer, url="https://archive.example.org/", stance="supports", now=now
    )


@pytest.fixture
def take_copy(evidence, now):
    def take(days=0, **fields):
        taken_at = now + timedelta(days=days)
        visit = LinkCheck.objects.create(
            page=evidence.page, checked_at=taken_at, outcome="alive", link_state="alive"
        )
        return Snapshot.objects.create(visit=visit, page=evidence.page, taken_at=taken_at, **fields)

    return take


def seen():
    return Snapshot.objects.seen_for(Evidence.objects.all()).get().seen_id


def submit(evidence, reviewer, at):
    finding = {"rating": "true", "explanation": "So steht es dort."}
    take_step(evidence.claim, "submit", by=reviewer, now=at, **finding)


def test_a_page_without_a_copy_was_never_kept_as_seen(evidence):
    assert seen() is None


def test_reviewers_of_an_open_claim_see_the_first_copy(take_copy):
    first = take_copy(1)
    take_copy(2)

    assert seen() == first.pk


def test_the_last_copy_before_the_rating_is_what_was_seen(evidence, take_copy, reviewer, now):
    take_copy(1)
    before = take_copy(2)
    submit(evidence, reviewer, now + timedelta(days=3))
    take_copy(4)

    assert seen() == before.pk


def test_whoever_confirms_sees_the_copy_of_that_day(evidence, take_copy, reviewer, editor, now):
    take_copy(1)
    submit(evidence, reviewer, now + timedelta(days=2))
    at_the_confirmation = take_copy(3)
    take_step(evidence.claim, "confirm", by=editor, now=now + timedelta(days=3))
    take_copy(4)

    assert seen() == at_the_confirmation.pk


def test_flagging_a_claim_is_not_looking_at_its_page(evidence, take_copy, reviewer, editor, now):
    at_the_confirmation = take_copy(1)
    submit(evidence, reviewer, now + timedelta(days=2))
    take_step(evidence.claim, "confirm", by=editor, now=now + timedelta(days=2))
    take_copy(3)
    take_step(
        evidence.claim, "flag", by=reviewer, now=now + timedelta(days=4), reason="Neue Zahlen."
    )

    assert seen() == at_the_confirmation.pk


def test_a_claim_that_was_rated_before_the_first_copy_has_that_one(
    evidence, take_copy, reviewer, now
):
    submit(evidence, reviewer, now)
    first = take_copy(1)
    take_copy(2)

    assert seen() == first.pk


def test_a_record_is_cut_from_the_file_it_shares(take_copy, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    file = ContentFile(b"first second third", name="visits.warc.gz")

    snapshot = take_copy(warc=file, record_offset=6, record_bytes=6)

    assert snapshot.record() == b"second"


def test_a_copy_with_a_file_of_its_own_is_the_whole_file(take_copy, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path

    snapshot = take_copy(warc=ContentFile(b"first", name="visit.warc.gz"))

    assert snapshot.record() == b"first"


@pytest.mark.parametrize("span", [{"record_offset": 6}, {"record_bytes": 6}])
def test_a_record_with_half_a_span_is_refused(take_copy, span):
    with pytest.raises(IntegrityError), transaction.atomic():
        take_copy(warc="visits.warc.gz", **span)
