from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from simple_history.utils import bulk_create_with_history

from claims.actions.index_claims import index_claims
from claims.extraction.extract import VERSION
from claims.extraction.found import FoundClaim
from claims.models import ArticleVersion, Claim, Person
from claims.readers.fields import NAME_LENGTH
from claims.vocabulary import Extractor


def store_claims(claims: Sequence[Claim], *, by: Person | None, now: datetime) -> list[Claim]:
    """Store new claims with the history of who brought them in, and let repeats be found."""
    stored: list[Claim] = bulk_create_with_history(claims, Claim, default_user=by, default_date=now)
    index_claims(stored)
    return stored


def claim_of(
    version: ArticleVersion, found: FoundClaim, *, extractor: Extractor, extractor_version: str
) -> Claim:
    """Return the record of what was found in a version's text, not stored yet.

    Whoever found it, our rules measured its features; what a decision about it can teach
    is kept with it from the first day.
    """
    found = _with_room(found)
    return Claim(
        article=version.article,
        version=version,
        quote=found.quote,
        start=found.start,
        end=found.end,
        prefix=found.prefix,
        suffix=found.suffix,
        text=found.text,
        claimant=found.claimant,
        claimant_surface=found.claimant_surface,
        claimant_rule=found.claimant_rule,
        claimant_confidence=found.claimant_confidence if found.claimant_rule else None,
        claimed_on=found.claimed_on,
        claimed_on_precision=found.claimed_on_precision,
        claimed_on_phrase=found.claimed_on_phrase,
        kind=found.kind,
        check_worthiness=found.check_worthiness,
        reasons=list(found.reasons),
        features=found.features,
        features_version=VERSION,
        extractor=extractor,
        extractor_version=extractor_version,
    )


def _with_room(found: FoundClaim) -> FoundClaim:
    """Forget a claimant whose name is longer than any: a broken text, not a person."""
    if max(len(found.claimant), len(found.claimant_surface)) <= NAME_LENGTH:
        return found
    return replace(found, claimant="", claimant_surface="", claimant_rule="")
