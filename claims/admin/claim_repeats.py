"""What a claim repeats, what it may repeat, and what repeats it: a person decides."""

from collections.abc import Sequence
from typing import Any

from claims.actions.find_repeats import find_repeats
from claims.extraction.repeats_numbers import DifferentNumbers, different_numbers
from claims.models import Claim
from claims.vocabulary import Status


def repeats_context(claim: Claim) -> dict[str, Any]:
    """Return the earlier claim that it is linked to; until it is, those that are suggested."""
    earlier = Claim.objects.select_related("article").filter(repeated_by=claim).first()
    return {
        "linked": earlier,
        "linked_numbers": _different_numbers(claim, earlier) if earlier else (),
        "suggested": [] if earlier else find_repeats([claim], among=Claim.objects.all())[claim.pk],
        "repeated_by": list(claim.repeated_by.select_related("article").order_by("created_at")),
    }


def with_suggestion_counts(claims: Sequence[Claim]) -> list[tuple[Claim, int]]:
    """Return each claim with how many earlier ones it may repeat; 0 once somebody took it up."""
    fresh = [claim for claim in claims if claim.status == Status.NEW and not claim.repeats_id]
    suggested = find_repeats(fresh, among=Claim.objects.all())
    return [(claim, len(suggested.get(claim.pk, ()))) for claim in claims]


def _different_numbers(claim: Claim, earlier: Claim) -> tuple[DifferentNumbers, ...]:
    return different_numbers(
        claim.text,
        earlier.text,
        language=claim.article.language,
        other_language=earlier.article.language,
    )
