"""What a site asks of robots is done, and a broken robots.txt kills no page."""

from datetime import UTC, datetime, timedelta

import pytest

from claims.linkcheck.fetcher import fetch_pages
from claims.linkcheck.robots import RobotsFile, RobotsRules, robots_file
from claims.linkcheck.visit import Hop, PageRequest, Visit
from tests.web import Reply, redirect

NOW = datetime(2024, 9, 2, 10, 0, tzinfo=UTC)
SITE = "https://example.org/robots.txt"


def visit(url, policy, robots=None):
    robots = {} if robots is None else robots
    return next(fetch_pages([PageRequest(url)], policy, robots))[1]


def answer(**facts):
    defaults = {"url": SITE, "final_url": SITE, "http_status": 200, "visited_at": NOW}
    return Visit(**defaults | facts)


@pytest.mark.parametrize(
    ("robots", "path"),
    [
        ("User-agent: *\nDisallow: /", "/a"),
        ("User-agent: Factcheck\nDisallow: /a", "/a/b"),
        ("User-agent: factcheck\nDisallow: /*.html$", "/page.html"),
        ("User-agent: *\nAllow: /\n\nUser-agent: Factcheck\nDisallow: /", "/a"),
        ("\ufeffUser-agent: *\r\nDisallow: /a # not this", "/a"),
    ],
)
def test_a_page_that_robots_txt_forbids_is_not_asked_for(web, policy, robots, path):
    web.pages |= {"/robots.txt": Reply(robots, headers={"Content-Type": "text/plain"})}

    found = visit(web.url(path), policy)

    assert (found.error, found.http_status) == ("robots", None)
    assert web.paths == []


@pytest.mark.parametrize(
    "robots",
    [
        "User-agent: *\nDisallow:",
        "User-agent: OtherBot\nDisallow: /",
        "User-agent: *\nDisallow: /\n\nUser-agent: Factcheck\nAllow: /",
        "<html><body>No such file</body></html>",
        "",
    ],
)
def test_a_page_that_robots_txt_does_not_forbid_is_fetched(web, policy, robots):
    web.pages |= {"/robots.txt": robots, "/a": "<p>Here</p>"}

    assert visit(web.url("/a"), policy).http_status == 200


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
def test_a_site_without_robots_txt_allows_everything(web, policy, status):
    web.pages |= {"/robots.txt": Reply("User-agent: *\nDisallow: /", status), "/a": "<p>Here</p>"}

    assert visit(web.url("/a"), policy).http_status == 200


@pytest.mark.parametrize(
    ("reply", "error"),
    [
        (Reply(status=500), "robots_failed"),
        (Reply(status=502), "robots_failed"),
        (Reply(status=503), "robots_throttled"),
        (Reply(status=429), "robots_throttled"),
        (Reply(reset=True), "reset"),
    ],
)
def test_a_robots_txt_that_cannot_be_had_forbids_everything_for_now(web, policy, reply, error):
    web.pages |= {"/robots.txt": reply, "/a": "<p>Here</p>"}

    assert visit(web.url("/a"), policy).error == error
    assert web.paths == []


def test_robots_txt_is_asked_for_once_for_all_pages_of_a_site(web, policy):
    requests = [PageRequest(web.url(f"/{number}")) for number in range(5)]

    list(fetch_pages(requests, policy, {}))

    assert [seen.path for seen in web.requests].count("/robots.txt") == 1


def test_a_robots_txt_is_good_for_a_day(web, policy):
    site = f"http://{web.host}"
    hours_ago = {hours: datetime.now(UTC) - timedelta(hours=hours) for hours in (23, 25)}
    robots = {site: RobotsFile("User-agent: *\nDisallow: /a", hours_ago[23])}

    assert visit(web.url("/a"), policy, robots).error == "robots"
    assert web.requests == []

    robots[site] = RobotsFile("User-agent: *\nDisallow: /a", hours_ago[25])
    assert visit(web.url("/a"), policy, robots).http_status == 404
    assert [seen.path for seen in web.requests] == ["/robots.txt", "/a"]
    assert robots[site].text == ""


def test_the_robots_txt_of_every_site_on_the_way_counts(web, policy):
    web.pages |= {
        "/robots.txt": "User-agent: *\nDisallow: /private",
        "/a": redirect("/private/b"),
        "/private/b": "<p>Here</p>",
    }

    found = visit(web.url("/a"), policy)

    assert (found.error, found.final_url) == ("robots", web.url("/private/b"))
    assert web.paths == ["/a"]


def test_a_robots_txt_may_have_moved(web, policy):
    web.pages |= {"/robots.txt": redirect("/r.txt", 301), "/r.txt": "User-agent: *\nDisallow: /a"}

    assert visit(web.url("/a"), policy).error == "robots"


def test_a_failing_robots_txt_forbids_for_a_week_and_is_then_taken_as_absent():
    """Else the pages of a site whose robots.txt alone is broken would be declared dead."""
    monday = robots_file(answer(http_status=500), None)
    sunday = robots_file(answer(http_status=500, visited_at=NOW + timedelta(days=6)), monday)
    tuesday = robots_file(answer(http_status=500, visited_at=NOW + timedelta(days=8)), sunday)

    assert [file.error for file in (monday, sunday, tuesday)] == [
        "robots_failed",
        "robots_failed",
        "",
    ]
    assert tuesday.failing_since == NOW


def test_a_robots_txt_that_works_again_is_believed_at_once():
    broken = robots_file(answer(http_status=500), None)

    mended = robots_file(answer(body=b"User-agent: *\nDisallow: /a"), broken)

    assert mended == RobotsFile("User-agent: *\nDisallow: /a", NOW)


def test_a_failure_is_asked_about_again_after_minutes_and_an_unsafe_address_at_once():
    failure = robots_file(answer(http_status=None, error="dns"), None)
    unsafe = robots_file(answer(http_status=None, error="unsafe"), None)

    assert failure.is_fresh(NOW + timedelta(minutes=4))
    assert not failure.is_fresh(NOW + timedelta(minutes=6))
    assert not unsafe.is_fresh(NOW)


def test_a_robots_txt_that_redirects_forever_counts_as_absent():
    hops = (Hop(SITE, 301, "/b"),)

    file = robots_file(answer(http_status=301, error="too_many_redirects", hops=hops), None)

    assert (file.text, file.error) == ("", "")


def test_rules_that_somebody_else_has_read_meanwhile_are_obeyed_at_once():
    files = {"https://example.org": RobotsFile("User-agent: *\nDisallow: /a", NOW)}
    rules = RobotsRules(files, "Factcheck")
    before = rules.refusal("https://example.org/b")

    files["https://example.org"] = RobotsFile("User-agent: *\nDisallow: /b", NOW)

    assert before == ("", "")
    assert rules.refusal("https://example.org/b") == ("robots", "")
    assert rules.refusal("https://example.org/a") == ("", "")
