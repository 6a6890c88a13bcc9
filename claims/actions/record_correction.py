from claims.models import Correction, StatusChange
from claims.vocabulary import Status


def record_correction(change: StatusChange) -> Correction | None:
    """Keep what was public before, when a claim is verified again with another finding.

    None when the change verifies nothing, verifies for the first time, or verifies the
    same rating and explanation once more.
    """
    if change.to_status != Status.VERIFIED:
        return None
    before = (
        StatusChange.objects.filter(claim=change.claim, to_status=Status.VERIFIED)
        .exclude(pk=change.pk)
        .last()
    )
    if before is None or _finding(before) == _finding(change):
        return None
    return Correction.objects.create(
        claim=change.claim,
        change=change,
        rating_before=before.rating,
        rating_after=change.rating,
        explanation_before=before.explanation,
        explanation_after=change.explanation,
        reason=_why(change),
        at=change.at,
    )


def _finding(change: StatusChange) -> tuple[str, str]:
    return change.rating, change.explanation


def _why(change: StatusChange) -> str:
    """Return the reason that was given when the claim was last put back on the desk."""
    reopened = StatusChange.objects.filter(claim=change.claim, transition="reopen").last()
    return reopened.reason if reopened else change.reason
