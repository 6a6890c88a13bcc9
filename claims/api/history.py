"""What happened to a claim, as much of it as is public."""

from typing import Any

from rest_framework import serializers

from claims.models import Claim, Correction, StatusChange
from claims.publishing.moments import written
from claims.vocabulary import PUBLIC_STATUSES, Rating, Status


class ChangeDocument(serializers.Serializer[Any]):
    """One step through the workflow; `by` is only there for people with a role."""

    transition = serializers.CharField()
    from_status = serializers.ChoiceField(choices=Status.choices)
    to_status = serializers.ChoiceField(choices=Status.choices)
    at = serializers.DateTimeField()
    reason = serializers.CharField()
    rating = serializers.ChoiceField(choices=Rating.choices, allow_blank=True)
    explanation = serializers.CharField()
    overridden = serializers.BooleanField()
    by = serializers.CharField(required=False, allow_null=True)


class CorrectionDocument(serializers.Serializer[Any]):
    """What was public before and after, and why."""

    at = serializers.DateTimeField()
    rating_before = serializers.ChoiceField(choices=Rating.choices)
    rating_after = serializers.ChoiceField(choices=Rating.choices)
    explanation_before = serializers.CharField()
    explanation_after = serializers.CharField()
    reason = serializers.CharField()


class HistoryDocument(serializers.Serializer[Any]):
    """A claim's steps and corrections, oldest first."""

    changes = ChangeDocument(many=True)
    corrections = CorrectionDocument(many=True)


def history_of(claim: Claim, *, in_full: bool) -> dict[str, Any]:
    """Return the claim's history.

    The public part holds the steps that made the claim public or changed it while it was,
    with the rating as it could be read then. Steps behind the desk's door, what was said
    there, and who took them stay inside.
    """
    changes = claim.status_changes.select_related("by", "evidence")
    if not in_full:
        changes = changes.filter(to_status__in=PUBLIC_STATUSES)
    return {
        "changes": [change_document(change, in_full=in_full) for change in changes],
        "corrections": [_correction(correction) for correction in claim.corrections.all()],
    }


def change_document(change: StatusChange, *, in_full: bool) -> dict[str, Any]:
    document = {
        "transition": change.transition,
        "from_status": change.from_status,
        "to_status": change.to_status,
        "at": written(change.at),
        "reason": change.why,
        "rating": change.rating,
        "explanation": change.explanation,
        "overridden": change.overridden,
    }
    return document | {"by": str(change.by) if change.by else None} if in_full else document


def _correction(correction: Correction) -> dict[str, Any]:
    return {
        "at": written(correction.at),
        "rating_before": correction.rating_before,
        "rating_after": correction.rating_after,
        "explanation_before": correction.explanation_before,
        "explanation_after": correction.explanation_after,
        "reason": correction.reason,
    }
