"""How long extraction takes, against reading the same article out of its web page."""

from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path
from time import process_time

import trafilatura

from benchmarks.extraction_figures import Figure
from benchmarks.extraction_speakers import quoted_articles
from claims.extraction.extract import extract_claims

SENTENCES = 60


def speed(data: Path) -> Figure:
    """Return how many times as long extraction takes; each article is read once by both.

    Both work on articles that they have not seen before: extraction remembers sentences.
    What counts is the time of the CPU, so that a busy machine changes little.
    """
    warm, *articles = _articles(data)
    _seconds(warm)
    taken = [_seconds(article) for article in articles]
    ours, theirs = (sum(seconds) / len(taken) for seconds in zip(*taken, strict=True))
    note = f"{ours * 1000:.1f} ms against {theirs * 1000:.1f} ms, {len(taken)} articles"
    return Figure(ours / theirs, note)


def _articles(data: Path) -> Iterator[str]:
    """Yield texts of 60 sentences, short Wikinews articles put together as paragraphs."""
    sentences: list[str] = []
    for article in quoted_articles(data):
        sentences += [article.text[start:end].strip() for start, end in article.sentences]
        while len(sentences) >= SENTENCES:
            yield "\n\n".join(_paragraphs(sentences[:SENTENCES]))
            sentences = sentences[SENTENCES:]


def _paragraphs(sentences: list[str]) -> list[str]:
    return [" ".join(sentences[place : place + 4]) for place in range(0, len(sentences), 4)]


def _seconds(text: str) -> tuple[float, float]:
    page = _page(text)
    return (
        _timed(lambda: extract_claims(text, language="de")),
        _timed(lambda: trafilatura.extract(page)),
    )


def _timed(work: Callable[[], object]) -> float:
    start = process_time()
    work()
    return process_time() - start


def _page(text: str) -> str:
    """Return a web page with a menu and a footer around the text."""
    menu = "".join(f'<li><a href="/{place}">Seite {place}</a></li>' for place in range(20))
    body = "".join(f"<p>{escape(part)}</p>" for part in text.split("\n\n"))
    return (
        '<!doctype html><html lang="de"><head><meta charset="utf-8"><title>Bericht</title></head>'
        f"<body><nav><ul>{menu}</ul></nav><main><article><h1>Bericht</h1>{body}</article></main>"
        "<footer><p>Impressum und Datenschutz</p></footer></body></html>"
    )
