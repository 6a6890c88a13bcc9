"""A whole inspection, against a real server."""

from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

import pytest

from claims.linkcheck.inspection import Order, inspect_pages
from claims.linkcheck.soft_404 import probe_url
from claims.vocabulary import Outcome, QuoteState
from tests.web import Reply, redirect

PARAGRAPH = "<p>The city buys twelve buses for 4.8 million euros from a maker in the north.</p>"
ARTICLE = f"<title>Buses</title><h1>Twelve buses</h1>{PARAGRAPH}<p>{'More to read. ' * 60}</p>"


def inspect(policy, *orders):
    return {report.order.url: report for report in inspect_pages(orders, policy, {})}


@pytest.fixture
def report_on(web, policy):
    def report_on(path, *quotes, **validators):
        url = web.url(path)
        return inspect(policy, Order(url, quotes, **validators))[url]

    return report_on


def test_a_good_page_is_read_and_its_quotes_are_looked_for(web, report_on):
    web.pages["/a"] = ARTICLE

    report = report_on("/a", "buys twelve buses", "buys 12 buses for 4.9 million euros from", "no")

    assert (report.outcome, report.reason) == (Outcome.ALIVE, "")
    assert report.page.title == "Buses"
    assert [match.state.value for match in report.quotes] == ["found", "altered", "missing"]
    assert report.quotes[1].matched == "buys twelve buses for 4.8 million euros from"
    assert report.content_sha256 == sha256(ARTICLE.encode()).hexdigest()
    assert report.text_sha256 == sha256(report.page.text.encode()).hexdigest()


@pytest.mark.parametrize(
    ("reply", "outcome"),
    [
        (Reply(ARTICLE, 404), Outcome.GONE),
        (Reply(ARTICLE, 403), Outcome.BLOCKED),
        (Reply(ARTICLE, 429), Outcome.THROTTLED),
        (Reply(ARTICLE, 500), Outcome.UNREACHABLE),
        (Reply(ARTICLE, reset=True), Outcome.UNREACHABLE),
        (Reply("<title>Page not found</title><p>Sorry.</p>"), Outcome.SOFT_404),
        (Reply("<title>Just a moment...</title><p>Please wait.</p>"), Outcome.BLOCKED),
        (redirect("/"), Outcome.SOFT_404),
    ],
)
def test_quotes_are_looked_for_only_on_good_pages(web, report_on, reply, outcome):
    web.pages |= {"/a": reply, "/": ARTICLE}

    report = report_on("/a", "buys twelve buses")

    assert report.outcome == outcome
    assert [match.state for match in report.quotes] == [QuoteState.UNKNOWN]


@pytest.mark.parametrize(
    "title",
    [
        "404 Tote nach dem Beben",
        "Vermisste Wanderer nicht gefunden",
        "Das Medikament ist nicht mehr verfügbar",
        "Minister: access denied",
        "Neue Sicherheitsüberprüfung am Flughafen",
    ],
)
def test_a_short_page_that_has_the_quote_is_alive_whatever_its_title_reminds_of(
    web, report_on, title
):
    web.pages["/a"] = f"<title>{title}</title><h1>{title}</h1>{PARAGRAPH}"

    report = report_on("/a", "buys twelve buses for 4.8 million", "somebody else entirely")

    assert (report.outcome, report.reason) == (Outcome.ALIVE, "")
    assert [match.state.value for match in report.quotes] == ["found", "missing"]


def test_short_news_of_what_was_not_found_is_alive_where_other_addresses_are_not(web, report_on):
    title = "Vermisster Wanderer nicht gefunden"
    web.pages["/a"] = f"<title>{title}</title><h1>{title}</h1>{PARAGRAPH * 10}"

    report = report_on("/a", "Die Suche dauerte drei Wochen und blieb ohne Ergebnis")

    assert (report.outcome, len(web.paths)) == (Outcome.ALIVE, 2)


@pytest.mark.parametrize("body", ["", "\n", "<html><body></body></html>"])
def test_an_empty_answer_says_nothing_of_a_quote(web, report_on, body):
    web.pages["/a"] = body

    report = report_on("/a", "buys twelve buses")

    assert (report.outcome, report.quotes[0].state) == (Outcome.ALIVE, QuoteState.UNKNOWN)


def test_a_page_that_moved_is_searched_where_it_is_now(web, report_on):
    web.pages |= {"/old": redirect("/new", 301), "/new": ARTICLE}

    report = report_on("/old", "buys twelve buses")

    assert (report.outcome, report.reason) == (Outcome.MOVED, "http_301")
    assert report.quotes[0].state == QuoteState.FOUND


def test_a_page_that_has_not_changed_is_alive_and_says_nothing_of_quotes(web, report_on):
    web.pages["/a"] = Reply(status=304)

    report = report_on("/a", "buys twelve buses", etag='"v1"')

    assert (report.outcome, report.page, report.content_sha256) == (Outcome.ALIVE, None, "")
    assert report.quotes[0].state == QuoteState.UNKNOWN


def test_no_body_is_carried_on_that_nobody_will_keep(web, report_on):
    web.pages |= {"/a": ARTICLE, "/gone": Reply(ARTICLE, 404)}

    good, gone = (report_on(path).visit for path in ("/a", "/gone"))

    assert (good.body, gone.body) == (ARTICLE.encode(), b"")
    assert good.size_bytes == gone.size_bytes == len(ARTICLE)


