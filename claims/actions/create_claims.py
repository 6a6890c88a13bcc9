from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from operator import attrgetter

from claims.actions.cite_sources import cite_sources
from claims.actions.prepare_draft import PreparedDraft
from claims.actions.store_claims import claim_of, store_claims
from claims.extraction.anchors import describe
from claims.extraction.extract import VERSION, FoundClaim
from claims.extraction.passages import read_alone, reading_at, readings_of
from claims.models import ArticleVersion, Claim, Person, Tag
from claims.readers.draft import DraftClaim, DraftEvidence
from claims.readers.ratings import rating_of
from claims.vocabulary import DatePrecision, Extractor, Stance


def create_claims(
    version: ArticleVersion,
    prepared: PreparedDraft,
    *,
    known: Iterable[Claim],
    by: Person | None,
    now: datetime,
) -> list[Claim]:
    """Store the claims of a version that the desk does not know yet, in the text's order.

    The claims that the source names itself take the place of those found in its text.
    """
    if prepared.draft.claims is None:
        return store_claims(_claims_found(version, prepared, list(known)), by=by, now=now)
    spans = {_span(claim) for claim in known}
    named = [claim for claim in prepared.draft.claims if _span(claim) not in spans]
    readings = readings_of(prepared.extraction)
    claims = [_claim_named(version, claim, prepared, readings) for claim in named]
    claims = store_claims(claims, by=by, now=now)
    _tag(claims, named)
    cite_sources(list(_sources_of(claims, named)), by=by, now=now)
    return claims


def _claims_found(
    version: ArticleVersion, prepared: PreparedDraft, known: Sequence[Claim]
) -> list[Claim]:
    """Return what the rules found, and of what a language model pointed at the rest.

    Where a claim stands already nothing is added, though a person gave it other bounds.
    """
    spans = {_span(claim) for claim in known}
    new = (claim for claim in prepared.extraction.claims if _span(claim) not in spans)
    by_rules = [claim for claim in new if _is_free(claim, spans)]
    pointed_at = [claim for claim in prepared.pointed_at if _is_free(claim, spans)]
    rules = [
        claim_of(
            version,
            claim,
            extractor=Extractor.RULES,
            extractor_version=prepared.extraction.version,
        )
        for claim in by_rules
    ]
    model = [
        claim_of(
            version,
            claim,
            extractor=Extractor.LANGUAGE_MODEL,
            extractor_version=prepared.model_version,
        )
        for claim in pointed_at
    ]
    return sorted([*rules, *model], key=attrgetter("start"))


def _is_free(found: FoundClaim, taken: Iterable[tuple[int, int]]) -> bool:
    return not any(start < found.end and found.start < end for start, end in taken)


def _span(claim: Claim | FoundClaim | DraftClaim) -> tuple[int, int]:
    return claim.start, claim.end


def _claim_named(
    version: ArticleVersion,
    draft: DraftClaim,
    prepared: PreparedDraft,
    readings: Sequence[FoundClaim],
) -> Claim:
    """Return what the source says of its claim, with kind and score from our reading of it."""
    anchor = describe(version.text, draft.start, draft.end)
    found = reading_at(draft.start, draft.end, readings) or read_alone(
        version.text,
        draft.start,
        draft.end,
        language=version.article.language,
        weights=prepared.weights,
    )
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
        kind=found.kind,
        check_worthiness=found.check_worthiness,
        reasons=list(found.reasons),
        features=found.features,
        features_version=VERSION,
        extractor=Extractor.SOURCE,
        imported_rating=draft.rating_label or _number(draft.rating_value),
        imported_explanation=draft.explanation,
        suggested_rating=rating or "",
    )


def _number(value: Decimal | None) -> str:
    return "" if value is None else str(value)


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
