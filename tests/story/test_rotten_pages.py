"""What colleagues do about the pages of the demo that refuse, or changed under a verdict."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.story.colleague import Colleague
from tests.waiting import until

pytestmark = pytest.mark.services("chromium")

LIST = "/admin/claims/citedpage/"


def test_a_blocked_page_waits_for_a_look_and_then_no_longer(
    colleague: Callable[..., Colleague],
) -> None:
    ben = colleague("ben", locale="de-DE")
    tab = _first_of(ben, "by_hand=waiting")
    tab.locator("#by-hand input[value=quote_gone]").check()
    tab.locator("#by-hand textarea").fill("Absatz 3 fehlt.")
    tab.locator("#by-hand button").click()

    expect(tab.locator("#by-hand .sighting")).to_contain_text("Die zitierte Stelle ist nicht da")
    expect(tab.locator("#by-hand .notice a")).to_have_count(1)
    expect(tab.locator(".timeline .sighting")).to_contain_text("Ben Adeyemi")
    expect(ben.open("/admin/").locator("a[href$='by_hand=waiting'] strong")).to_have_text("0")
    assert ben.complaints == []


def test_a_lost_quote_leads_to_what_changed_and_to_the_page_as_it_was(
    colleague: Callable[..., Colleague],
) -> None:
    clara = colleague("clara", locale="en-GB")
    tab = _first_of(clara, "quote=missing")
    tab.get_by_role("link", name="Show the changes").click()

    gone = "Nach Abschluss der Runde liegt die Bewertung von xAI bei mehr als 24 Milliarden Dollar."
    expect(tab.locator(".diff del").filter(has_text=gone)).to_be_visible()
    expect(tab.locator(".quoted")).to_contain_text(gone)
    tab.locator("#content-main a[href^='/archive/']").first.click()
    tab.get_by_role("link", name="The page as it was").click()
    expect(tab.frame_locator("iframe").get_by_text(gone)).to_be_visible()
    # The visitor's own eye on every page is a script, and the copies let none run.
    assert [heard for heard in clara.complaints if "frame is sandboxed" not in heard] == []


def _first_of(person: Colleague, query: str) -> Page:
    """Open the first page that the list finds, as soon as the desk has visited it."""
    rows = "#result_list tbody tr"
    until(lambda: person.open(f"{LIST}?{query}").locator(rows).count())
    person.tab.locator(rows).first.locator("th a").click()
    person.tab.wait_for_url(f"**{LIST}*/change/**")
    return person.tab
