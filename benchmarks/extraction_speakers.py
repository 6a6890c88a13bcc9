"""German Wikinews articles with the speakers that people annotated in them."""

import json
import re
import tarfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claims.extraction.extract import extract_claims
from claims.extraction.found import FoundClaim

_ARTICLES_OF_SPEECH = {"der", "die", "das", "des", "dem", "den", "ein", "eine", "einer", "eines"}


@dataclass(frozen=True, slots=True)
class QuotedArticle:
    """An article with its sentences as offset pairs, and its quotations.

    A quotation is its offset pairs and the words that name its speaker, which may be none.
    """

    text: str
    sentences: tuple[tuple[int, int], ...]
    quotations: tuple[tuple[tuple[tuple[int, int], ...], str], ...]


@dataclass(frozen=True, slots=True)
class SpokenSentence:
    """Who speaks in a sentence: as people annotated it, and as extraction suggests it."""

    is_quoted: bool
    speakers: tuple[str, ...]
    suggested: tuple[tuple[str, float], ...]
    """The words of the text that name a claimant, with the confidence."""

    def is_detected(self, confidence: float) -> bool:
        return any(sure >= confidence for _, sure in self.suggested)

    @property
    def is_right(self) -> bool:
        """Whether a suggestion shares a word with an annotated speaker."""
        return any(
            _words(surface) & _words(speaker)
            for surface, _ in self.suggested
            for speaker in self.speakers
        )


def quoted_articles(data: Path) -> Iterator[QuotedArticle]:
    """Yield the articles of the development part, by name."""
    with tarfile.open(data / "wikinews_quotes" / "wikinews_dev.tgz") as archive:
        for member in sorted(archive.getmembers(), key=lambda member: member.name):
            content = archive.extractfile(member) if member.name.endswith(".json") else None
            if content:
                yield _article(json.load(content))


def spoken_sentences(article: QuotedArticle) -> list[SpokenSentence]:
    """Return each annotated sentence with what extraction finds in it."""
    extraction = extract_claims(article.text, language="de")
    found = (*extraction.claims, *extraction.set_aside)
    return [_spoken(span, article, found) for span in article.sentences]


def _article(document: dict[str, Any]) -> QuotedArticle:
    return QuotedArticle(
        document["originalText"],
        tuple((each["charBegin"], each["charEnd"]) for each in document["sentences"]),
        tuple(
            (tuple(map(_offsets, note["quote"]["spans"])), note["speaker"]["text"])
            for note in document["annotations"]
        ),
    )


def _offsets(span: dict[str, int]) -> tuple[int, int]:
    return span["charBegin"], span["charEnd"]


def _spoken(
    sentence: tuple[int, int], article: QuotedArticle, found: Sequence[FoundClaim]
) -> SpokenSentence:
    here = [
        speaker
        for spans, speaker in article.quotations
        if any(_overlap(sentence, span) for span in spans)
    ]
    suggested = tuple(
        (claim.claimant_surface, claim.claimant_confidence)
        for claim in found
        if claim.claimant_surface and _overlap(sentence, (claim.start, claim.end))
    )
    return SpokenSentence(bool(here), tuple(filter(None, here)), suggested)


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return max(one[0], other[0]) < min(one[1], other[1])


def _words(name: str) -> set[str]:
    """Return the words of a name; articles name nobody, unless they stand alone."""
    words = set(re.findall(r"\w+", name.casefold()))
    return words - _ARTICLES_OF_SPEECH or words
