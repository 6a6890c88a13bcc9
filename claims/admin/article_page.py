"""All that an article's page shows."""

from typing import Any
from urllib.parse import urlencode

from claims.admin.claim_repeats import with_suggestion_counts
from claims.admin.marked_text import marked_blocks
from claims.admin.queue import FILTERS
from claims.extraction.anchors import closest_passage
from claims.models import Article, Claim


def article_context(article: Article) -> dict[str, Any]:
    """Return the template's context: the current text with the claims that stand in it."""
    versions = list(article.versions.select_related("imported_by"))
    version = versions[-1]
    claims = list(article.claims.select_related("assigned_to"))
    standing = sorted(
        (claim for claim in claims if claim.version_id == version.pk and not claim.orphaned_at),
        key=lambda claim: claim.start,
    )
    return {
        "article": article,
        "title": article.title,
        "versions": versions,
        "claims_query": urlencode({FILTERS: urlencode({"article": article.pk})}),
        "blocks": marked_blocks(version, standing),
        "claims": with_suggestion_counts([claim for claim in claims if not claim.orphaned_at]),
        "orphans": [
            (claim, _closest(claim, version.text)) for claim in claims if claim.orphaned_at
        ],
    }


def _closest(claim: Claim, text: str) -> str:
    found = closest_passage(claim.quote, text)
    return text[found[0] : found[1]] if found else ""
