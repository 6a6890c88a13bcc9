"""Losses that a person saw on pages that keep robots out, and the verdicts that they shake."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from claims.models import CitedPage, Claim, Evidence, Sighting
from claims.vocabulary import LOSSES, LinkState, Status


def seen_lost(pages: QuerySet[CitedPage]) -> QuerySet[CitedPage]:
    """Keep blocked pages of which the last look shakes a verdict, as `shaken_verdicts` says."""
    looked_at = pages.filter(link_state=LinkState.BLOCKED).alias(
        saw_last=last_look("saw"), looked_last_at=last_look("at")
    )
    shaken = Evidence.objects.standing().filter(
        page=OuterRef("pk"),
        claim__status=Status.VERIFIED,
        claim__verified_at__lte=OuterRef("looked_last_at"),
    )
    return looked_at.filter(Exists(shaken), saw_last__in=LOSSES)


def last_look(field: str) -> Subquery:
    """Return what is kept of the last look at a page, NULL where nobody has looked."""
    looks = Sighting.objects.filter(page=OuterRef("pk")).order_by("-at", "-pk")
    return Subquery(looks.values(field)[:1])


def shaken_verdicts(look: Sighting | None, pieces: Iterable[Evidence]) -> list[Claim]:
    """Return the verified claims of the page's evidence that a look puts in doubt, each once.

    Whoever confirms or reaffirms a verdict later has the look before her: it stands again.
    """
    if look is None or look.saw not in LOSSES:
        return []
    claims = {piece.claim_id: piece.claim for piece in pieces if piece.retracted_at is None}
    return [
        claim
        for claim in claims.values()
        if claim.status == Status.VERIFIED and claim.verified_at and claim.verified_at <= look.at
    ]
