"""Evidence that no longer says what its claim rests on: it is altered or lost."""

from django.db.models import Exists, OuterRef, Q

from claims.models import Evidence
from claims.vocabulary import QuoteState


def is_rotten(piece: Evidence) -> bool:
    """Whether it stands, and its page is gone, or its quote is lost or has other words."""
    is_altered = bool(piece.quote) and piece.quote_state == QuoteState.ALTERED
    return piece.retracted_at is None and (piece.is_lost or is_altered)


def rests_on_rotten_evidence() -> Q:
    """Claims with a piece of evidence that `is_rotten`."""
    pieces = Evidence.objects.filter(claim=OuterRef("pk"))
    altered = pieces.standing().exclude(quote="").filter(quote_state=QuoteState.ALTERED)
    return Q(Exists(pieces.lost())) | Q(Exists(altered))
