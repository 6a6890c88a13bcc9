"""The measures of extraction: what each must reach, and how it is taken."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks import repeats
from benchmarks.extraction_articles import checkable, ranking, sentence_spans
from benchmarks.extraction_figures import Figure
from benchmarks.extraction_quality import (
    debate_ranking,
    detection,
    german_comments,
    german_news,
    right_speaker,
    tricky_sentences,
)
from benchmarks.extraction_speed import speed


@dataclass(frozen=True, slots=True)
class Measure:
    """A line of the table. `take` gets the folder of the data sets."""

    name: str
    title: str
    must: float
    aim: float
    take: Callable[[Path], Figure]
    is_ratio: bool = False
    """A ratio is good when it is small; all else lies in 0..1 and is good when large."""

    def bound(self, value: float) -> str:
        return f"≤ {value:g} ×" if self.is_ratio else f"≥ {value:g}"

    def shown(self, value: float) -> str:
        return f"{value:.2f} ×" if self.is_ratio else f"{value:.3f}"

    def verdict(self, value: float | None) -> str:
        """Return how far a figure reaches."""
        if value is None:
            return "not measured"
        if self._reaches(value, self.aim):
            return "at the aim"
        return "over the must" if self._reaches(value, self.must) else "below the must"

    def _reaches(self, value: float, bound: float) -> bool:
        return value <= bound if self.is_ratio else value >= bound


MEASURES = (
    Measure("spans", "exact sentence spans, German news, F1", 0.97, 1.0, sentence_spans),
    Measure("tricky", "tricky sentence cases of our own", 0.85, 0.95, tricky_sentences),
    Measure("ranking", "ranking of a German news article, AP", 0.93, 0.97, ranking),
    Measure("checkable", "checkable or not, same article, F1", 0.90, 0.94, checkable),
    Measure("comments", "German comments (GermEval 2021), macro F1", 0.63, 0.68, german_comments),
    Measure("news", "German news (CheckThat 2025), macro F1", 0.57, 0.62, german_news),
    Measure("debates", "English debates, dev part, AP", 0.73, 0.78, debate_ranking("dev")),
    Measure(
        "debates-train", "English debates, train part, AP", 0.73, 0.78, debate_ranking("train")
    ),
    Measure("detection", "attribution on Wikinews, detection F1", 0.60, 0.70, detection),
    Measure("speaker", "right speaker, same, F1", 0.45, 0.60, right_speaker),
    Measure("repeats", "repeats (CheckThat 2020), MAP@5", 0.86, 0.92, repeats.quality),
    Measure("speed", "60 sentences against trafilatura", 10, 5, speed, is_ratio=True),
    Measure("growth", "repeats at 1,000,000 against 1,000", 10, 3, repeats.growth, is_ratio=True),
)
