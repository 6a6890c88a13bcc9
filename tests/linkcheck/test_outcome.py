"""What a visit means, from its facts."""

from datetime import UTC, datetime

import pytest

from claims.linkcheck.outcome import Verdict, classify, needs_probe
from claims.linkcheck.page_text import PageText
from claims.linkcheck.visit import Hop, Visit
from claims.vocabulary import Outcome

URL = "https://example.org/news/buses"
LONG = PageText("Twelve buses", ("Twelve buses",), "The city buys twelve buses. " * 80)
SHORT = PageText("Twelve buses", (), "The city buys twelve buses.")


def visit_of(url=URL, status=200, final_url=None, redirect=302, **facts):
    final_url = final_url or url
    hops = (Hop(url, redirect, final_url),) if final_url != url else ()
    facts = {"headers": {"content-type": "text/html"}, "hops": hops} | facts
    now = datetime(2024, 9, 2, 10, 0, tzinfo=UTC)
    return Visit(url=url, final_url=final_url, http_status=status, visited_at=now, **facts)


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (200, Outcome.ALIVE),
        (203, Outcome.ALIVE),
        (304, Outcome.ALIVE),
        (400, Outcome.BLOCKED),
        (401, Outcome.BLOCKED),
        (402, Outcome.BLOCKED),
        (403, Outcome.BLOCKED),
        (404, Outcome.GONE),
        (405, Outcome.BLOCKED),
        (410, Outcome.GONE),
        (418, Outcome.BLOCKED),
        (429, Outcome.THROTTLED),
        (451, Outcome.BLOCKED),
        (302, Outcome.UNREACHABLE),
        (500, Outcome.UNREACHABLE),
        (502, Outcome.UNREACHABLE),
        (503, Outcome.THROTTLED),
        (504, Outcome.UNREACHABLE),
        (520, Outcome.UNREACHABLE),
        (599, Outcome.UNREACHABLE),
        (600, Outcome.BLOCKED),
        (999, Outcome.BLOCKED),
    ],
)
def test_every_status_has_its_outcome(status, outcome):
    assert classify(visit_of(status=status), LONG if status == 200 else None).outcome == outcome


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        ("dns", Outcome.UNREACHABLE),
        ("connect", Outcome.UNREACHABLE),
        ("tls", Outcome.UNREACHABLE),
        ("timeout", Outcome.UNREACHABLE),
        ("too_slow", Outcome.UNREACHABLE),
        ("reset", Outcome.UNREACHABLE),
        ("bad_response", Outcome.UNREACHABLE),
        ("too_many_redirects", Outcome.UNREACHABLE),
        ("robots_failed", Outcome.UNREACHABLE),
        ("robots_throttled", Outcome.THROTTLED),
        ("robots", Outcome.NOT_ALLOWED),
        ("unsafe", Outcome.UNSAFE),
    ],
)
def test_every_error_has_its_outcome_and_is_the_reason(error, outcome):
    assert classify(visit_of(status=None, error=error), None) == Verdict(outcome, error)


def test_an_error_counts_even_after_a_good_status():
    assert classify(visit_of(error="timeout"), LONG).outcome == Outcome.UNREACHABLE


def test_a_site_that_redirects_until_its_cookie_comes_back_is_blocked_and_not_dead():
    facts = {"error": "too_many_redirects", "headers": {"set-cookie": "seen=1"}}

    assert classify(visit_of(status=302, **facts), None) == Verdict(Outcome.BLOCKED, "cookie_wall")


@pytest.mark.parametrize("first", [True, False])
def test_whichever_redirect_of_a_loop_sets_the_cookie_it_is_a_wall(first):
    hops = (Hop(URL, 302, "/ck", first), Hop("https://example.org/ck", 302, URL, not first))
    looped = visit_of(status=302, error="too_many_redirects", hops=hops)

    assert classify(looped, None) == Verdict(Outcome.BLOCKED, "cookie_wall")


@pytest.mark.parametrize(
    ("redirects", "verdict"),
    [
        ((301,), Verdict(Outcome.MOVED, "http_301")),
        ((308, 302), Verdict(Outcome.MOVED, "http_308")),
        ((302,), Verdict(Outcome.ALIVE)),
        ((307, 301), Verdict(Outcome.ALIVE)),
        ((303,), Verdict(Outcome.ALIVE)),
    ],
)
def test_a_page_has_moved_if_its_own_address_says_so_for_good(redirects, verdict):
    hops = tuple(Hop(URL, status, "/later") for status in redirects)

    visit = visit_of(final_url="https://example.org/later/buses", hops=hops)

    assert classify(visit, LONG) == verdict


