"""A claim's whole history as one list, the newest first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from claims.admin.edits import Edit, edits_between
from claims.models import Claim, Evidence, Person
from claims.vocabulary import Extractor, Rating
from claims.workflow.transitions import TRANSITIONS

CLAIM_FIELDS = (
    "quote",
    "text",
    "claimant",
    "claimed_on",
    "claimed_on_precision",
    "kind",
    "assigned_to",
    "repeats",
    "rating",
    "explanation",
)
EVIDENCE_FIELDS = ("stance", "quote", "note", "quote_state")


@dataclass(frozen=True)
class Event:
    """Something that happened to a claim; `who` is "" when it was the system."""

    at: datetime
    who: str
    what: str
    reason: str = ""
    status: str = ""
    edits: tuple[Edit, ...] = ()
    overridden: bool = False


def timeline(claim: Claim) -> list[Event]:
    events = [*_steps(claim), *_corrections(claim), *_claim_edits(claim), *_evidence_events(claim)]
    return sorted(events, key=lambda event: event.at, reverse=True)


def _steps(claim: Claim) -> Iterator[Event]:
    labels = {transition.name: str(transition.label) for transition in TRANSITIONS}
    for change in claim.status_changes.select_related("by", "evidence"):
        yield Event(
            at=change.at,
            who=_name(change.by),
            what=f"{labels.get(change.transition, change.transition)}: {change}",
            reason=change.why,
            status=change.to_status,
            overridden=change.overridden,
        )


def _corrections(claim: Claim) -> Iterator[Event]:
    for correction in claim.corrections.select_related("change__by"):
        before, after = Rating(correction.rating_before), Rating(correction.rating_after)
        finding = (
            Edit(_("rating"), str(before.label), str(after.label)),
            Edit(_("explanation"), correction.explanation_before, correction.explanation_after),
        )
        yield Event(
            at=correction.at,
            who=_name(correction.change.by),
            what=_("Public correction"),
            reason=correction.reason,
            edits=tuple(edit for edit in finding if edit.before != edit.after),
        )


def _claim_edits(claim: Claim) -> Iterator[Event]:
    rows = list(
        claim.history.select_related(
            "history_user", "assigned_to", "repeats", "version__article"
        ).order_by("history_id")
    )
    came_in = _("Tracked as a claim") if claim.extractor == Extractor.PERSON else _("Imported")
    for row in rows[:1]:
        yield Event(row.history_date, _name(row.history_user), came_in)
    for before, after in pairwise(rows):
        edits = edits_between(before, after, CLAIM_FIELDS)
        if edits:
            yield Event(after.history_date, _name(after.history_user), _("Edited"), edits=edits)


def _evidence_events(claim: Claim) -> Iterator[Event]:
    rows = Evidence.history.filter(claim=claim.pk).select_related("history_user", "added_by")
    latest: dict[UUID, Any] = {}
    for row in rows.order_by("history_id"):
        before = latest.get(row.id)
        latest[row.id] = row
        what = _what_happened_to_evidence(before, row)
        edits = edits_between(before, row, EVIDENCE_FIELDS) if before else ()
        if what or edits:
            who, at = _author(before, row)
            yield Event(at, who, what or _("Evidence changed"), reason=row.url, edits=edits)


def _what_happened_to_evidence(before: Any, row: Any) -> str:
    if before is None:
        return _("Evidence added")
    if before.retracted_at is None and row.retracted_at is not None:
        return _("Evidence retracted")
    if before.retracted_at is not None and row.retracted_at is None:
        return _("Evidence restored")
    return ""


def _author(before: Any, row: Any) -> tuple[str, datetime]:
    """Return who wrote this row and when; the piece itself knows who added it."""
    if before is None:
        return _name(row.added_by), row.added_at
    return _name(row.history_user), row.history_date


def _name(person: Person | None) -> str:
    return str(person) if person else ""
