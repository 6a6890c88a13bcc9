"""The seed as its tests read it."""

import json
from pathlib import Path
from typing import Any

from selectolax.lexbor import LexborHTMLParser

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
WEB = SEEDS / "web"

GERMAN = (SEEDS / "xai-ressourcen.de.txt").read_text(encoding="utf-8")
ENGLISH = (SEEDS / "xai-resources.en.txt").read_text(encoding="utf-8")
DESK: dict[str, Any] = json.loads((SEEDS / "desk.json").read_text(encoding="utf-8"))
PAGES: dict[str, dict[str, Any]] = json.loads((WEB / "pages.json").read_text(encoding="utf-8"))

HTML_FILES = sorted(WEB.rglob("*.html"))
EVIDENCE = [evidence for claim in DESK["claims"] for evidence in claim["evidence"]]


def text_of(file: str) -> str:
    """Return what a reader sees of a page, with single spaces."""
    tree = LexborHTMLParser((WEB / file).read_text(encoding="utf-8"))
    assert tree.body is not None
    return " ".join(tree.body.text(separator=" ").split())


def status_of(path: str) -> int:
    return int(PAGES[path].get("status", 200))


def file_behind(path: str) -> str:
    """Return the file that a visitor of `path` reads in the end."""
    answer = PAGES[path]
    while "location" in answer:
        answer = PAGES[answer["location"]]
    return str(answer["file"])
