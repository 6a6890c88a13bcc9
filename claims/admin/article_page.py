"""All that an article's page shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from claims.actions.unclaimed_sentences import unclaimed_sentences
from claims.actions.weights_in_use import weights_in_use
from claims.admin.claim_repeats import with_suggestion_counts
from claims.admin.marked_text import marked_blocks
from claims.admin.queue import FILTERS
from claims.extraction.closest_sentences import closest_sentences
from claims.extraction.found import FoundClaim
from claims.extraction.reasons import reason_label
from claims.extraction.sentences import split_sentences
from claims.extraction.spans import Span
from claims.models import Article, ArticleVersion, Claim
from claims.vocabulary import Kind, Status


@dataclass(frozen=True)
class LostClaim:
    """An orphan, where it might stand now, and the claim that stands there already."""

    claim: Claim
    place: Span | None
    words: str
    in_its_place: Claim | None

    @property
    def may_be_put_back(self) -> bool:
        """Whether nobody took care of the claim in its place, if there is one."""
        return self.in_its_place is None or self.in_its_place.status == Status.NEW


@dataclass(frozen=True)
class Unclaimed:
    """A sentence that is no claim, and what spoke against it."""

    found: FoundClaim
    kind: str
    reasons: list[str]


def article_context(article: Article) -> dict[str, Any]:
    """Return the template's context: the current text with the claims that stand in it."""
    versions = list(article.versions.select_related("imported_by"))
    version = versions[-1]
    claims = list(article.claims.select_related("assigned_to"))
    standing = sorted(
        (claim for claim in claims if claim.version_id == version.pk and not claim.orphaned_at),
        key=lambda claim: claim.start,
    )
    lost = [claim for claim in claims if claim.orphaned_at and claim.status != Status.WITHDRAWN]
    return {
        "article": article,
        "title": article.title,
        "versions": versions,
        "version": version,
        "claims_query": urlencode({FILTERS: urlencode({"article": article.pk})}),
        "blocks": marked_blocks(version, standing),
        "claims": with_suggestion_counts([claim for claim in claims if not claim.orphaned_at]),
        "orphans": _lost_claims(lost, standing, version) if lost else [],
        "unclaimed": _unclaimed(version, standing),
    }


def _lost_claims(
    lost: Iterable[Claim], standing: Iterable[Claim], version: ArticleVersion
) -> list[LostClaim]:
    sentences = split_sentences(version.text, language=version.article.language)
    return [_lost_claim(claim, standing, version.text, sentences) for claim in lost]


def _lost_claim(
    claim: Claim, standing: Iterable[Claim], text: str, sentences: list[Span]
) -> LostClaim:
    place = closest_sentences(claim.quote, text, sentences)
    if place is None:
        return LostClaim(claim, None, "", None)
    there = (other for other in standing if other.start < place.end and place.start < other.end)
    return LostClaim(claim, place, place.of(text), next(there, None))


def _unclaimed(version: ArticleVersion, standing: Iterable[Claim]) -> list[Unclaimed]:
    weights = weights_in_use()[version.article.language]
    weighed = weights.features
    return [
        Unclaimed(
            found,
            str(Kind(found.kind).label),
            [str(reason_label(code)) for code in found.reasons if weighed.get(code, 0) < 0],
        )
        for found in unclaimed_sentences(version, standing=standing, weights=weights)
    ]
