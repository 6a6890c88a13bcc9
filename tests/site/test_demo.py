"""The demo's own little web answers as seeds/web/pages.json scripts it."""

import pytest

from claims.site.demo import WEB


@pytest.fixture(autouse=True)
def demo(settings) -> None:
    settings.DEMO = True


def test_a_page_that_stays_is_served(client):
    page = client.get("/quellen/klagen.html")

    assert page.status_code == 200
    assert page["Content-Type"] == "text/html; charset=utf-8"
    assert page.content == (WEB / "klagen.html").read_bytes()


def test_the_contents_page_and_the_style_sheet_are_served(client):
    assert client.get("/quellen/").status_code == 200
    assert client.get("/quellen/quelle.css")["Content-Type"] == "text/css; charset=utf-8"


@pytest.mark.parametrize(
    ("path", "status"),
    [("rechenleistung.html", 410), ("gerichtsakte.html", 403), ("umfrage-archiv.html", 200)],
)
def test_a_page_answers_with_its_scripted_status(client, path, status):
    assert client.get(f"/quellen/{path}").status_code == status


def test_a_page_that_moved_says_where_to(client):
    page = client.get("/quellen/grok-notizen.html")

    assert page.status_code == 301
    assert page["Location"] == "/quellen/grok-versionen.html"


@pytest.mark.parametrize(
    "path",
    [
        "pages.json",
        "frueher/finanzierung.html",
        "../desk.json",
        "..%2fdesk.json",
        "%2e%2e/desk.json",
        "/etc/passwd",
        "geloescht.html",
    ],
)
def test_what_is_not_in_the_script_is_not_there(client, path):
    assert client.get(f"/quellen/{path}").status_code == 404


def test_the_pages_keep_the_strict_policy(client):
    assert "default-src 'self'" in client.get("/quellen/")["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["", "klagen.html"])
def test_outside_the_demo_there_is_nothing(client, settings, path):
    settings.DEMO = False

    assert client.get(f"/quellen/{path}").status_code == 404


def test_sources_touch_no_database(client):
    assert client.get("/quellen/klagen.html").status_code == 200
