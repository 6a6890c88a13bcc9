from datetime import datetime

from claims.actions.change_status import change_status
from claims.extraction.anchors import Anchor, describe, reanchor
from claims.models import Article, ArticleVersion, Claim
from claims.vocabulary import Cause, Status


def anchor_claims(
    article: Article, version: ArticleVersion, *, now: datetime
) -> tuple[list[Claim], list[Claim]]:
    """Move the article's claims to where their words stand in the new version.

    Returns the claims that stand and those that lost their words. An orphan keeps its
    place in its old version; a verified one goes back to the desk, for what it verifies
    is no longer what the article says.
    """
    standing, orphaned = [], []
    for claim in article.claims.select_for_update().order_by("start"):
        if _move(claim, version, now):
            standing.append(claim)
        else:
            orphaned.append(claim)
    return standing, orphaned


def _move(claim: Claim, version: ArticleVersion, now: datetime) -> bool:
    anchor = Anchor(claim.quote, claim.prefix, claim.suffix)
    span = reanchor(anchor, version.text, near=claim.start)
    if span is None or Claim.objects.filter(version=version, start=span[0], end=span[1]).exists():
        _orphan(claim, now)
        return False
    anchor = describe(version.text, *span)
    claim.version, (claim.start, claim.end) = version, span
    claim.prefix, claim.suffix, claim.orphaned_at = anchor.prefix, anchor.suffix, None
    claim.save_edit(by=None, at=now)
    return True


def _orphan(claim: Claim, now: datetime) -> None:
    if claim.orphaned_at is None:
        claim.orphaned_at = now
        claim.save_edit(by=None, at=now)
    if claim.status == Status.VERIFIED:
        change_status(claim, "flag", by=None, now=now, cause=Cause.ARTICLE_CHANGED)
