from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from itertools import takewhile
from operator import attrgetter

from simple_history.utils import bulk_create_with_history

from claims.actions.cite_sources import cite_sources
from claims.actions.index_claims import index_claims
from claims.actions.prepare_draft import PreparedDraft
from claims.extraction.anchors import describe
from claims.extraction.extract import EXTRACTOR, Extraction, FoundClaim
from claims.models import ArticleVersion, Claim, Person, Tag
from claims.readers.draft import DraftClaim, DraftEvidence
from claims.readers.fields import NAME_LENGTH
from claims.readers.ratings import rating_of
from claims.vocabulary import DatePrecision, Kind, Stance


def create_claims(
    version: ArticleVersion,
    prepared: PreparedDraft,
    *,
    known: Iterable[Claim],
    by: Person | None,
    now: datetime,
) -> list[Claim]:
    """Store the claims of a version that the desk does not know yet, in the text's order.

    The claims that the source names itself come before those found in its text.
    """
    spans = {(claim.start, claim.end) for claim in known}
    if prepared.draft.claims is None:
        found = [claim for claim in prepared.extraction.claims if _span(claim) not in spans]
        rules = prepared.extraction.version
        return _store([_claim_found(version, _with_room(each), rules) for each in found], by, now)
    named = [claim for claim in prepared.draft.claims if _span(claim) not in spans]
    readings = _readings(prepared.extraction)
    claims = _store([_claim_named(version, claim, readings) for claim in named], by, now)
    _tag(claims, named)
    cite_sources(list(_sources_of(claims, named)), by=by, now=now)
    return claims


def _store(claims: list[Claim], by: Person | None, now: datetime) -> list[Claim]:
    stored: list[Claim] = bulk_create_with_history(claims, Claim, default_user=by, default_date=now)
    index_claims(stored)
    return stored


def _span(claim: FoundClaim | DraftClaim) -> tuple[int, int]:
    return claim.start, claim.end


def _with_room(found: FoundClaim) -> FoundClaim:
    """Forget a claimant whose name is longer than any: a broken text, not a person."""
    if max(len(found.claimant), len(found.claimant_surface)) <= NAME_LENGTH:
        return found
    return replace(found, claimant="", claimant_surface="", claimant_rule="")


def _claim_found(version: ArticleVersion, found: FoundClaim, extractor_version: str) -> Claim:
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
        extractor=EXTRACTOR,
        extractor_version=extractor_version,
    )


def _readings(extraction: Extraction) -> list[FoundClaim]:
    """Return all that we read in the text, in its order: a sentence each, none overlapping."""
    return sorted([*extraction.claims, *extraction.set_aside], key=attrgetter("start"))


def _claim_named(
    version: ArticleVersion, draft: DraftClaim, readings: Sequence[FoundClaim]
) -> Claim:
    """Return what the source says of its claim, with kind and score from our reading of it."""
    anchor = describe(version.text, draft.start, draft.end)
    found = _reading_of(draft, readings)
    rating = rating_of(
        draft.rating_label, draft.rating_value, draft.rating_best, draft.rating_worst
    )
    return Claim(
        article=version.article,
        version=version,
        quote=draft.quote,
        start=draft.start,
        end=draft.end,
        prefix=anchor.prefix,
        suffix=anchor.suffix,
        text=draft.text,
        claimant=draft.claimant,
        claimed_on=draft.claimed_on,
        claimed_on_precision=DatePrecision.DAY if draft.claimed_on else "",
        kind=found.kind if found else Kind.EVENT,
        check_worthiness=found.check_worthiness if found else 0.0,
        reasons=list(found.reasons) if found else [],
        features=found.features if found else {},
        extractor="source",
        imported_rating=draft.rating_label or _number(draft.rating_value),
        imported_explanation=draft.explanation,
        suggested_rating=rating or "",
    )


def _number(value: Decimal | None) -> str:
    return "" if value is None else str(value)


def _reading_of(draft: DraftClaim, readings: Sequence[FoundClaim]) -> FoundClaim | None:
    """Return the most check-worthy reading that overlaps the claim; None when none does."""
    after = bisect_left(readings, draft.end, key=attrgetter("start"))
    before_its_end = (readings[place] for place in range(after - 1, -1, -1))
    overlapping = takewhile(lambda found: found.end > draft.start, before_its_end)
    return max(overlapping, key=attrgetter("check_worthiness"), default=None)


def _tag(claims: Sequence[Claim], named: Sequence[DraftClaim]) -> None:
    names = sorted({name for draft in named for name in draft.tags})
    Tag.objects.bulk_create((Tag(name=name) for name in names), ignore_conflicts=True)
    tags = Tag.objects.in_bulk(names, field_name="name")
    through = Claim.tags.through
    through.objects.bulk_create(
        through(claim_id=claim.pk, tag_id=tags[name].pk)
        for claim, draft in zip(claims, named, strict=True)
        for name in draft.tags
    )


def _sources_of(
    claims: Sequence[Claim], named: Sequence[DraftClaim]
) -> Iterator[tuple[Claim, DraftEvidence]]:
    for claim, draft in zip(claims, named, strict=True):
        for piece in [*draft.evidence, *_review_of(draft)]:
            yield claim, piece


def _review_of(draft: DraftClaim) -> list[DraftEvidence]:
    """Another desk's review is context for ours, and its page is watched like any other."""
    if not draft.review_url or any(piece.url == draft.review_url for piece in draft.evidence):
        return []
    return [DraftEvidence(draft.review_url, Stance.CONTEXT, note=draft.reviewed_by)]
