from collections.abc import Iterable
from dataclasses import replace

from django.utils.translation import gettext as _

from claims.actions.find_article import is_known
from claims.actions.prepare_draft import PreparedDraft
from claims.extraction.found import FoundClaim
from claims.extraction.passages import read_passage, readings_of
from claims.language_model.claims_pointed_at import VERSION, passages_pointed_at
from claims.language_model.endpoint import Endpoint, endpoint_from_settings
from claims.language_model.no_answer import NoAnswer
from claims.linkcheck.quote_places import TextPlaces

MAX_TEXT = 100_000
"""Characters that one question holds; few models read more."""

SHORTEST, LONGEST = 3, 1000
"""Words that a claim has at least, characters that it has at most."""

Span = tuple[int, int]


def ask_language_model(prepared: PreparedDraft) -> PreparedDraft:
    """Return the draft with what a language model sees in it beside the rules.

    The model only points at passages: they count where they stand in the text and the rules
    have no claim there, and what is said about them is the rules' reading. Whatever goes
    wrong costs nothing but these; `remark` says what happened. Not asked where none is set
    up, for claims that a source names itself, and for a text that the desk knows already,
    since importing it again must change nothing. Takes as long as the endpoint does, so it
    is called outside of any transaction.
    """
    endpoint = endpoint_from_settings()
    if endpoint is None or prepared.draft.claims is not None or is_known(prepared):
        return prepared
    try:
        return _with_passages(prepared, _passages(prepared.draft.text, endpoint), endpoint)
    except NoAnswer as failure:
        sentence = _("The language model %(model)s was of no help: %(reason)s.")
        told = {"model": endpoint.model, "reason": str(failure).removesuffix(".")}
        return replace(prepared, remark=sentence % told)


def _passages(text: str, endpoint: Endpoint) -> list[str]:
    if len(text) > MAX_TEXT:
        raise NoAnswer(_("the article is too long for it"))
    return passages_pointed_at(text, endpoint)


def _with_passages(
    prepared: PreparedDraft, passages: list[str], endpoint: Endpoint
) -> PreparedDraft:
    places = TextPlaces(prepared.draft.text)
    spans = [place for passage in passages if (place := _claim_place(passage, places))]
    added = tuple(_read(prepared, _beside_the_rules(prepared, spans)))
    sentence = _(
        "Claims that the language model %(model)s added: %(added)d. Passages that it named"
        " and that do not stand in the text: %(lost)d."
    )
    told = {"model": endpoint.model, "added": len(added), "lost": len(passages) - len(spans)}
    return replace(
        prepared,
        pointed_at=added,
        model_version=f"{VERSION}+{endpoint.model}"[:100],
        remark=sentence % told,
    )


def _claim_place(passage: str, places: TextPlaces) -> Span | None:
    """Return where a passage stands that can be a claim; None for all others."""
    if len(passage.split()) < SHORTEST or len(passage) > LONGEST:
        return None
    place = places.place_of(passage)
    return None if place is None or "\n" in places.text[slice(*place)] else place


def _beside_the_rules(prepared: PreparedDraft, spans: Iterable[Span]) -> list[Span]:
    """Return the spans, in the text's order, that overlap neither a claim nor each other."""
    taken = [(claim.start, claim.end) for claim in prepared.extraction.claims]
    kept: list[Span] = []
    for start, end in spans:
        if not any(left < end and start < right for left, right in [*taken, *kept]):
            kept.append((start, end))
    return sorted(kept)


def _read(prepared: PreparedDraft, spans: Iterable[Span]) -> Iterable[FoundClaim]:
    draft, readings = prepared.draft, readings_of(prepared.extraction)
    for start, end in spans:
        yield read_passage(
            draft.text,
            start,
            end,
            readings=readings,
            language=draft.language,
            weights=prepared.weights,
        )
