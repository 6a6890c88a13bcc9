"""Debian's Chromium, driven by playwright, and an eye on every page that it opens.

    with Visitor(chromium, "http://127.0.0.1:8000", locale="de-DE") as visitor:
        visitor.open("/admin/")
    visitor.complaints, visitor.seen

Nothing here may share a module with tests that ask the database: playwright keeps an event
loop in the thread, and Django then refuses.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Response, WebError, sync_playwright

from tests.services import chromium_path

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

TELL_VISITOR = """
    addEventListener("DOMContentLoaded", () => window.tellVisitor(
        location.href,
        document.documentElement.lang,
        document.title,
        document.querySelectorAll("h1").length,
    ));
"""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The browser, headless and with a fresh profile; each visitor is a stranger to the others."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium_path(), headless=True, args=ARGUMENTS
        )
        yield browser
        browser.close()


@dataclass(frozen=True)
class SeenPage:
    """What a loaded page says of itself."""

    url: str
    language: str
    title: str
    headings: int


class Visitor:
    """One person's browser: its own cookies, one tab, and a note of every complaint.

    `complaints` are what the console called a warning or an error, a breach of the
    Content-Security-Policy among them, uncaught exceptions, and parts of a page that did
    not come. `seen` are the pages in the order in which they were loaded.
    """

    def __init__(self, browser: Browser, address: str, *, locale: str = "en-GB") -> None:
        self.complaints: list[str] = []
        self.seen: list[SeenPage] = []
        self.context = browser.new_context(base_url=address, locale=locale)
        self.context.set_default_timeout(15_000)
        self.context.on("console", self._hear)
        self.context.on("weberror", self._note_error)
        self.context.on("response", self._note_response)
        self.context.expose_binding("tellVisitor", self._note_page)
        self.context.add_init_script(TELL_VISITOR)
        self.tab = self.context.new_page()

    def __enter__(self) -> "Visitor":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.context.close()

    def open(self, path: str) -> Page:
        self.tab.goto(path)
        return self.tab

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in {"warning", "error"}:
            self.complaints.append(f"{message.location['url']}: {message.text}")

    def _note_error(self, error: WebError) -> None:
        self.complaints.append(f"{self.tab.url}: {error.error}")

    def _note_response(self, response: Response) -> None:
        if response.status >= 400:
            self.complaints.append(f"{response.url}: {response.status}")

    def _note_page(self, _source: object, *told: Any) -> None:
        self.seen.append(SeenPage(*told))
