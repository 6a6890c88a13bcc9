from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from claims.actions.change_status import change_status
from claims.actions.cite_evidence import cite_evidence
from claims.actions.rate_claim import rate_claim
from claims.models import Claim, Correction, PublishedClaim, StatusChange
from claims.vocabulary import Cause

PERMITTED = {
    ("new", "start_review"): {"reviewer", "editor"},
    ("new", "dismiss"): {"reviewer", "editor"},
    ("new", "withdraw"): {"editor"},
    ("in_review", "dismiss"): {"reviewer", "editor"},
    ("in_review", "submit"): {"reviewer", "editor"},
    ("in_review", "withdraw"): {"editor"},
    ("awaiting_second_review", "confirm"): {"editor"},
    ("awaiting_second_review", "send_back"): {"editor"},
    ("awaiting_second_review", "withdraw"): {"editor"},
    ("verified", "flag"): {"reviewer", "editor", "system"},
    ("verified", "withdraw"): {"editor"},
    ("needs_recheck", "reaffirm"): {"editor"},
    ("needs_recheck", "reopen"): {"reviewer", "editor"},
    ("needs_recheck", "withdraw"): {"editor"},
    ("not_checkable", "reopen"): {"reviewer", "editor"},
    ("not_checkable", "withdraw"): {"editor"},
    ("withdrawn", "reopen"): {"reviewer", "editor"},
}
STATUSES = [
    "new",
    "in_review",
    "awaiting_second_review",
    "verified",
    "needs_recheck",
    "not_checkable",
    "withdrawn",
]
STEPS = [
    "start_review",
    "dismiss",
    "submit",
    "confirm",
    "send_back",
    "flag",
    "reaffirm",
    "reopen",
    "withdraw",
]
WAY = {
    "new": [],
    "in_review": ["start_review"],
    "awaiting_second_review": ["start_review", "submit"],
    "verified": ["start_review", "submit", "confirm"],
    "needs_recheck": ["start_review", "submit", "confirm", "flag"],
    "not_checkable": ["dismiss"],
    "withdrawn": ["withdraw"],
}


@pytest.fixture
def claim_at(claim, reviewer, editor, now):
    """Walk the claim to a status: Ria rates it, Edda confirms."""

    def walk(status: str) -> Claim:
        for step in WAY[status]:
            by = editor if step in ("confirm", "withdraw") else reviewer
            change_status(claim, step, by=by, now=now, reason="Darum.")
            if step == "start_review":
                finish(claim, reviewer, now)
        return claim

    return walk


def finish(claim, reviewer, now):
    rate_claim(claim, by=reviewer, rating="true", explanation="Im Haushalt belegt.", now=now)
    cite_evidence(
        claim, by=reviewer, url="https://stadt.example/haushalt", stance="supports", now=now
    )


@pytest.mark.parametrize("actor", ["reporter", "reviewer", "editor", "administrator", "system"])
@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("status", STATUSES)
def test_a_step_is_open_to_the_roles_of_the_table_alone(
    status, step, actor, claim_at, make_person, now
):
    claim = claim_at(status)
    by = None if actor == "system" else make_person("paul", actor)

    if actor in PERMITTED.get((status, step), set()):
        assert change_status(claim, step, by=by, now=now, reason="Darum.").transition == step
    else:
        with pytest.raises((PermissionDenied, ValidationError)):
            change_status(claim, step, by=by, now=now, reason="Darum.")
        assert Claim.objects.get().status == status


def test_a_rater_cannot_confirm_even_as_an_editor(claim, editor, now):
    change_status(claim, "start_review", by=editor, now=now)
    finish(claim, editor, now)
    change_status(claim, "submit", by=editor, now=now)

    with pytest.raises(PermissionDenied, match="someone else must confirm"):
        change_status(claim, "confirm", by=editor, now=now)

    assert Claim.objects.get().status == "awaiting_second_review"


def test_whoever_edited_the_explanation_last_cannot_confirm(claim_at, reviewer, editor, now):
    claim = claim_at("in_review")
    rate_claim(claim, by=editor, rating="true", explanation="Im Haushalt, Seite 3.", now=now)
    change_status(claim, "submit", by=reviewer, now=now)

    with pytest.raises(PermissionDenied, match="someone else must confirm"):
        change_status(claim, "confirm", by=editor, now=now)


