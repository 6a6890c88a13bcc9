"""Claims that say nearly the same as another: has somebody checked this before?"""

from typing import Any

from rest_framework import serializers

from claims.actions.find_repeats import ALIKE, Repeat, find_repeats
from claims.api.documents import ClaimDocument, with_documents
from claims.models import Claim
from claims.models.claim_querysets import ClaimQuerySet


class DifferentNumbersDocument(serializers.Serializer[Any]):
    """A number of a claim and what the similar claim says instead, as they are written."""

    here = serializers.CharField(help_text='Such as "11 Mitarbeiter".')
    there = serializers.CharField(help_text='Such as "6 Mitarbeiter".')


class SimilarClaim(serializers.Serializer[Any]):
    score = serializers.SerializerMethodField()
    different_numbers = DifferentNumbersDocument(source="numbers", many=True)
    claim = ClaimDocument()

    def get_score(self, repeat: Repeat) -> float:
        return round(100 * repeat.score, 1)


def similar_claims(claim: Claim, *, among: ClaimQuerySet) -> list[Repeat]:
    """Return the claims most alike, best first, each with what its document needs."""
    return find_repeats([claim], among=with_documents(among), bounds=ALIKE)[claim.pk]
