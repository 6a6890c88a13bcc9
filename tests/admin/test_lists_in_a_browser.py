"""Every list of the desk on a screen of 1280 pixels and on a phone, in long German words.

The browser runs in a thread of its own, since playwright keeps an event loop in its thread
and Django then refuses to ask the database there.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Page, sync_playwright

from claims.actions.take_step import take_step
from claims.models import Claim, LearnedWeights, Subscription
from tests.browser import ARGUMENTS
from tests.services import chromium_path

pytestmark = [pytest.mark.services("chromium"), pytest.mark.django_db(transaction=True)]

LISTS = [
    reverse(f"admin:claims_{name}_changelist")
    for name in ("claim", "article", "citedpage", "statuschange", "subscription", "learnedweights")
]
OVERLAP = """
    list => [...list.querySelectorAll("th, td")].map(cell => Math.max(
        0,
        cell.getBoundingClientRect().right - list.parentElement.getBoundingClientRect().right,
    )).reduce((widest, next) => Math.max(widest, next), 0)
"""
LABELS = """
    list => [...list.querySelectorAll("tbody tr:first-child td")]
        .filter(cell => cell.checkVisibility())
        .map(cell => getComputedStyle(cell, "::before").content)
"""


@pytest.fixture
def session(browser, editor, reviewer, verified_claim, now) -> str:
    """The session of a person at a desk whose words and names are as long as they get."""
    Claim.objects.update(kind="relation", claimant="eine Auswertung von Berufsprofilen")
    Claim.objects.update(assigned_to=reviewer)
    url = "https://archive.example.org/" + "ein-langer-name-" * 4
    take_step(verified_claim, "flag", by=reviewer, now=now, reason=f"Verschwunden: {url}")
    Subscription.objects.create(person=editor, scope="claim", claim=verified_claim)
    LearnedWeights.objects.create(
        language="de",
        number=1,
        weights={"bias": 0.0},
        features_version="0",
        accepted=640,
        dismissed=410,
        learned_by=editor,
        learned_at=now,
    )
    return browser(editor).cookies[settings.SESSION_COOKIE_NAME].value


def in_chromium(address: str, session: str, width: int, look: Callable[[Page], Any]) -> Any:
    def run() -> Any:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium_path(), args=ARGUMENTS)
            context = browser.new_context(
                base_url=address, locale="de-DE", viewport={"width": width, "height": 900}
            )
            cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": address}
            context.add_cookies([cookie])
            try:
                return look(context.new_page())
            finally:
                browser.close()

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(run).result()


@pytest.mark.parametrize("width", [1280, 390])
def test_no_list_is_wider_than_its_screen(live_server, session, width):
    def overlaps(tab: Page) -> dict[str, int]:
        found = {}
        for path in LISTS:
            tab.goto(path)
            found[path] = tab.locator("#result_list").evaluate(OVERLAP)
        return found

    found = in_chromium(live_server.url, session, width, overlaps)

    assert found == dict.fromkeys(LISTS, 0)


@pytest.mark.parametrize(
    ("name", "labels"),
    [
        ("citedpage", ["Linkstatus", "Zitat", "Nächster Besuch am", "Belege"]),
        ("article", ["Medium", "Sprache", "Eigener", "Behauptungen", "Offene Behauptungen"]),
    ],
)
def test_on_a_phone_each_value_says_what_it_is_and_empty_ones_are_left_out(
    live_server, session, name, labels
):
    def shown(tab: Page) -> list[str]:
        tab.goto(reverse(f"admin:claims_{name}_changelist"))
        found: list[str] = tab.locator("#result_list").evaluate(LABELS)
        return found

    found = in_chromium(live_server.url, session, 390, shown)

    assert found == [f'"{label}: "' for label in labels]
