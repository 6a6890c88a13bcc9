"""A claim as Google's Fact Check Tools API answers `claims:search`, version v1alpha1."""

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from claims.publishing.document import rating_label
from claims.vocabulary import DatePrecision

if TYPE_CHECKING:
    from claims.models import Claim


def search_result(claim: "Claim", *, base_url: str, desk_name: str) -> dict[str, Any]:
    """Return a FactCheckToolsV1alpha1Claim. Like Google's, it leaves out what is empty."""
    exact = claim.claimed_on_precision == DatePrecision.DAY
    return _filled(
        {
            "text": claim.text,
            "claimant": claim.claimant,
            "claimDate": _midnight(claim.claimed_on) if exact else "",
            "claimReview": [_review(claim, base_url=base_url, desk_name=desk_name)],
        }
    )


def _review(claim: "Claim", *, base_url: str, desk_name: str) -> dict[str, Any]:
    return _filled(
        {
            "publisher": {"name": desk_name, "site": urlsplit(base_url).hostname or ""},
            "url": f"{base_url}/claims/{claim.pk}/",
            "title": claim.text,
            "reviewDate": _timestamp(claim.verified_at) if claim.verified_at else "",
            "textualRating": rating_label(claim),
            "languageCode": claim.article.language,
        }
    )


def _midnight(day: date | None) -> str:
    return _timestamp(datetime.combine(day, time.min, UTC)) if day else ""


def _timestamp(moment: datetime) -> str:
    """Return RFC 3339 in UTC with a Z, as Google writes it."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _filled(members: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in members.items() if value}
