from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from simple_history.utils import bulk_update_with_history

from claims.actions.notify import notify
from claims.actions.publish_claim import publish_claim
from claims.actions.record_correction import record_correction
from claims.actions.schedule_pages import schedule_pages
from claims.models import Claim, Evidence, Person, StatusChange
from claims.vocabulary import PUBLIC_STATUSES, RELYING_STATUSES, Cause, Status
from claims.workflow.guards import reviewed_by_someone_else
from claims.workflow.permissions import require
from claims.workflow.steps import Step, step_of
from claims.workflow.transitions import Transition, transition_named


@transaction.atomic
def change_status(
    claim: Claim,
    transition: str,
    *,
    by: Person | None,
    now: datetime,
    reason: str = "",
    cause: str = "",
    evidence: Evidence | None = None,
) -> StatusChange:
    """Take one step of the workflow: the only writer of a claim's status.

    `by` is None when the system takes the step; then `cause` and `evidence` say why.
    The claim is read again under a lock, so that of two people who press at once the
    second is told what happened. Raises PermissionDenied when this person may not take
    the step, and ValidationError, with a `code`, when the claim cannot take it.
    """
    claim.refresh_from_db(from_queryset=Claim.objects.select_for_update())
    change = _step_taken(claim, transition, by, now, reason.strip(), cause, evidence)
    claim.save_edit(by=by, at=now)
    change.save()
    record_correction(change)
    _reschedule(change, now)
    publish_claim(claim, now=now)
    notify(change, now=now)
    return change


@dataclass(frozen=True)
class Flag:
    """That a claim which the caller has locked and read goes back on the desk, and why."""

    claim: Claim
    cause: Cause
    evidence: Evidence
    at: datetime


def flag_claims(flags: Sequence[Flag]) -> list[StatusChange]:
    """Take the system's step with many claims, in a handful of statements.

    As `change_status` for each, but nobody is told: the caller publishes the claims and
    notifies their watchers together.
    """
    changes = [
        _step_taken(flag.claim, "flag", None, flag.at, cause=flag.cause, evidence=flag.evidence)
        for flag in flags
    ]
    for flag in flags:
        flag.claim._history_date, flag.claim._history_user = flag.at, None
    _save_flagged([flag.claim for flag in flags])
    return StatusChange.objects.bulk_create(changes)


def _save_flagged(claims: Sequence[Claim]) -> None:
    # Upserts of rows that are there and locked: a bulk_update takes five times as long.
    Claim.objects.bulk_create(
        claims,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["status", "updated_at"],
    )
    bulk_update_with_history(claims, Claim, [])  # only the history is left to be written


def _step_taken(
    claim: Claim,
    transition: str,
    by: Person | None,
    now: datetime,
    reason: str = "",
    cause: str = "",
    evidence: Evidence | None = None,
) -> StatusChange:
    """Take one step with a claim; neither it nor the row of its history is saved yet."""
    step = _permitted_step(claim, _known_transition(transition), by, reason or cause)
    from_status = _move(claim, step, by, now)
    return StatusChange(
        claim=claim,
        transition=step.transition.name,
        from_status=from_status,
        to_status=claim.status,
        by=by,
        at=now,
        reason=reason,
        cause=cause,
        evidence=evidence,
        rating=claim.rating,
        explanation=claim.explanation,
        overridden=step.overrides,
    )


def _known_transition(name: str) -> Transition:
    try:
        return transition_named(name)
    except KeyError:
        raise ValidationError(
            _("There is no step called “%(name)s”."), code="unknown", params={"name": name}
        ) from None


def _permitted_step(claim: Claim, transition: Transition, by: Person | None, reason: str) -> Step:
    require(by, transition.permission)
    if by is None and not transition.by_system:
        raise PermissionDenied(_("Only a person can take this step."))
    _require_source(claim, transition)
    step = step_of(transition, claim, by)
    if step.obstacle:
        _refuse(claim, step, by)
    if step.overrides and not reason:
        raise PermissionDenied(
            f"{reviewed_by_someone_else(claim, by)} "
            + _("An administrator may override this rule, but only with a reason.")
        )
    if step.needs_reason and not reason:
        raise ValidationError({"reason": step.doubt or _("Give a reason.")}, code="required")
    return step


def _require_source(claim: Claim, transition: Transition) -> None:
    if claim.status not in transition.sources:
        raise ValidationError(
            _("“%(step)s” is not possible: the claim is “%(status)s” now."),
            code="wrong_status",
            params={"step": transition.label, "status": claim.get_status_display()},
        )


def _refuse(claim: Claim, step: Step, by: Person | None) -> None:
    if step.obstacle == reviewed_by_someone_else(claim, by):
        raise PermissionDenied(step.obstacle)
    raise ValidationError(step.obstacle, code="not_ready")


def _move(claim: Claim, step: Step, by: Person | None, now: datetime) -> str:
    """Give the claim its new status and what goes with it; return the old one."""
    from_status, claim.status = claim.status, step.transition.target.value
    if claim.status == Status.VERIFIED:
        claim.verified_by, claim.verified_at = by, now
        claim.second_person_waived = step.overrides
    elif claim.status not in PUBLIC_STATUSES:
        claim.verified_by, claim.verified_at = None, None
    if step.transition.name == "start_review" and claim.assigned_to is None:
        claim.assigned_to = by
    return from_status


def _reschedule(change: StatusChange, now: datetime) -> None:
    """Begin or end the visits to the claim's pages, if the step makes it rely on them or not.

    Otherwise no page is locked.
    """
    if (change.from_status in RELYING_STATUSES) != (change.to_status in RELYING_STATUSES):
        schedule_pages(change.claim, now=now)
