"""Pages that answer 200 and are gone all the same, and pages that only look so."""

from datetime import UTC, datetime

import pytest

from claims.linkcheck.outcome import Verdict, classify, needs_probe
from claims.linkcheck.page_text import PageText
from claims.linkcheck.visit import Hop, Visit
from claims.vocabulary import Outcome

URL = "https://example.org/news/2024/buses"
WORDS = "The city buys twelve buses from a maker in the north. "
LONG = PageText("Twelve buses", ("Twelve buses",), WORDS * 60)
SHORT = PageText("Example", (), WORDS)
HTML = {"content-type": "text/html"}


def visit_of(url=URL, final_url=None, status=200, body="", redirect=302):
    final_url = final_url or url
    hops = (Hop(url, redirect, final_url),) if final_url != url else ()
    now = datetime(2024, 9, 2, 10, 0, tzinfo=UTC)
    return Visit(url, final_url, status, now, hops, HTML, body.encode())


@pytest.mark.parametrize(
    "words",
    [
        "404",
        "Error 404 – Not Found",
        "Page not found | Example Times",
        "Oops! We can’t find that page",
        "This page does not exist",
        "This article is no longer available",
        "The page has been removed",
        "Seite nicht gefunden",
        "Fehler 404",
        "404 | Stadtblatt",
        "Stadtblatt – Fehlercode: 404",
        "Example Times - 410 Gone",
        "Oops! Error 404",
        "Diese Seite existiert nicht mehr",
        "Der Artikel ist nicht mehr verfügbar",
        "Die angeforderte Seite wurde gelöscht",
        "Diese Seite gibt es nicht mehr",
        "Nicht gefunden",
        "Not Found | Example Times",
        "Seite nicht gefunden · Demo-Quelle",
        "Stadtblatt - Seite nicht gefunden",
        "404 – Seite nicht gefunden - Stadtblatt",
        "404 Not Found",
        "Error 404 (Not Found)!!",
        "404: Page not found",
        "404 - File or directory not found.",
        "Sorry, this page isn’t available",
        "The page you are looking for could not be found.",
        "Sorry, the page you were looking for does not exist anymore.",
        "The requested URL was not found",
        "Fehler: Die von Ihnen gesuchte Seite existiert leider nicht mehr.",
        "Die Seite, die Sie aufgerufen haben, wurde nicht gefunden",
        "Wir konnten die Seite leider nicht finden",
        "Artikel nicht mehr verfügbar",
        "Article no longer available | Example Times",
        "Dieser Artikel wurde gelöscht",
    ],
)
@pytest.mark.parametrize("place", ["title", "heading"])
def test_a_page_that_says_it_is_gone_is_gone(words, place):
    page = PageText(words, (), "Search. Home.") if place == "title" else PageText("", (words,), "")

    assert classify(visit_of(), page) == Verdict(Outcome.SOFT_404, "says_not_found")


@pytest.mark.parametrize(
    "page",
    [
        PageText("How 404 became a word", ("Page not found",), WORDS * 60),
        PageText("Twelve buses", (), "The old timetable was not found. " + WORDS),
        PageText("The bus that was found", ("Line 4041",), WORDS),
        PageText("Nicht alles, was gefunden wird, zählt", (), WORDS),
    ],
)
def test_a_page_that_speaks_of_missing_things_is_not_gone(page):
    assert classify(visit_of(), page).outcome == Outcome.ALIVE


@pytest.mark.parametrize(
    "headline",
    [
        "404 Tote nach Erdbeben in der Provinz",
        "Zahl der Toten steigt auf 404",
        "Autobauer streicht 410 Stellen - Stadtblatt",
        "Bielefeld existiert nicht, und andere Legenden",
        "Diesen Erlass gibt es nicht",
        "The glacier is gone",
        "This law does not exist",
        "Vermisster Wanderer nicht gefunden",
        "Vermisster Wanderer – nicht gefunden",
        "Nicht gefunden: Wanderer bleibt verschollen",
        "Impfstoff in Apotheken nicht mehr verfügbar",
        "Medikament derzeit nicht verfügbar",
        "Denkmal am Rathaus wurde entfernt",
        "Webseite der Regierung nicht erreichbar",
        "Bundestag: Webseite nicht verfügbar",
        "Seite der Regierung nicht mehr verfügbar",
        "Warum ein Artikel nicht mehr verfügbar ist",
        "Statue of general has been removed",
        "Web page of the ministry has been removed",
        "Crash black box not found, officials say",
        "Flight recorder could not be found",
        "Zahl der Toten: 404",
        "Story of a village that is gone",
        "Seite 404",
    ],
)
def test_a_headline_that_an_error_page_could_have_is_no_proof_but_worth_a_probe(headline):
    page = PageText(headline, (headline,), WORDS * 20)

    assert classify(visit_of(), page).outcome == Outcome.ALIVE
    assert needs_probe(visit_of(), page)


