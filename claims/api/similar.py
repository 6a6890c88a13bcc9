"""Claims that say nearly the same as another: has somebody checked this before?"""

import re
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q
from rapidfuzz.fuzz import token_set_ratio
from rapidfuzz.utils import default_process
from rest_framework import serializers

from claims.api.documents import ClaimDocument, with_documents
from claims.models import Claim
from claims.models.claims import ClaimQuerySet

CANDIDATES = 200
MOST = 10
LEAST_SCORE = 50.0
WORDS = 8
"""How many of a claim's words, the longest first, a candidate may share with it."""


@dataclass(frozen=True)
class Similar:
    """A claim and how alike it is, 0 to 100."""

    score: float
    claim: Claim


class SimilarClaim(serializers.Serializer[Any]):
    score = serializers.FloatField(help_text="50 to 100.")
    claim = ClaimDocument()


def similar_claims(claim: Claim, *, among: ClaimQuerySet) -> list[Similar]:
    """Return the claims most alike, best first.

    The database finds candidates that share a long word or a number, the newest 200 of
    them are compared; an old claim about a very common subject can be missed.
    """
    words = _telling_words(claim.text)
    if not words:
        return []
    sharing = reduce(or_, (Q(text__icontains=word) for word in words))
    candidates = with_documents(among).filter(sharing).exclude(pk=claim.pk)
    scored = [_compared(claim, other) for other in candidates.order_by("-created_at")[:CANDIDATES]]
    alike = [similar for similar in scored if similar.score >= LEAST_SCORE]
    return sorted(alike, key=lambda similar: -similar.score)[:MOST]


def _telling_words(text: str) -> list[str]:
    words = set(re.findall(r"\w{5,}|\d+", text))
    return sorted(words, key=lambda word: (-len(word), word))[:WORDS]


def _compared(claim: Claim, other: Claim) -> Similar:
    score = token_set_ratio(claim.text, other.text, processor=default_process)
    return Similar(round(score, 1), other)