def test_a_pdf_is_alive_and_its_quotes_stay_unknown(web, report_on):
    web.pages["/a.pdf"] = Reply(b"%PDF-1.7", headers={"Content-Type": "application/pdf"})

    report = report_on("/a.pdf", "buys twelve buses")

    assert report.visit.body == b"%PDF-1.7"
    assert (report.outcome, report.page.readable) == (Outcome.ALIVE, False)
    assert report.quotes[0].state == QuoteState.UNKNOWN
    assert (report.text_sha256, len(web.paths)) == ("", 1)


def test_a_site_that_answers_everything_with_the_same_short_page_has_lost_it(web, policy):
    class Everything(dict):
        def get(self, path, default=None):
            return default if path == "/robots.txt" else "<p>Страница потерялась.</p>"

    web.pages = Everything()

    report = inspect(policy, Order(web.url("/news/a.html"), ("twelve buses",)))

    assert report[web.url("/news/a.html")].outcome == Outcome.SOFT_404
    assert web.paths[0] == "/news/a.html"
    assert web.paths[1].startswith("/news/")
    assert web.paths[1].endswith(".html")
    assert len(web.paths) == 2


SHELL = "<title>Portal</title><div id=root>Loading...</div><script src=/app.js></script>"
NOTICE = SHELL.replace("Loading...", "Bitte aktivieren Sie JavaScript, um dieses Portal zu nutzen.")
FOOTER = "<footer>Impressum Datenschutz Kontakt Barrierefreiheit</footer>"
HIDDEN_NOTICE = (
    "<noscript><p>You need to enable JavaScript to run this app.</p></noscript><main></main>"
    f"{FOOTER}<script src=/app.js></script>"
)
EMPTY_ROOT = f'<div class="page" id="app"> </div>{FOOTER}<script src=/app.js></script>'
SHELLS = pytest.mark.parametrize("shell", [SHELL, NOTICE, HIDDEN_NOTICE, EMPTY_ROOT])


@SHELLS
def test_a_page_that_scripts_fill_is_for_a_person_to_look_at_and_never_dead(web, policy, shell):
    """It is the same at any address, and says nothing: neither of the page nor of its quote."""

    class Everything(dict):
        def get(self, path, default=None):
            return default if path == "/robots.txt" else shell

    web.pages = Everything()
    order = Order(web.url("/news/a"), ("twelve buses",))

    report = inspect(policy, order)[order.url]

    assert (report.outcome, report.reason) == (Outcome.BLOCKED, "needs_script")
    assert report.quotes[0].state == QuoteState.UNKNOWN


@SHELLS
def test_a_quote_is_not_missing_where_scripts_write_the_text(web, report_on, shell):
    """The site has this address, and no random one."""
    web.pages["/a"] = shell

    report = report_on("/a", "twelve buses")

    assert report.outcome == Outcome.ALIVE
    assert report.quotes[0].state == QuoteState.UNKNOWN


def test_a_quote_is_not_missing_where_only_the_beginning_of_a_page_was_read(web, policy):
    policy = replace(policy, max_bytes=len(ARTICLE))
    web.pages["/a"] = f"{ARTICLE}<p>In the end, nobody paid the bill of the northern maker.</p>"
    quotes = ("buys twelve buses", "nobody paid the bill", "buys 12 buses for 4.9 million euros")
    order = Order(web.url("/a"), quotes)

    report = inspect(policy, order)[order.url]

    assert [match.state.value for match in report.quotes] == ["found", "unknown", "unknown"]


def test_a_short_page_on_a_site_that_knows_its_pages_is_alive(web, report_on):
    web.pages["/a"] = "<p>Short.</p>"

    report = report_on("/a", "twelve buses")

    assert report.outcome == Outcome.ALIVE
    assert report.quotes[0].state == QuoteState.MISSING
    assert len(web.paths) == 2


def test_a_short_page_that_has_the_quote_needs_no_probe(web, report_on):
    web.pages["/a"] = "<p>Twelve buses.</p>"

    assert report_on("/a", "twelve buses").outcome == Outcome.ALIVE
    assert web.paths == ["/a"]


def test_a_probe_keeps_the_pause_of_its_host(web, policy):
    web.pages["/a"] = "<p>Short.</p>"
    policy = replace(policy, host_pause=timedelta(seconds=0.3))

    inspect(policy, Order(web.url("/a")))

    page, probe = web.requests[-2:]
    assert probe.started_at - page.started_at >= 0.3


def test_every_order_is_reported_on_once(web, policy):
    web.pages |= {"/0": ARTICLE, "/1": "<p>Short.</p>", "/2": redirect("/0"), "/3": Reply("", 500)}
    orders = [Order(web.url(f"/{number}")) for number in (0, 1, 2, 3, 4, 0)]

    reports = list(inspect_pages(iter(orders), policy, {}))

    assert sorted(id(report.order) for report in reports) == sorted(map(id, orders))


@pytest.mark.parametrize(
    ("url", "beginning", "ending"),
    [
        ("https://example.org/a/b.html?x=1", "https://example.org/a/", ".html"),
        ("https://example.org/a/b", "https://example.org/a/", ""),
        ("https://example.org/a/b/", "https://example.org/a/", "/"),
    ],
)
def test_a_probe_goes_to_a_sibling_of_the_page(url, beginning, ending):
    probe = probe_url(url)

    assert probe.startswith(beginning)
    assert probe.endswith(ending)
    assert len(probe) == len(beginning) + 32 + len(ending)
    assert probe_url(url) != probe


def test_a_quote_behind_what_is_read_of_a_very_long_page_is_unknown(web, report_on):
    web.pages["/long"] = ARTICLE + "<p>More to read.</p>" * 120_000 + "<p>The last bus leaves.</p>"

    report = report_on("/long", "buys twelve buses", "The last bus leaves.")

    assert [match.state.value for match in report.quotes] == ["found", "unknown"]