@pytest.mark.parametrize(
    "home",
    [
        "https://example.org/",
        "https://example.org/index.html",
        "https://www.example.org/",
        "https://example.org/de/",
        "https://example.org/en-GB",
        "https://example.org/de/index.php",
        "https://example.org/home",
    ],
)
def test_a_redirect_to_the_home_page_is_a_page_that_is_gone(home):
    assert classify(visit_of(final_url=home, redirect=301), LONG) == Verdict(
        Outcome.SOFT_404, "redirected_to_home"
    )


def test_a_long_quote_on_the_home_page_is_a_page_that_moved_there():
    visit = visit_of(final_url="https://example.org/", redirect=301)
    quote = "Der Stadtrat hat zwölf neue Busse bestellt."

    assert classify(visit, LONG, found=quote).outcome == Outcome.MOVED
    assert classify(visit, LONG, found="zwölf Busse").outcome == Outcome.SOFT_404


@pytest.mark.parametrize(
    "path", ["/404", "/404.html", "/not-found", "/error/404", "/de/nicht-gefunden", "/Fehler.aspx"]
)
def test_a_redirect_to_a_not_found_page_is_a_page_that_is_gone(path):
    visit = visit_of(final_url=f"https://example.org{path}")

    assert classify(visit, LONG) == Verdict(Outcome.SOFT_404, "redirected_to_not_found")


@pytest.mark.parametrize(
    ("url", "final_url"),
    [
        ("https://example.org/", "https://example.org/de/"),
        ("https://example.org", "https://www.example.org/index.html"),
        ("https://example.org/de/", "https://example.org/"),
        ("http://short.example/x7", "https://ministry.example/"),
        ("https://example.org/european-union", "https://example.org/eu"),
        ("https://example.org/a", "https://example.org/news/not-found-dogs-return"),
        ("http://encyclopedia.example/wiki/404", "https://encyclopedia.example/wiki/404"),
        ("https://encyclopedia.example/wiki/fehler", "https://encyclopedia.example/wiki/Fehler"),
        ("https://example.org/blog/error/", "https://www.example.org/blog/error"),
    ],
)
def test_an_ordinary_redirect_is_not_a_page_that_is_gone(url, final_url):
    assert classify(visit_of(url, final_url), LONG).outcome == Outcome.ALIVE


@pytest.mark.parametrize("headline", ["Vermisster Wanderer nicht gefunden", "Nichts gefunden"])
def test_a_site_that_has_the_same_for_a_random_address_has_lost_what_it_hints_at(headline):
    body = f"<title>{headline}</title><h1>{headline}</h1>{WORDS * 15}"
    page = PageText(headline, (headline,), f"{headline} {WORDS * 15}")
    other = f"<title>Twelve buses</title><h1>Twelve buses</h1>{WORDS * 15}"

    same = classify(visit_of(), page, visit_of(body=body))
    different = classify(visit_of(), page, visit_of(body=other))

    assert same == Verdict(Outcome.SOFT_404, "same_as_random_address")
    assert different.outcome == Outcome.ALIVE


def test_a_home_page_is_never_gone_whatever_it_says():
    home = visit_of("https://example.org/")

    assert classify(home, PageText("404 Gallery", (), "Art.")).outcome == Outcome.ALIVE
    assert not needs_probe(home, PageText("404 Gallery", (), "Art."))


@pytest.mark.parametrize(
    ("visit", "page"),
    [
        (visit_of(), SHORT),
        (visit_of(), PageText("How 404 became a word", (), WORDS * 60)),
        (visit_of("http://short.example/x7", "https://ministry.example/"), LONG),
        (visit_of(final_url="https://example.org/news/"), LONG),
    ],
)
def test_a_page_that_might_be_gone_is_worth_a_probe(visit, page):
    assert needs_probe(visit, page)


def test_a_site_that_says_the_same_of_an_address_that_cannot_exist_has_lost_the_page():
    page = PageText("Пример", (), "Страница потерялась.")
    probe = visit_of(body="<title>Пример</title><body>Страница потерялась.")

    assert classify(visit_of(), page, probe) == Verdict(Outcome.SOFT_404, "same_as_random_address")


def test_a_site_that_leads_both_addresses_to_one_place_has_lost_the_page():
    visit = visit_of(final_url="https://example.org/news/")
    probe = visit_of("https://example.org/news/2024/0f3a", "https://example.org/news/", body="x")

    assert classify(visit, LONG, probe).outcome == Outcome.SOFT_404


@pytest.mark.parametrize(
    "probe",
    [
        visit_of(status=404, body=f"<title>Example</title><body>{WORDS}"),
        visit_of(status=403),
        visit_of(body="<title>Example</title><body>Nothing like it at all, sorry."),
        visit_of(body=f"<title>Another</title><body>{WORDS}"),
    ],
)
def test_a_site_that_tells_the_two_apart_still_has_the_page(probe):
    assert classify(visit_of(), SHORT, probe).outcome == Outcome.ALIVE


def test_a_probe_changes_nothing_where_there_was_no_doubt():
    probe = visit_of(body=f"<title>Twelve buses</title><body>{WORDS * 60}")

    assert classify(visit_of(), LONG, probe).outcome == Outcome.ALIVE
