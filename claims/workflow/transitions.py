"""The steps a claim can take, as a table.

Buttons, permission checks, API errors, the diagram in docs/workflow.md and the tests
are all read from it.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from claims.vocabulary import Status
from claims.workflow.guards import (
    Guard,
    has_evidence,
    has_explanation,
    has_no_lost_evidence,
    has_rating,
    reviewed_by_someone_else,
)
from claims.workflow.permissions import Permission


@dataclass(frozen=True)
class Transition:
    """One step: from any of `sources` to `target`, for those who hold `permission`.

    What `guards` ask for must hold; what `doubts` ask for may be passed over with a reason.
    """

    name: str
    sources: tuple[Status, ...]
    target: Status
    permission: Permission
    label: Promise
    guards: tuple[Guard, ...] = ()
    doubts: tuple[Guard, ...] = ()
    needs_reason: bool = False
    by_system: bool = False


_FINISHED = (has_rating, has_explanation, has_evidence)

TRANSITIONS = (
    Transition(
        "start_review",
        (Status.NEW,),
        Status.IN_REVIEW,
        Permission.REVIEW_CLAIM,
        _("Start review"),
    ),
    Transition(
        "dismiss",
        (Status.NEW, Status.IN_REVIEW),
        Status.NOT_CHECKABLE,
        Permission.REVIEW_CLAIM,
        _("Not checkable"),
        needs_reason=True,
    ),
    Transition(
        "submit",
        (Status.IN_REVIEW,),
        Status.AWAITING_SECOND_REVIEW,
        Permission.REVIEW_CLAIM,
        _("Submit for second review"),
        guards=_FINISHED,
    ),
    Transition(
        "confirm",
        (Status.AWAITING_SECOND_REVIEW,),
        Status.VERIFIED,
        Permission.CONFIRM_CLAIM,
        _("Confirm rating"),
        guards=(*_FINISHED, reviewed_by_someone_else),
        # Nobody would be told later: the visits flag what they lose, once.
        doubts=(has_no_lost_evidence,),
    ),
    Transition(
        "send_back",
        (Status.AWAITING_SECOND_REVIEW,),
        Status.IN_REVIEW,
        Permission.CONFIRM_CLAIM,
        _("Send back"),
        needs_reason=True,
    ),
    Transition(
        "flag",
        (Status.VERIFIED,),
        Status.NEEDS_RECHECK,
        Permission.REVIEW_CLAIM,
        _("Flag for re-check"),
        needs_reason=True,
        by_system=True,
    ),
    Transition(
        "reaffirm",
        (Status.NEEDS_RECHECK,),
        Status.VERIFIED,
        Permission.CONFIRM_CLAIM,
        _("Reaffirm rating"),
        guards=(*_FINISHED, reviewed_by_someone_else),
        needs_reason=True,
    ),
    Transition(
        "reopen",
        (Status.NEEDS_RECHECK, Status.NOT_CHECKABLE, Status.WITHDRAWN),
        Status.IN_REVIEW,
        Permission.REVIEW_CLAIM,
        _("Reopen"),
        needs_reason=True,
    ),
    Transition(
        "withdraw",
        tuple(status for status in Status if status is not Status.WITHDRAWN),
        Status.WITHDRAWN,
        Permission.CONFIRM_CLAIM,
        _("Withdraw"),
        needs_reason=True,
    ),
)

_BY_NAME = {transition.name: transition for transition in TRANSITIONS}


def transition_named(name: str) -> Transition:
    """Return the transition of that name; raises KeyError when there is none."""
    return _BY_NAME[name]