def test_a_superuser_overrides_the_two_person_rule_only_with_a_reason(claim, superuser, now):
    change_status(claim, "start_review", by=superuser, now=now)
    finish(claim, superuser, now)
    change_status(claim, "submit", by=superuser, now=now)

    with pytest.raises(PermissionDenied, match="only with a reason"):
        change_status(claim, "confirm", by=superuser, now=now)
    change = change_status(claim, "confirm", by=superuser, now=now, reason="Nachtdienst allein.")

    assert change.overridden
    assert StatusChange.objects.get(transition="confirm").reason == "Nachtdienst allein."


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [
        ("rating", "Rate the claim first"),
        ("explanation", "Explain the rating first"),
        ("evidence", "Add at least one piece of evidence"),
    ],
)
def test_an_unfinished_claim_cannot_be_submitted(claim_in_review, reviewer, now, missing, sentence):
    claim = claim_in_review
    rate_claim(
        claim,
        by=reviewer,
        rating="" if missing == "rating" else "true",
        explanation="" if missing == "explanation" else "Belegt.",
        now=now,
    )
    if missing != "evidence":
        cite_evidence(claim, by=reviewer, url="https://stadt.example/", stance="supports", now=now)

    with pytest.raises(ValidationError, match=sentence):
        change_status(claim, "submit", by=reviewer, now=now)


@pytest.mark.parametrize(
    ("status", "step"),
    [
        ("new", "dismiss"),
        ("awaiting_second_review", "send_back"),
        ("verified", "flag"),
        ("needs_recheck", "reaffirm"),
        ("needs_recheck", "reopen"),
        ("new", "withdraw"),
    ],
)
def test_a_step_back_needs_a_reason(claim_at, second_editor, now, status, step):
    claim = claim_at(status)

    with pytest.raises(ValidationError, match="Give a reason"):
        change_status(claim, step, by=second_editor, now=now, reason="  ")


def test_an_unknown_step_is_named(claim, editor, now):
    with pytest.raises(ValidationError, match="no step called “befördern”"):
        change_status(claim, "befördern", by=editor, now=now)


def test_every_step_leaves_a_row_with_what_stood_then(claim_at, editor, now):
    claim_at("verified")

    change = StatusChange.objects.get(transition="confirm")

    assert (change.from_status, change.to_status, change.by, change.at, change.rating) == (
        "awaiting_second_review",
        "verified",
        editor,
        now,
        "true",
    )


def test_a_claim_is_public_from_its_confirmation_to_its_withdrawal(claim_at, editor, now):
    claim = claim_at("verified")
    assert PublishedClaim.objects.get().document["status"] == "verified"

    change_status(claim, "withdraw", by=editor, now=now, reason="Doppelt.")

    assert not PublishedClaim.objects.exists()


def test_a_flagged_claim_stays_public_and_says_so(claim_at, now):
    claim = claim_at("verified")

    change_status(claim, "flag", by=None, now=now, cause=Cause.ARTICLE_CHANGED)

    assert PublishedClaim.objects.get().document["status"] == "needs_recheck"


def test_another_finding_after_a_recheck_is_a_public_correction(claim_at, reviewer, editor, now):
    claim = claim_at("needs_recheck")
    change_status(claim, "reopen", by=reviewer, now=now, reason="Der Haushalt wurde geändert.")
    rate_claim(claim, by=reviewer, rating="false", explanation="Es sind zehn.", now=now)
    change_status(claim, "submit", by=reviewer, now=now)
    change_status(claim, "confirm", by=editor, now=now)

    correction = Correction.objects.get()

    assert (correction.rating_before, correction.rating_after) == ("true", "false")
    assert correction.explanation_before == "Im Haushalt belegt."
    assert correction.reason == "Der Haushalt wurde geändert."


def test_the_same_finding_confirmed_again_corrects_nothing(claim_at, editor, now):
    claim = claim_at("needs_recheck")

    change_status(claim, "reaffirm", by=editor, now=now, reason="Im Archiv nachgesehen.")

    assert not Correction.objects.exists()


def test_pages_are_visited_as_long_as_the_verdict_stands(claim_at, editor, now):
    claim = claim_at("verified")
    page = claim.evidence.get().page
    assert page.next_check_at == now

    change_status(claim, "withdraw", by=editor, now=now, reason="Doppelt.")
    page.refresh_from_db()
    assert page.next_check_at is None

    change_status(claim, "reopen", by=editor, now=now + timedelta(days=1), reason="Doch nicht.")
    page.refresh_from_db()
    assert page.next_check_at == now + timedelta(days=1)