@pytest.mark.parametrize(
    ("status", "headers", "page", "body"),
    [
        (403, {"cf-mitigated": "challenge"}, None, b""),
        (503, {"cf-mitigated": "challenge"}, None, b""),
        (200, {}, PageText("Just a moment...", (), "Enable JavaScript and cookies"), b""),
        (200, {}, PageText("Nur einen Moment…", (), ""), b""),
        (200, {}, PageText("Attention Required! | Cloudflare", (), "Sorry"), b""),
        (200, {}, PageText("", ("Verify you are human",), "Press and hold"), b""),
        (200, {}, PageText("example.org", (), ""), b"<script src=//captcha-delivery.com/c.js>"),
    ],
)
def test_a_challenge_is_a_wall_and_says_nothing_of_the_page(status, headers, page, body):
    visit = visit_of(status=status, headers=headers, body=body)

    assert classify(visit, page) == Verdict(Outcome.BLOCKED, "challenge")


def test_an_article_about_captchas_is_not_a_challenge():
    page = PageText("Captcha: sind Sie ein Roboter?", (), LONG.text)

    assert classify(visit_of(body=b"_Incapsula_Resource"), page).outcome == Outcome.ALIVE


def test_a_redirect_to_a_log_in_is_a_wall():
    login = visit_of(final_url="https://example.org/login?next=/news/buses")

    assert classify(login, SHORT) == Verdict(Outcome.BLOCKED, "login")


@pytest.mark.parametrize("name", ["cf-mitigated", "x-amzn-waf-action"])
def test_a_challenge_that_the_headers_tell_of_is_a_wall_whatever_its_status(name):
    headers = {"content-type": "text/html", name: "challenge"}

    for status in (200, 202, 403):
        verdict = classify(visit_of(status=status, headers=headers), None)
        assert verdict == Verdict(Outcome.BLOCKED, "challenge")


@pytest.mark.parametrize(
    "final_url",
    [
        "https://example.org/zustimmung?url=%2Fnews%2Fbuses",
        "https://example.org/consent/tcf/",
        "https://consent.example.org/m?continue=https://example.org/news/buses",
    ],
)
def test_a_redirect_to_a_page_that_wants_consent_is_a_wall(final_url):
    assert classify(visit_of(final_url=final_url), LONG) == Verdict(Outcome.BLOCKED, "consent")


@pytest.mark.parametrize(
    "title",
    [
        "Stadtblatt mit Werbung oder im Pur-Abo",
        "Weiter mit Werbung lesen",
        "Before you continue to Video",
        "Bevor Sie zu Video weitergehen",
    ],
)
def test_a_page_that_wants_consent_in_place_of_the_article_is_a_wall(title):
    page = PageText("Stadtblatt", (title,), "Wir und 214 Partner verarbeiten Daten. " * 50)

    assert classify(visit_of(), page) == Verdict(Outcome.BLOCKED, "consent")
    assert classify(visit_of(), page, found="Der Rat bestellt").outcome == Outcome.ALIVE


def test_an_article_about_consent_is_no_wall():
    page = PageText("Was ein Pur-Abo kostet", (), LONG.text * 3)
    visit = visit_of("http://example.org/consent/law", final_url="https://example.org/consent/law")

    assert classify(visit, page).outcome == Outcome.ALIVE


def test_a_page_that_is_a_log_in_is_alive():
    assert classify(visit_of("https://example.org/login"), SHORT).outcome == Outcome.ALIVE


def test_only_a_short_good_page_leaves_a_doubt():
    assert needs_probe(visit_of(), SHORT)
    assert not needs_probe(visit_of(), LONG)
    assert not needs_probe(visit_of(status=404), SHORT)
    assert not needs_probe(visit_of(status=304), None)
    assert not needs_probe(visit_of(), PageText(readable=False))
    assert not needs_probe(visit_of("https://example.org/"), SHORT)
    assert not needs_probe(visit_of(), PageText("Just a moment...", (), ""))
