from collections.abc import Iterable, Mapping
from datetime import datetime
from operator import attrgetter

from simple_history.utils import bulk_update_with_history

from claims.actions.change_status import change_status
from claims.extraction.anchors import Anchor, describe, reanchor
from claims.models import Article, ArticleVersion, Claim
from claims.vocabulary import Cause, Status

PLACE = ("version", "start", "end", "prefix", "suffix", "orphaned_at")
BATCH = 200
"""Rows that one statement updates: it names each row once for every field."""


def anchor_claims(
    article: Article, version: ArticleVersion, *, now: datetime
) -> tuple[list[Claim], list[Claim]]:
    """Move the article's claims to where their words stand in the new version.

    Returns the claims that stand and those that lost their words. An orphan keeps its
    place in its old version; a verified one goes back to the desk, for what it verifies
    is no longer what the article says.
    """
    # Locked by key, as by all who lock several: a visit may hold some of them.
    claims = article.claims.select_for_update().order_by("pk")
    standing: dict[tuple[int, int], Claim] = {}
    orphaned = []
    for claim in sorted(claims, key=_turn):
        anchor = Anchor(claim.quote, claim.prefix, claim.suffix)
        span = reanchor(anchor, version.text, near=claim.start)
        if span is None or span in standing:
            orphaned.append(claim)
        else:
            standing[span] = claim
    _move(standing, version, now)
    _orphan(orphaned, now)
    place = attrgetter("start")
    return sorted(standing.values(), key=place), sorted(orphaned, key=place)


def _turn(claim: Claim) -> tuple[bool, int]:
    """Return a claim's turn to take a place: in the text's order, those that stand first."""
    return claim.orphaned_at is not None, claim.start


def _move(
    standing: Mapping[tuple[int, int], Claim], version: ArticleVersion, now: datetime
) -> None:
    for (start, end), claim in standing.items():
        anchor = describe(version.text, start, end)
        claim.version, claim.start, claim.end = version, start, end
        claim.prefix, claim.suffix, claim.orphaned_at = anchor.prefix, anchor.suffix, None
    _save(standing.values(), now)


def _orphan(claims: Iterable[Claim], now: datetime) -> None:
    fresh = [claim for claim in claims if claim.orphaned_at is None]
    for claim in fresh:
        claim.orphaned_at = now
    _save(fresh, now)
    for claim in claims:
        if claim.status == Status.VERIFIED:
            change_status(claim, "flag", by=None, now=now, cause=Cause.ARTICLE_CHANGED)


def _save(claims: Iterable[Claim], now: datetime) -> None:
    """Save all of them as `save_edit` saves one: whoever imports, the system moved them."""
    moved = list(claims)
    for claim in moved:
        claim._history_user, claim._history_date, claim.updated_at = None, now, now
    bulk_update_with_history(moved, Claim, [*PLACE, "updated_at"], batch_size=BATCH)
