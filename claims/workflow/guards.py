"""What must hold before a step: each guard answers "" or a sentence that says what is missing.

`by` is None when the system takes the step.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from claims.models import Claim, Evidence, Person

Guard = Callable[["Claim", "Person | None"], str]


def has_rating(claim: "Claim", by: "Person | None") -> str:
    return "" if claim.rating else _("Rate the claim first.")


def has_explanation(claim: "Claim", by: "Person | None") -> str:
    return "" if claim.explanation.strip() else _("Explain the rating first.")


def has_evidence(claim: "Claim", by: "Person | None") -> str:
    standing = claim.evidence.standing().exists()
    return "" if standing else _("Add at least one piece of evidence first.")


def has_no_lost_evidence(claim: "Claim", by: "Person | None") -> str:
    """Nor any whose passage the last visit, or somebody who looked by hand, did not find."""
    standing = claim.evidence.standing().select_related("page")
    sentences = (_doubt_about(piece) % {"url": piece.url} for piece in standing)
    return next(filter(None, sentences), "")


def _doubt_about(piece: "Evidence") -> str:
    """Return what may speak against a piece, with `%(url)s` for its address; "" if nothing."""
    if piece.is_lost:
        return _("Evidence is lost: %(url)s. Go on only with a reason.")
    if piece.quote_misses:
        return _("The quoted passage was not found on %(url)s. Go on only with a reason.")
    if piece.page.was_seen_lost:
        return _("Somebody saw that %(url)s is gone or says otherwise. Go on only with a reason.")
    return ""


def reviewed_by_someone_else(claim: "Claim", by: "Person | None") -> str:
    """The two-person rule: whoever rated or explained a claim does not confirm it."""
    if by is not None and claim.is_authored_by(by):
        return _("You rated or explained this claim; someone else must confirm it.")
    return ""
