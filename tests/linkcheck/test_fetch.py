"""What a visit brings back from a server that behaves."""

import gzip
from dataclasses import replace
from datetime import timedelta
from threading import Event

import pytest

from claims.linkcheck.fetcher import Fetcher, fetch_page, fetch_pages
from claims.linkcheck.visit import Hop, PageRequest
from tests.web import Reply, redirect


class Letter(PageRequest):
    def form(self):
        return b"to=ria&text=Gr%C3%BC%C3%9Fe"


def visit(url, policy, robots=None, **validators):
    request = PageRequest(url, **validators)
    return next(fetch_pages([request], policy, {} if robots is None else robots))[1]


def test_a_page_is_fetched_with_its_facts(web, policy):
    web.pages["/a"] = Reply("<p>Grüße</p>", headers={"X-Two": "1", "ETag": '"v1"'})

    found = visit(web.url("/a"), policy)

    assert (found.url, found.final_url) == (web.url("/a"), web.url("/a"))
    assert (found.http_status, found.error, found.hops) == (200, "", ())
    assert found.body == "<p>Grüße</p>".encode()
    assert found.headers["etag"] == '"v1"'
    assert found.headers["x-two"] == "1"
    assert found.content_type == "text/html; charset=utf-8"
    assert found.host == web.host
    assert not found.truncated


def test_a_form_is_posted_and_the_next_page_is_only_asked_for(web, policy):
    policy = replace(policy, concurrency=1, obeys_robots=False)
    web.pages |= {"/post": "<p>Danke</p>", "/a": "<p>Hallo</p>"}

    list(fetch_pages([Letter(web.url("/post")), PageRequest(web.url("/a"))], policy, {}))

    posted, asked = web.requests
    assert (posted.method, posted.body) == ("POST", b"to=ria&text=Gr%C3%BC%C3%9Fe")
    assert posted.headers["content-type"] == "application/x-www-form-urlencoded"
    assert (asked.method, asked.body) == ("GET", b"")
    assert "content-type" not in asked.headers


def test_every_request_is_a_get_that_says_who_we_are(web, policy):
    policy = replace(policy, user_agent="Factcheck/0.1 (+https://desk.example; desk@desk.example)")

    visit(web.url("/a"), policy)

    assert [(seen.method, seen.path) for seen in web.requests] == [
        ("GET", "/robots.txt"),
        ("GET", "/a"),
    ]
    assert {seen.headers["user-agent"] for seen in web.requests} == {
        "Factcheck/0.1 (+https://desk.example; desk@desk.example)"
    }


def test_every_request_is_answered_once_and_handed_back_itself(web, policy):
    requests = [PageRequest(web.url(f"/{number}")) for number in range(40)]

    answered = list(fetch_pages(requests, policy, {}))

    assert sorted(id(request) for request, _ in answered) == sorted(map(id, requests))
    assert all(request.url == found.url for request, found in answered)


def test_redirects_are_followed_and_each_is_kept(web, policy):
    web.pages |= {
        "/old": redirect("/older/../new?x=1#part", 301),
        "/new?x=1": redirect(web.url("/newest"), 302),
        "/newest": "<p>Here</p>",
    }

    found = visit(web.url("/old"), policy)

    assert found.final_url == web.url("/newest")
    assert found.body == b"<p>Here</p>"
    assert found.hops == (
        Hop(web.url("/old"), 301, "/older/../new?x=1#part"),
        Hop(web.url("/new?x=1"), 302, web.url("/newest")),
    )


def test_a_location_in_plain_utf_8_is_followed(web, policy):
    web.pages |= {
        "/old": redirect("/straße"),
        "/stra%C3%9Fe": "<p>Here</p>",
    }

    assert visit(web.url("/old"), policy).body == b"<p>Here</p>"


def test_a_location_that_is_sent_twice_is_followed_once(web, policy):
    twice = b"HTTP/1.1 302 Found\r\nLocation: /good\r\nLocation: /good\r\nContent-Length: 0\r\n\r\n"
    web.pages |= {"/a": Reply(raw=twice), "/good": "<p>Here</p>"}

    found = visit(web.url("/a"), policy)

    assert (found.final_url, found.hops[0].location) == (web.url("/good"), "/good")


