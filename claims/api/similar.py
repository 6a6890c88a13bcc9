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
from claims.models.claim_querysets import ClaimQuerySet

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
    candidates = among.filter(sharing).exclude(pk=claim.pk).order_by("-created_at")[:CANDIDATES]
    scores = {pk: _score(claim.text, text) for pk, text in candidates.values_list("pk", "text")}
    best = sorted(scores, key=lambda pk: -scores[pk])[:MOST]
    claims = with_documents(among).in_bulk([pk for pk in best if scores[pk] >= LEAST_SCORE])
    return [Similar(scores[pk], claims[pk]) for pk in best if pk in claims]


def _telling_words(text: str) -> list[str]:
    words = set(re.findall(r"\w{5,}|\d+", text))
    return sorted(words, key=lambda word: (-len(word), word))[:WORDS]


def _score(one: str, other: str) -> float:
    return round(token_set_ratio(one, other, processor=default_process), 1)
