"""Reads the word lists in `lexicons/`: one folder a language, one TOML file a topic."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

LANGUAGES = ("de", "en")
ANY = "any"
"""The folder of what holds in every language."""
_FOLDER = Path(__file__).with_name("lexicons")


def require_language(language: str) -> None:
    """Raise ValueError naming the language when we have no word lists for it."""
    if language not in LANGUAGES:
        known = ", ".join(LANGUAGES)
        raise ValueError(f"No rules for the language {language!r}; known are {known}.")


@cache
def words(language: str, topic: str, name: str) -> frozenset[str]:
    """Return the list `name` as a set; in the files words are parted by white space."""
    return frozenset(table(language, topic)[name].split())


@cache
def phrases(language: str, topic: str, name: str) -> tuple[str, ...]:
    """Return a list whose entries may hold several words: one entry a line."""
    lines = (line.strip() for line in table(language, topic)[name].splitlines())
    return tuple(line for line in lines if line)


@cache
def table(language: str, topic: str) -> dict[str, Any]:
    """Return the whole file of a topic."""
    return tomllib.loads((_FOLDER / language / f"{topic}.toml").read_text(encoding="utf-8"))