@pytest.mark.parametrize(
    ("location", "path"),
    [("\\good", "/good"), ("folder\\good", "/folder/good"), ("/a?b=\\c", "/a?b=%5Cc")],
)
def test_a_backslash_is_read_as_a_slash_as_browsers_do(web, policy, location, path):
    web.pages |= {"/old": redirect(location), path: "<p>Here</p>"}

    assert visit(web.url("/old"), policy).final_url == web.url(path)


def test_the_first_of_several_choices_is_taken(web, policy):
    web.pages |= {"/a": redirect("/good", 300), "/good": "<p>Here</p>"}

    assert visit(web.url("/a"), policy).body == b"<p>Here</p>"


def test_a_redirect_without_a_target_is_the_answer(web, policy):
    web.pages["/a"] = Reply("", 302)

    found = visit(web.url("/a"), policy)

    assert (found.http_status, found.error, found.hops) == (302, "", ())


@pytest.mark.parametrize(
    "script",
    [
        {"/a": redirect("/a")},
        {"/a": redirect("/b"), "/b": redirect("/a")},
        {f"/a{'x' * n}": redirect(f"/a{'x' * (n + 1)}") for n in range(12)},
    ],
    ids=["itself", "loop", "chain"],
)
def test_endless_redirects_end_as_an_error(web, policy, script):
    web.pages |= script

    found = visit(web.url("/a"), policy)

    assert found.error == "too_many_redirects"
    assert len(web.paths) == len(set(web.paths)) <= 11


def test_a_redirect_that_sets_a_cookie_is_kept_as_one(web, policy):
    cookie = {"Location": "/check", "Set-Cookie": "seen=1"}
    web.pages |= {"/a": Reply(status=302, headers=cookie), "/check": redirect("/a")}

    found = visit(web.url("/a"), policy)

    assert (found.error, [hop.sets_cookie for hop in found.hops]) == (
        "too_many_redirects",
        [True, False],
    )


def test_ten_redirects_are_still_followed(web, policy):
    web.pages |= {f"/{n}": redirect(f"/{n + 1}") for n in range(10)} | {"/10": "<p>End</p>"}

    assert visit(web.url("/0"), policy).body == b"<p>End</p>"


def test_an_unchanged_page_is_not_sent_again(web, policy):
    web.pages["/a"] = lambda seen: Reply(
        status=304 if seen.headers.get("if-none-match") == '"v1"' else 200
    )

    found = visit(web.url("/a"), policy, etag='"v1"', last_modified="Mon, 02 Sep 2024 10:00:00 GMT")

    assert (found.http_status, found.error) == (304, "")
    assert web.requests[-1].headers["if-modified-since"] == "Mon, 02 Sep 2024 10:00:00 GMT"


def test_validators_are_told_only_the_address_that_gave_them(web, policy):
    """Another page on the way, older than they are, would answer that it has not changed."""
    web.pages |= {"/a": redirect("/b", 301), "/b": "<p>Here</p>"}

    visit(web.url("/a"), policy, etag='"v1"', validated_url=web.url("/b"))
    web.pages["/a"] = "<p>Here again</p>"
    visit(web.url("/a"), policy, etag='"v1"', validated_url=web.url("/b"))

    sent = [(seen.path, seen.headers.get("if-none-match")) for seen in web.requests]
    assert [line for line in sent if line[0] != "/robots.txt"] == [
        ("/a", None),
        ("/b", '"v1"'),
        ("/a", None),
    ]


def test_a_validator_cannot_smuggle_a_header(web, policy):
    visit(web.url("/a"), policy, etag='"v1"\r\nX-Evil: 1')

    assert "x-evil" not in web.requests[-1].headers
    assert "if-none-match" not in web.requests[-1].headers


