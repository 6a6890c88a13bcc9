import re
from pathlib import Path
from typing import Any

import pytest

from tests.seeds.seed_files import DESK, HTML_FILES, PAGES, WEB, file_behind, text_of


@pytest.mark.parametrize(("path", "answer"), PAGES.items())
def test_a_path_answers_with_a_file_or_leads_to_a_path_that_does(
    path: str, answer: dict[str, Any]
) -> None:
    assert path.startswith("/quellen/")
    assert answer.keys() <= {"file", "status", "location"}
    assert (WEB / file_behind(path)).is_file()


@pytest.mark.parametrize("file", HTML_FILES, ids=lambda file: file.name)
def test_a_page_says_that_it_is_made_up(file: Path) -> None:
    text = text_of(str(file.relative_to(WEB)))

    assert "Demo-Quelle" in text or "Demo source" in text
    assert "belegt nichts" in text or "proves nothing" in text


@pytest.mark.parametrize("file", HTML_FILES, ids=lambda file: file.name)
def test_a_page_refers_to_no_outside_host(file: Path) -> None:
    html = file.read_text(encoding="utf-8")
    addresses = re.findall(r'(?:href|src|action|srcset|content)="([^"]*[/:][^"]*)"', html)

    assert "://" not in html
    assert addresses
    assert all(re.match(r"/(?!/)", address) for address in addresses)
    assert set(addresses) <= set(PAGES)


@pytest.mark.parametrize("file", HTML_FILES, ids=lambda file: file.name)
def test_a_page_needs_no_inline_style_or_script(file: Path) -> None:
    html = file.read_text(encoding="utf-8")

    assert not re.search(r"<script|<style|\sstyle=|\son\w+=", html)


def test_the_style_sheet_loads_nothing() -> None:
    css = (WEB / "quelle.css").read_text(encoding="utf-8")

    assert "url(" not in css
    assert "@import" not in css


def test_every_page_file_is_served_or_remembered() -> None:
    served = {answer["file"] for answer in PAGES.values() if "file" in answer}
    remembered = {visit["file"] for page in DESK["pages"].values() for visit in page["visits"]}

    assert {str(file.relative_to(WEB)) for file in HTML_FILES} <= served | remembered


def test_the_script_has_every_way_in_which_a_source_can_rot() -> None:
    ways = {
        path: (answer.get("status", 200), "nicht gefunden" in text_of(answer["file"]))
        for path, answer in PAGES.items()
        if answer.get("file", "").endswith(".html")
    }

    assert PAGES["/quellen/grok-notizen.html"]["status"] == 301
    assert ways["/quellen/rechenleistung.html"] == (410, False)
    assert ways["/quellen/gerichtsakte.html"] == (403, False)
    assert ways["/quellen/umfrage-archiv.html"] == (200, True)
