"""Linking a claim to the one that it repeats."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from claims.actions.change_status import change_status
from claims.actions.link_repeat import link_repeat
from claims.models import Claim


@pytest.fixture
def three(make_claim):
    return [make_claim(quote) for quote in ("Die Stadt", "zwölf neue Busse", "Eva Roth")]


def refused(claim, earlier, **who):
    with pytest.raises(ValidationError) as refusal:
        link_repeat(claim, earlier, **who)
    claim.refresh_from_db()
    assert claim.repeats is None
    return refusal.value.message_dict["repeats"]


def test_a_reviewer_links_and_unlinks_and_history_keeps_both(three, reviewer, now):
    claim, earlier, _ = three

    link_repeat(claim, earlier, by=reviewer, now=now)
    link_repeat(claim, None, by=reviewer, now=now)

    rows = claim.history.order_by("history_id").values_list("repeats", "history_user")
    assert list(rows)[1:] == [(earlier.pk, reviewer.pk), (None, reviewer.pk)]


def test_linking_twice_leaves_one_row_in_the_history(three, reviewer, now):
    claim, earlier, _ = three
    link_repeat(claim, earlier, by=reviewer, now=now)
    link_repeat(claim, earlier, by=reviewer, now=now)

    assert claim.history.filter(repeats=earlier).count() == 1


def test_nothing_of_the_verdict_is_copied(three, reviewer, now):
    claim, earlier, _ = three
    change_status(earlier, "start_review", by=reviewer, now=now)

    link_repeat(claim, earlier, by=reviewer, now=now)

    claim.refresh_from_db()
    assert (claim.status, claim.rating) == ("new", "")


def test_a_reporter_cannot_link(three, reporter, now):
    claim, earlier, _ = three
    with pytest.raises(PermissionDenied):
        link_repeat(claim, earlier, by=reporter, now=now)


def test_a_claim_does_not_repeat_itself(claim, reviewer, now):
    assert refused(claim, claim, by=reviewer, now=now) == ["A claim does not repeat itself."]


def test_a_withdrawn_claim_is_nothing_to_repeat(three, reviewer, editor, now):
    claim, earlier, _ = three
    change_status(earlier, "withdraw", by=editor, now=now, reason="Doppelt.")

    assert refused(claim, earlier, by=reviewer, now=now) == [
        "A withdrawn claim is nothing to repeat."
    ]


@pytest.mark.parametrize("length", [2, 3])
def test_claims_do_not_repeat_each_other_in_a_circle(three, reviewer, now, length):
    first, *rest = three[:length]
    for claim, earlier in zip(rest, three, strict=False):
        link_repeat(claim, earlier, by=reviewer, now=now)

    assert refused(first, rest[-1], by=reviewer, now=now) == [
        "That claim repeats this one already."
    ]


def test_a_circle_of_old_can_be_opened(three, reviewer, now):
    one, other, free = three
    Claim.objects.filter(pk=one.pk).update(repeats=other)
    Claim.objects.filter(pk=other.pk).update(repeats=one)

    link_repeat(free, one, by=reviewer, now=now)
    link_repeat(one, None, by=reviewer, now=now)

    assert (free.repeats, one.repeats) == (one, None)


def test_a_public_claim_names_what_it_repeats_at_once(make_claim, three, reviewer, editor, now):
    claim, earlier, _ = three
    Claim.objects.filter(pk=claim.pk).update(
        status="verified",
        rating="true",
        rated_by=reviewer,
        explanation="So steht es im Haushalt.",
        explained_by=reviewer,
        verified_by=editor,
        verified_at=now,
    )

    link_repeat(claim, earlier, by=reviewer, now=now)

    claim.refresh_from_db()
    assert claim.published.document["repeats"] == str(earlier.pk)
