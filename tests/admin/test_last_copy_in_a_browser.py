"""The excerpt of our last copy, as it is read on a screen and by keyboard, in German."""

from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Page

from claims.models import LinkCheck, Snapshot
from tests.admin.test_lists_in_a_browser import in_chromium

pytestmark = [pytest.mark.services("chromium"), pytest.mark.django_db(transaction=True)]

LONG = "\n".join(f"{n}. Die Stadt kauft zwölf neue Busse, und zwar noch heuer." for n in range(40))
LINES_CUT_THROUGH = """
    box => [...box.querySelectorAll("p")].flatMap(line => {
        const words = document.createRange();
        words.selectNodeContents(line);
        return [...words.getClientRects()];
    }).filter(line => {
        const foot = box.getBoundingClientRect().bottom;
        return line.top + 1 < foot && foot < line.bottom - 1;
    }).length
"""
LISTEN = """
    box => {
        const scroll = done => box.addEventListener("scroll", () => done(true), { once: true });
        box.scrolled = new Promise(scroll);
    }
"""


@pytest.fixture
def path(evidence, now) -> str:
    """The address of a page with a long copy."""
    visit = LinkCheck.objects.create(
        page=evidence.page, checked_at=now, outcome="alive", link_state="alive"
    )
    Snapshot.objects.create(
        visit=visit, page=evidence.page, text=LONG, warc="lost.warc.gz", taken_at=now
    )
    return reverse("admin:claims_citedpage_change", args=[evidence.page_id])


@pytest.mark.parametrize("width", [1280, 390])
def test_the_last_copy_is_scrolled_by_keyboard_and_no_line_is_cut_through(
    live_server, browser, reviewer, path, width
):
    def read(tab: Page) -> dict[str, Any]:
        tab.goto(path)
        excerpt = tab.get_by_role("region", name="Unsere letzte Kopie")
        cut = excerpt.evaluate(LINES_CUT_THROUGH)
        excerpt.evaluate(LISTEN)
        excerpt.focus()
        tab.keyboard.press("PageDown")
        return {"cut": cut, "scrolled": excerpt.evaluate("box => box.scrolled")}

    session = browser(reviewer).cookies[settings.SESSION_COOKIE_NAME].value

    found = in_chromium(live_server.url, session, width, read)

    assert found == {"cut": 0, "scrolled": True}
