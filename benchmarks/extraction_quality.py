"""How good extraction is, measure by measure."""

from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.extraction_data import LabelledText, comments, debate_sentences, news_sentences
from benchmarks.extraction_figures import Figure, Hits, average_precision, macro_f1
from benchmarks.extraction_speakers import SpokenSentence, quoted_articles, spoken_sentences
from claims.extraction.check_worthiness import THRESHOLD
from claims.extraction.extract import extract_claims
from claims.extraction.sentences import split_sentences
from tests.extraction.sentence_cases import ENGLISH, GERMAN

_PRECISION = 0.85


def tricky_sentences(_: Path) -> Figure:
    """Return the share of the suite's cases whose sentences are all found."""
    cases = [(case, "de") for case in GERMAN] + [(case, "en") for case in ENGLISH]
    right = sum(_sentences(" ".join(case), language) == case for case, language in cases)
    return Figure(right / len(cases), f"{len(cases)} cases")


def german_comments(data: Path) -> Figure:
    return _decisions(comments(data), "de", of="comments")


def german_news(data: Path) -> Figure:
    return _decisions(news_sentences(data), "de", of="sentences")


def debate_ranking(part: str) -> Callable[[Path], Figure]:
    """Return the measure of how the sentences of one part are ranked."""

    def ranking(data: Path) -> Figure:
        texts = debate_sentences(data, part=part)
        value = average_precision(_scores(texts, "en"), _labels(texts))
        return Figure(value, f"{len(texts):,} sentences, {sum(_labels(texts)):,} check-worthy")

    return ranking


def detection(data: Path) -> Figure:
    """Return the best F1 at the precision asked for, over all bounds of confidence."""
    sentences = _spoken(data)
    bounds = sorted({0.0} | {sure for each in sentences for _, sure in each.suggested})
    precise = [
        (hits.f1, bound, hits)
        for bound in bounds
        if (hits := _detected(sentences, bound)).precision >= _PRECISION
    ]
    if not precise:
        return Figure(0.0, f"no confidence gives a precision of {_PRECISION}")
    value, bound, hits = max(precise, key=lambda each: each[:2])
    return Figure(value, f"{_shares(hits)}, confidence from {bound:g}")


def right_speaker(data: Path) -> Figure:
    sentences = _spoken(data)
    right = sum(each.is_right for each in sentences)
    named = sum(bool(each.speakers) for each in sentences)
    hits = Hits(right, sum(bool(each.suggested) for each in sentences), named)
    return Figure(hits.f1, _shares(hits))


def _sentences(text: str, language: str) -> list[str]:
    return [span.of(text) for span in split_sentences(text, language=language)]


def _decisions(texts: Sequence[LabelledText], language: str, *, of: str) -> Figure:
    decisions = [score >= THRESHOLD for score in _scores(texts, language)]
    note = f"{len(texts):,} {of}, {sum(_labels(texts)):,} checkable, score from {THRESHOLD:g}"
    return Figure(macro_f1(decisions, _labels(texts)), note)


def _labels(texts: Sequence[LabelledText]) -> list[bool]:
    return [each.is_checkable for each in texts]


def _scores(texts: Sequence[LabelledText], language: str) -> list[float]:
    """Return the score of each text's best sentence; 0 where no sentence states anything."""
    return [_score(each.text, language) for each in texts]


def _score(text: str, language: str) -> float:
    found = extract_claims(text, language=language)
    sentences = (*found.claims, *found.set_aside)
    return max((each.check_worthiness for each in sentences), default=0.0)


def _spoken(data: Path) -> list[SpokenSentence]:
    return [each for article in quoted_articles(data) for each in spoken_sentences(article)]


def _detected(sentences: Sequence[SpokenSentence], confidence: float) -> Hits:
    found = [each for each in sentences if each.is_detected(confidence)]
    quoted = sum(each.is_quoted for each in sentences)
    return Hits(sum(each.is_quoted for each in found), len(found), quoted)


def _shares(hits: Hits) -> str:
    return f"P {hits.precision:.3f}, R {hits.recall:.3f}, {hits.wanted:,} quoted sentences"