def test_a_compressed_page_is_read(web, policy):
    web.pages["/a"] = Reply(gzip.compress(b"<p>Small</p>"), headers={"Content-Encoding": "gzip"})

    found = visit(web.url("/a"), policy)

    assert found.body == b"<p>Small</p>"
    assert "gzip" in web.requests[-1].headers["accept-encoding"]


def test_cookies_are_neither_kept_nor_sent(web, policy):
    web.pages |= {
        "/a": Reply(status=302, headers={"Location": "/b", "Set-Cookie": "who=we; Path=/"}),
        "/b": "<p>Here</p>",
    }

    visit(web.url("/a"), policy)

    assert not any("cookie" in seen.headers for seen in web.requests)


def test_a_page_that_a_person_asks_for_is_fetched_without_asking_robots_txt(web, policy):
    web.pages |= {"/robots.txt": "User-agent: *\nDisallow: /", "/a": "<p>Here</p>"}

    assert fetch_page(web.url("/a"), policy).body == b"<p>Here</p>"


def test_requests_are_read_only_as_far_as_they_are_needed(web, policy, monkeypatch):
    monkeypatch.setattr("claims.linkcheck.fetcher.MAX_UNDER_WAY", 3)
    read = []
    requests = (read.append(n) or PageRequest(web.url(f"/{n}")) for n in range(50))

    visits = fetch_pages(requests, policy, {})
    next(visits)
    visits.close()

    assert len(read) < 10


def test_stopping_early_hangs_up(web, policy):
    held = Event()
    web.pages |= {"/quick": "<p>Here</p>", "/held": Reply("late", holds_until=held)}
    policy = replace(policy, obeys_robots=False, allowed_hosts=policy.allowed_hosts | {"b.example"})
    policy = replace(policy, addresses=(f"b.example:{web.port}:127.0.0.1",))
    requests = [PageRequest(web.url("/held", "b.example")), PageRequest(web.url("/quick"))]

    visits = fetch_pages(requests, policy, {})
    request, _found = next(visits)
    visits.close()

    assert request.url == web.url("/quick")
    with pytest.raises(StopIteration):
        next(visits)


def test_pages_can_be_added_while_others_are_under_way(web, policy):
    held = Event()
    web.pages |= {"/held": Reply("late", holds_until=held), "/quick": "<p>Here</p>"}
    policy = replace(policy, obeys_robots=False, allowed_hosts=policy.allowed_hosts | {"b.example"})
    policy = replace(policy, addresses=(f"b.example:{web.port}:127.0.0.1",))

    with Fetcher(policy, {}) as fetcher:
        fetcher.add([PageRequest(web.url("/held", "b.example"))])
        nothing_yet = fetcher.arrivals(0.05)
        fetcher.add([PageRequest(web.url("/quick"))])
        ((quick, _visit),) = fetcher.arrivals()
        held.set()
        ((late, _visit),) = fetcher.arrivals()

    assert nothing_yet == []
    assert (quick.url, late.url) == (web.url("/quick"), web.url("/held", "b.example"))


def test_the_time_in_which_the_caller_is_busy_counts_against_no_server(web, policy):
    policy = replace(
        policy,
        obeys_robots=False,
        timeout=timedelta(seconds=1),
        allowed_hosts=policy.allowed_hosts | {"b.example"},
        addresses=(f"b.example:{web.port}:127.0.0.1",),
    )
    web.pages |= {f"/{number}": redirect(f"/{number + 1}") for number in range(3)}
    web.pages |= {f"/q{number}": "<p>Here</p>" for number in range(3)} | {"/3": "<p>End</p>"}

    found = []
    with Fetcher(policy, {}) as fetcher:
        fetcher.add([PageRequest(web.url("/0"))])
        fetcher.add(PageRequest(web.url(f"/q{number}", "b.example")) for number in range(3))
        while fetcher.under_way:
            found += fetcher.arrivals()
            Event().wait(0.5)  # three times, together longer than a page may take

    (chain,) = (visit for request, visit in found if request.url == web.url("/0"))
    assert (chain.error, chain.http_status) == ("", 200)
    assert chain.elapsed_ms < 500
