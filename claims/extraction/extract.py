"""From a text to its claims: the public door of extraction."""

import re
from datetime import date

from claims.extraction.anchors import describe
from claims.extraction.attribution import CARRIED, Attribution, attribute
from claims.extraction.calendar import Reference
from claims.extraction.check_worthiness import Weights, hand_set, reasons_for, score
from claims.extraction.dates import FoundDate, date_of, founding_date
from claims.extraction.features import Features, measure
from claims.extraction.found import Extraction, FoundClaim
from claims.extraction.kinds import Quotation, kind_of
from claims.extraction.lexicon import require_language
from claims.extraction.plain_sentence import plain_sentence
from claims.extraction.pointers import only_points
from claims.extraction.reading import Sentence, read_sentences
from claims.vocabulary import CHECKABLE_KINDS

EXTRACTOR = "rules"
VERSION = "3"

__all__ = ["EXTRACTOR", "VERSION", "Extraction", "FoundClaim", "extract_claims"]


def extract_claims(
    text: str,
    *,
    language: str,
    published_on: date | None = None,
    weights: Weights | None = None,
) -> Extraction:
    """Return what `text` claims, in its order.

    Dates such as "last month" are resolved against `published_on`; without it they stay
    unresolved. Headings and questions are neither claims nor set aside. `weights` are what
    a desk has learned; without them those set by hand count. Raises ValueError for a
    language without rules.
    """
    require_language(language)
    weights = weights or hand_set(language)
    sentences = read_sentences(text, language=language)
    speakers = attribute(sentences, language=language)
    dates = _dates(sentences, language, published_on)
    found = [
        _claim(text, sentence, speaker, said, language, weights)
        for sentence, speaker, said in zip(sentences, speakers, dates, strict=True)
        if _states(sentence, language)
    ]
    return Extraction(
        claims=tuple(claim for claim in found if claim.kind in CHECKABLE_KINDS),
        set_aside=tuple(claim for claim in found if claim.kind not in CHECKABLE_KINDS),
        version=f"{VERSION}+{weights.name}" if weights.name else VERSION,
    )


def _dates(sentences: list[Sentence], language: str, published_on: date | None) -> list[FoundDate]:
    """Return the date of each sentence; a quotation that goes on keeps its first one's."""
    frames = [sentence.frame for sentence in sentences]
    founded_on = founding_date(frames, language=language, published_on=published_on)
    reference = Reference(published_on, founded_on)
    dates: list[FoundDate] = []
    for sentence in sentences:
        own = date_of(sentence.frame, language=language, reference=reference)
        goes_on = sentence.goes_on and dates and not own.phrase
        dates.append(dates[-1] if goes_on else own)
    return dates


def _states(sentence: Sentence, language: str) -> bool:
    """Return whether a sentence could state something: no heading, question, link or remnant."""
    return (
        not sentence.is_heading
        and not sentence.words.rstrip("\"'“”»«)").endswith(("?", ":"))
        and bool(_THREE_WORDS.search(sentence.words))
        and not only_points(sentence.words, language=language)
    )


_THREE_WORDS = re.compile(r"(?:(?<!\S)[^\W_].*?){3}")


def _claim(
    text: str,
    sentence: Sentence,
    speaker: Attribution,
    said: FoundDate,
    language: str,
    weights: Weights,
) -> FoundClaim:
    features = _features(sentence, speaker, language)
    worth = score(features, weights)
    anchor = describe(text, sentence.span.start, sentence.span.end)
    return FoundClaim(
        quote=anchor.exact,
        start=sentence.span.start,
        end=sentence.span.end,
        prefix=anchor.prefix,
        suffix=anchor.suffix,
        text=plain_sentence(sentence, speaker, language=language),
        claimant=speaker.name,
        claimant_surface=speaker.surface,
        claimant_rule=speaker.rule,
        claimant_confidence=speaker.confidence,
        claimed_on=said.on,
        claimed_on_precision=said.precision,
        claimed_on_phrase=said.phrase,
        kind=kind_of(features, quotation=_quotation(sentence, speaker), score=worth).value,
        check_worthiness=worth,
        reasons=reasons_for(features, weights),
        features=features,
    )


def _quotation(sentence: Sentence, speaker: Attribution) -> Quotation:
    if not speaker.surface:
        return Quotation.NONE
    if not sentence.quotes:
        is_sure = speaker.confidence >= _SURE
        return Quotation.INDIRECT if is_sure else Quotation.NONE
    return Quotation.BARE if sentence.is_speech else Quotation.INTRODUCED


_SURE = 0.5
"""From this confidence on a speaker is taken to state what the sentence tells."""


def _features(sentence: Sentence, speaker: Attribution, language: str) -> Features:
    return measure(
        _ITEM_NUMBER.sub("", sentence.words),
        language=language,
        quoted=sentence.quotes,
        attributed=bool(speaker.surface) and speaker.rule not in CARRIED,
        reported=bool(speaker.surface),
    )


_ITEM_NUMBER = re.compile(r"^\d{1,2}[.)] (?=\D)")
"""That of a list's item counts nothing."""
