"""A claim as other systems see it: the document of the API."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.utils import translation

from claims.publishing.moments import written
from claims.vocabulary import Rating

if TYPE_CHECKING:
    from claims.models import Article, Claim, Evidence


def claim_document(claim: "Claim", *, base_url: str) -> dict[str, Any]:
    """Return the claim with its article and its standing evidence, ready for JSON.

    Times are ISO 8601 in UTC. `rating_label` is in the language of the article, whose
    readers it is for.
    """
    return {
        "id": str(claim.pk),
        "url": f"{base_url}/claims/{claim.pk}/",
        "text": claim.text,
        "quote": claim.quote,
        "claimant": claim.claimant,
        "claimed_on": _iso(claim.claimed_on),
        "kind": claim.kind,
        "language": claim.article.language,
        "status": claim.status,
        "rating": claim.rating,
        "rating_label": rating_label(claim),
        "explanation": claim.explanation,
        "verified_at": _iso(claim.verified_at),
        "updated_at": _iso(claim.updated_at),
        "tags": [tag.name for tag in claim.tags.all()],
        "repeats": str(claim.repeats_id) if claim.repeats_id else None,
        "article": _article(claim.article),
        "evidence": [
            evidence_document(piece, base_url=base_url) for piece in standing_evidence(claim)
        ],
    }


def with_last_visits(document: dict[str, Any], evidence: Iterable["Evidence"]) -> dict[str, Any]:
    """Return a finished document with the times of the last visits as they are now.

    A visit that found nothing new leaves the document alone, only its time goes on.
    """
    visited_at = {str(piece.pk): _iso(piece.page.last_checked_at) for piece in evidence}
    pieces = [
        piece | {"last_checked_at": visited_at.get(piece["id"], piece["last_checked_at"])}
        for piece in document["evidence"]
    ]
    return document | {"evidence": pieces}


def rating_label(claim: "Claim") -> str:
    """Return the rating in words, in the language of the claim's article; "" without one."""
    with translation.override(claim.article.language):
        return str(Rating(claim.rating).label) if claim.rating else ""


def standing_evidence(claim: "Claim") -> list["Evidence"]:
    """Return the evidence that nobody has taken back.

    Chosen here rather than in the database: a stream of claims loads all evidence ahead
    (`prefetch_related("evidence__page")`), and a filter would ask again for each claim.
    """
    return [piece for piece in claim.evidence.all() if piece.retracted_at is None]


def evidence_document(evidence: "Evidence", *, base_url: str) -> dict[str, Any]:
    """Return one piece of evidence and how its page stood at the last visit.

    `archive_url` leads to the text of our last copy of the page that has the quote, else of
    the last copy; None without any.
    """
    page, copy = evidence.page, evidence.copy_id
    return {
        "id": str(evidence.pk),
        "url": evidence.url,
        "title": page.title,
        "stance": evidence.stance,
        "quote": evidence.quote,
        "quote_state": evidence.quote_state,
        "link_state": page.link_state,
        "last_checked_at": _iso(page.last_checked_at),
        "archive_url": f"{base_url}/archive/{copy}/" if copy else None,
    }


def _article(article: "Article") -> dict[str, Any]:
    return {
        "id": str(article.pk),
        "url": article.url,
        "title": article.title,
        "publisher": article.publisher,
        "published_on": _iso(article.published_on),
        "language": article.language,
    }


def _iso(moment: date | datetime | None) -> str | None:
    return written(moment) if moment else None
