"""Every page that a newcomer can open, as the browser sees it."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser import Visitor
from tests.story.colleague import Colleague
from tests.story.conftest import DemoDesk

pytestmark = pytest.mark.services("chromium")

DESK_LISTS = ["article", "claim", "citedpage", "subscription", "person"]
LANGUAGES = {"de-DE": "de", "en-GB": "en"}


@pytest.fixture(params=LANGUAGES, ids=LANGUAGES.get)
def reader(
    chromium: Browser, demo_desk: DemoDesk, request: pytest.FixtureRequest
) -> Iterator[Visitor]:
    with Visitor(chromium, demo_desk.address, locale=request.param) as reader:
        yield reader


@pytest.fixture(params=LANGUAGES, ids=LANGUAGES.get)
def administrator(colleague: Callable[..., Colleague], request: pytest.FixtureRequest) -> Colleague:
    return colleague("admin", locale=request.param)


def test_the_public_pages_are_in_the_readers_language_and_without_complaint(
    reader: Visitor, request: pytest.FixtureRequest
) -> None:
    reader.open("/")
    reader.tab.locator("ol.claims a").first.click()
    reader.tab.wait_for_url("**/claims/*/")
    reader.open("/admin/login/")
    reader.open("/?q=Tesla")

    _assert_sound(reader, LANGUAGES[request.node.callspec.params["reader"]], pages=4)


def test_the_api_is_documented_in_the_browser_without_complaint(
    chromium: Browser, demo_desk: DemoDesk
) -> None:
    with Visitor(chromium, demo_desk.address) as developer:
        docs = developer.open("/api/docs/")
        docs.locator(".opblock-summary-path").first.wait_for()

        assert developer.complaints == []
        assert developer.seen[0].title == "Factcheck API"


def test_every_list_of_the_desk_and_its_first_entry_are_without_complaint(
    administrator: Colleague, request: pytest.FixtureRequest
) -> None:
    for name in DESK_LISTS:
        tab = administrator.open(f"/admin/claims/{name}/")
        # Its address is there before it is: who goes on at once has not seen the page.
        with tab.expect_event("load"):
            tab.locator("#result_list tbody tr").first.locator("th a").click()
        tab.wait_for_url(f"**/claims/{name}/*/change/**")

    language = LANGUAGES[request.node.callspec.params["administrator"]]
    _assert_sound(administrator, language, pages=2 + 2 * len(DESK_LISTS))


def test_forms_and_mails_of_the_desk_are_without_complaint(
    administrator: Colleague, request: pytest.FixtureRequest
) -> None:
    tab = administrator.open("/admin/claims/claim/")
    claim_id = administrator.open_claim(tab.locator("#result_list tbody tr").first)
    administrator.open(f"/admin/claims/claim/{claim_id}/edit/")
    administrator.open("/admin/claims/article/add/")
    administrator.open("/admin/post_office/email/")
    administrator.open("/admin/password_change/")

    language = LANGUAGES[request.node.callspec.params["administrator"]]
    _assert_sound(administrator, language, pages=8)


def _assert_sound(visitor: Visitor, language: str, *, pages: int) -> None:
    assert visitor.complaints == []
    assert len(visitor.seen) == pages
    assert {page.language.split("-")[0] for page in visitor.seen} == {language}
    assert [page.url for page in visitor.seen if page.headings > 1] == []
    titles = [page.title for page in visitor.seen]
    assert [title for title in titles if "Factcheck" not in title] == []
