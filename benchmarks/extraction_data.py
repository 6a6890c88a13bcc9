"""The development data sets of extraction, read from the folder that holds them."""

import csv
import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ENCODING = "utf-8-sig"


@dataclass(frozen=True, slots=True)
class LabelledText:
    """A text and whether people found a checkable claim in it."""

    text: str
    is_checkable: bool


def comments(data: Path) -> list[LabelledText]:
    """Return the German comments of GermEval 2021, subtask 3."""
    with (data / "germeval21" / "GermEval21_TrainData.csv").open(encoding=ENCODING) as lines:
        return [
            LabelledText(row["comment_text"], row["Sub3_FactClaiming"] == "1")
            for row in csv.DictReader(lines)
        ]


def news_sentences(data: Path) -> list[LabelledText]:
    """Return all German sentences of CheckThat 2025 task 1; an objective one is checkable."""
    folder = data / "ct25_subj"
    parts = [folder / f"{part}_de.tsv" for part in ("train", "dev", "dev_test")]
    return [sentence for part in parts for sentence in _news_part(part)]


def debate_sentences(data: Path, *, part: str) -> list[LabelledText]:
    """Return the `dev` or the `train` part of the English debates of CheckThat 2023."""
    plain = data / "ct24" / f"CT24_checkworthy_english_{part}.tsv"
    packed = plain.with_name(f"{plain.name}.gz")
    if packed.exists():
        with gzip.open(packed, "rt", encoding=ENCODING, newline="") as lines:
            return list(_debate(lines))
    with plain.open(encoding=ENCODING, newline="") as lines:
        return list(_debate(lines))


def _news_part(path: Path) -> Iterator[LabelledText]:
    with path.open(encoding=ENCODING, newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield LabelledText(row["sentence"], row["label"] == "OBJ")


def _debate(lines: Iterator[str]) -> Iterator[LabelledText]:
    for row in csv.DictReader(lines, delimiter="\t"):
        yield LabelledText(row["Text"], row["class_label"] == "Yes")
