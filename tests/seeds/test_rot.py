from datetime import UTC, datetime
from typing import Any

import pytest

from claims.linkcheck.inspection import Order, Report, inspect
from claims.linkcheck.visit import Hop, Visit
from tests.seeds.seed_files import DESK, EVIDENCE, PAGES, WEB, file_behind, status_of

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
HOST = "http://127.0.0.1:8000"
ROTTEN = {
    "/quellen/rechenleistung.html": "gone",
    "/quellen/grok-notizen.html": "moved",
    "/quellen/gerichtsakte.html": "blocked",
    "/quellen/umfrage-archiv.html": "soft_404",
}


@pytest.mark.parametrize("path", DESK["pages"])
def test_a_visit_finds_a_page_as_the_demo_tells_it(path: str) -> None:
    assert visit_today(path).outcome == ROTTEN.get(path, "alive")


@pytest.mark.parametrize("evidence", EVIDENCE, ids=lambda evidence: evidence["quote"][:40])
def test_a_visit_finds_a_quote_as_the_demo_expects(evidence: dict[str, Any]) -> None:
    expected = {"unread": "unknown"}.get(evidence["expect"], evidence["expect"])

    report = visit_today(evidence["page"], evidence["quote"])

    assert report.quotes[0].state == expected


def visit_today(path: str, quote: str = "") -> Report:
    location = PAGES[path].get("location", path)
    redirects = (Hop(HOST + path, status_of(path), location),) if location != path else ()
    visit = Visit(
        url=HOST + path,
        final_url=HOST + location,
        http_status=status_of(location),
        visited_at=NOW,
        hops=redirects,
        headers={"content-type": "text/html; charset=utf-8"},
        body=(WEB / file_behind(path)).read_bytes(),
    )
    return inspect(Order(HOST + path, quotes=(quote,)), visit)
