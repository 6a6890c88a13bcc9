"""Why a claim is back on the desk, and what has become of that reason since."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from claims.models import Claim, Evidence, Person, StatusChange
from claims.vocabulary import Cause, QuoteState, Status


@dataclass(frozen=True)
class PutBack:
    """The step that put a claim back; `evidence` is the piece that it names, if any."""

    change: StatusChange
    evidence: Evidence | None = None

    @property
    def why(self) -> str:
        return self.change.why

    @property
    def at(self) -> datetime:
        return self.change.at

    @property
    def by(self) -> Person | None:
        return self.change.by

    @property
    def news(self) -> str:
        """What happened to the named piece since, "" while it is as lost as it was."""
        piece = self.evidence
        if piece is None:
            return ""
        if piece.retracted_at is not None:
            return _("This piece of evidence has been retracted since.")
        if not piece.has_come_back:
            return ""
        if self.change.cause == Cause.PAGE_DEAD:
            return _("The page has come back since.")
        if piece.quote_state == QuoteState.ALTERED:
            return _("A similar passage has come back since.")
        return _("The quoted passage has come back since.")


def put_back(claim: Claim, evidence: Iterable[Evidence]) -> PutBack | None:
    """Return why the claim waits for a re-check, None if it does not.

    `evidence` is all of the claim's, as its page shows it.
    """
    if claim.status != Status.NEEDS_RECHECK:
        return None
    flags = claim.status_changes.filter(to_status=Status.NEEDS_RECHECK)
    change = flags.select_related("by", "evidence").last()
    if change is None:
        return None
    named = (piece for piece in evidence if piece.pk == change.evidence_id)
    return PutBack(change, next(named, None))
