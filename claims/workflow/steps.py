"""Which steps a person may take with a claim now, and what stands in the way of the others."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims.workflow.guards import reviewed_by_someone_else
from claims.workflow.permissions import may
from claims.workflow.transitions import TRANSITIONS, Transition

if TYPE_CHECKING:
    from claims.models import Claim, Person


@dataclass(frozen=True)
class Step:
    """A transition within a person's role; `obstacle` is "" when it may be taken now.

    `doubt` is a sentence that says why it needs a reason, "" without one. `overrides` marks
    the step of a superuser past the two-person rule: it needs a reason, and the history
    says so.
    """

    transition: Transition
    obstacle: str = ""
    doubt: str = ""
    overrides: bool = False

    @property
    def needs_reason(self) -> bool:
        return self.transition.needs_reason or self.overrides or bool(self.doubt)


def steps_for(claim: "Claim", person: "Person") -> list[Step]:
    """List the steps out of the claim's status that the person's role permits."""
    return [
        step_of(transition, claim, person)
        for transition in TRANSITIONS
        if claim.status in transition.sources and may(person, transition.permission)
    ]


def step_of(transition: Transition, claim: "Claim", by: "Person | None") -> Step:
    """Weigh the transition's guards for this claim and this person (None is the system)."""
    overrides = False
    for guard in transition.guards:
        obstacle = guard(claim, by)
        if not obstacle:
            continue
        if guard is not reviewed_by_someone_else or by is None or not by.is_superuser:
            return Step(transition, obstacle)
        overrides = True
    doubts = (doubt(claim, by) for doubt in transition.doubts)
    return Step(transition, doubt=next(filter(None, doubts), ""), overrides=overrides)
