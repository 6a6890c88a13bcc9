"""News articles of our own, sentence by sentence, with what we hold to be checkable."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.extraction_figures import Figure, Hits, average_precision
from claims.extraction.extract import extract_claims
from claims.extraction.sentences import split_sentences

_ARTICLES = Path(__file__).with_name("articles")
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class LabelledArticle:
    """A text, its headings' and sentences' places, and which sentences are checkable."""

    text: str
    places: tuple[Place, ...]
    labels: dict[Place, bool]


def sentence_spans(_: Path) -> Figure:
    """Return the F1 of exact sentences over all articles."""
    right = found = wanted = 0
    for article in own_articles():
        spans = split_sentences(article.text, language="de")
        ours = {(span.start, span.end) for span in spans}
        right += len(ours.intersection(article.places))
        found, wanted = found + len(ours), wanted + len(article.places)
    return Figure(Hits(right, found, wanted).f1, f"{wanted} sentences and headings of our own")


def ranking(_: Path) -> Figure:
    """Return the worst article's average precision; document order is told beside it."""
    figures = [_ranked(article) for article in own_articles()]
    worst, in_order = min(figures)
    return Figure(
        worst, f"the worst of {len(figures)} articles of our own; in order {in_order:.3f}"
    )


def checkable(_: Path) -> Figure:
    """Return the worst article's F1 of what becomes a claim."""
    figures = [_decided(article) for article in own_articles()]
    return Figure(min(figures), f"the worst of {len(figures)} articles of our own")


def own_articles() -> Iterator[LabelledArticle]:
    for path in sorted(_ARTICLES.glob("*.de.txt")):
        yield read_article(path.read_text(encoding="utf-8"))


def read_article(written: str) -> LabelledArticle:
    """Read lines marked `#` heading, `+` checkable, `-` not; an empty one parts paragraphs."""
    text, places, labels = "", [], {}
    for block in written.strip().split("\n\n"):
        for line in block.splitlines():
            place = (len(text), len(text) + len(line) - 2)
            places.append(place)
            if line[0] != "#":
                labels[place] = line[0] == "+"
            text += line[2:] + " "
        text = text[:-1] + "\n"
    return LabelledArticle(text, tuple(places), labels)


def _ranked(article: LabelledArticle) -> tuple[float, float]:
    """Return the average precision by score and by the order of the text."""
    extraction = extract_claims(article.text, language="de")
    found = (*extraction.claims, *extraction.set_aside)
    scores = {(each.start, each.end): each.check_worthiness for each in found}
    labels = list(article.labels.values())
    ranked = average_precision([scores.get(place, 0.0) for place in article.labels], labels)
    return ranked, average_precision([-float(start) for start, _ in article.labels], labels)


def _decided(article: LabelledArticle) -> float:
    claims = {(each.start, each.end) for each in extract_claims(article.text, language="de").claims}
    wanted = {place for place, is_checkable in article.labels.items() if is_checkable}
    return Hits(len(claims & wanted), len(claims), len(wanted)).f1
