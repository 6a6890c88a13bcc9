"""Tweets and the verified claims that they repeat: CheckThat 2020 task 2."""

import csv
import io
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

_ARCHIVE = Path("ct20_task2", "v3.zip")
_CLAIMS, _TWEETS, _PAIRS = "verified_claims.docs.tsv", "tweets.queries.tsv", ".qrels"


@dataclass(frozen=True, slots=True)
class VerifiedClaim:
    """A claim that somebody reviewed, and the title of the review."""

    name: str
    text: str
    title: str


@dataclass(frozen=True, slots=True)
class Tweet:
    """A text, and the names of the verified claims that it repeats."""

    text: str
    repeats: frozenset[str]


def require_archive(data: Path) -> None:
    """Raise FileNotFoundError, naming the file, when it is not there."""
    (data / _ARCHIVE).stat()


def verified_claims(data: Path) -> list[VerifiedClaim]:
    with ZipFile(data / _ARCHIVE) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith(_CLAIMS))
        return [VerifiedClaim(*row) for row in _rows(archive, name)]


def tweets(data: Path) -> list[Tweet]:
    """Return the tweets of all parts that the archive holds."""
    with ZipFile(data / _ARCHIVE) as archive:
        parts = [name for name in archive.namelist() if name.endswith(_TWEETS)]
        return [tweet for part in parts for tweet in _part(archive, part)]


def _part(archive: ZipFile, name: str) -> Iterator[Tweet]:
    folder = name.removesuffix(_TWEETS)
    (pairs,) = (
        name for name in archive.namelist() if name.startswith(folder) and name.endswith(_PAIRS)
    )
    wanted = _wanted(archive.read(pairs).decode())
    for number, text in _rows(archive, name):
        if number in wanted:
            yield Tweet(text, frozenset(wanted[number]))


def _wanted(pairs: str) -> Mapping[str, set[str]]:
    wanted: dict[str, set[str]] = defaultdict(set)
    for line in pairs.splitlines():
        tweet, _, claim, _ = line.split("\t")
        wanted[tweet].add(claim)
    return wanted


def _rows(archive: ZipFile, name: str) -> Iterator[list[str]]:
    """Yield the rows below the heading."""
    with archive.open(name) as lines:
        rows = csv.reader(io.TextIOWrapper(lines, "utf-8", newline=""), delimiter="\t")
        next(rows)
        yield from rows
