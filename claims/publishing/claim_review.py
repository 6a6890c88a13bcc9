"""A claim as schema.org's ClaimReview, which search engines and other desks read."""

from datetime import date
from typing import TYPE_CHECKING, Any

from claims.publishing.document import rating_label, standing_evidence
from claims.publishing.moments import written
from claims.vocabulary import RATING_VALUES, DatePrecision, Rating, Status

if TYPE_CHECKING:
    from claims.models import Article, Claim

_DATE_FORMATS = {DatePrecision.YEAR: "%Y", DatePrecision.MONTH: "%Y-%m"}


def claim_review(claim: "Claim", *, base_url: str, desk_name: str) -> dict[str, Any]:
    """Return the claim as a JSON-LD document of its own. What is not known is left out."""
    return {"@context": "https://schema.org"} | claim_review_node(
        claim, base_url=base_url, desk_name=desk_name
    )


def claim_review_node(claim: "Claim", *, base_url: str, desk_name: str) -> dict[str, Any]:
    """Return the claim as a node of a larger JSON-LD document."""
    page = f"{base_url}/claims/{claim.pk}/"
    needs_recheck = claim.status == Status.NEEDS_RECHECK
    return _known(
        {
            "@type": "ClaimReview",
            "@id": page,
            "url": page,
            "claimReviewed": claim.text,
            "inLanguage": claim.article.language,
            "datePublished": written(claim.verified_at) if claim.verified_at else None,
            "dateModified": written(claim.updated_at),
            "author": {"@type": "Organization", "name": desk_name, "url": f"{base_url}/"},
            "itemReviewed": _claim(claim),
            "reviewRating": _rating(claim),
            "reviewBody": claim.explanation,
            "keywords": [tag.name for tag in claim.tags.all()],
            "citation": [piece.url for piece in standing_evidence(claim)],
            "creativeWorkStatus": claim.status if needs_recheck else None,
        }
    )


def partial_date(day: date | None, precision: str) -> str | None:
    """Return an ISO 8601 date as exact as it is known: 2024, 2024-08 or 2024-08-15."""
    return day.strftime(_DATE_FORMATS.get(DatePrecision(precision), "%Y-%m-%d")) if day else None


def _claim(claim: "Claim") -> dict[str, Any]:
    """Return the claim as it was made. Whether a claimant is a person is not on record."""
    return _known(
        {
            "@type": "Claim",
            "author": {"name": claim.claimant} if claim.claimant else None,
            "datePublished": partial_date(claim.claimed_on, claim.claimed_on_precision),
            "appearance": _appearance(claim.article) if claim.article.url else None,
        }
    )


def _appearance(article: "Article") -> dict[str, Any]:
    publisher = {"@type": "Organization", "name": article.publisher}
    return _known(
        {
            "@type": "Article",
            "url": article.url,
            "headline": article.title,
            "author": {"name": article.author} if article.author else None,
            "publisher": publisher if article.publisher else None,
            "datePublished": article.published_on.isoformat() if article.published_on else None,
            "inLanguage": article.language,
        }
    )


def _rating(claim: "Claim") -> dict[str, Any]:
    rating: dict[str, Any] = {"@type": "Rating", "alternateName": rating_label(claim)}
    value = RATING_VALUES.get(Rating(claim.rating)) if claim.rating else None
    if value is None:  # unproven is on no scale
        return rating
    return rating | {"ratingValue": value, "bestRating": 5, "worstRating": 1}


def _known(members: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in members.items() if value not in (None, "", [])}
