"""Servers that misbehave cost us little and never stop us."""

import gzip
import zlib
from dataclasses import replace
from datetime import timedelta
from threading import Event

import pytest

from claims.linkcheck.fetcher import fetch_pages
from claims.linkcheck.visit import PageRequest
from tests.web import Reply


def visit(url, policy):
    return next(fetch_pages([PageRequest(url)], policy, {}))[1]


@pytest.fixture
def policy(policy):
    return replace(policy, timeout=timedelta(seconds=0.8), max_bytes=100_000)


def test_a_long_body_is_cut_and_says_so(web, policy):
    web.pages["/a"] = b"x" * 3_000_000

    found = visit(web.url("/a"), policy)

    assert (found.http_status, found.error, found.truncated) == (200, "", True)
    assert found.body == b"x" * 100_000


def test_a_body_of_just_the_limit_is_whole(web, policy):
    web.pages["/a"] = b"x" * 100_000

    found = visit(web.url("/a"), policy)

    assert (len(found.body), found.truncated) == (100_000, False)


@pytest.mark.parametrize(
    ("coding", "bomb"),
    [
        ("gzip", gzip.compress(bytes(50_000_000))),
        ("deflate", zlib.compress(bytes(50_000_000))),
    ],
)
def test_a_decompression_bomb_is_cut_at_the_same_limit(web, policy, coding, bomb):
    web.pages["/a"] = Reply(bomb, headers={"Content-Encoding": coding})

    found = visit(web.url("/a"), policy)

    assert (len(found.body), found.truncated, found.error) == (100_000, True, "")


@pytest.mark.parametrize(
    "headers",
    [
        b"X-Many: 1\r\n" * 5_000,
        b"X-Long: " + b"x" * 90_000 + b"\r\n",
        b"X-Endless: " + b"x" * 400_000,
    ],
    ids=["many", "long", "endless"],
)
def test_more_headers_than_we_take_end_the_visit(web, policy, headers):
    web.pages["/a"] = Reply(raw=b"HTTP/1.1 200 OK\r\n" + headers + b"\r\n<p>Here</p>")

    found = visit(web.url("/a"), policy)

    assert found.error == "bad_response"
    assert found.body == b""


def test_endless_interim_answers_end_the_visit(web, policy):
    web.pages["/a"] = Reply(raw=b"HTTP/1.1 103 Early Hints\r\nX: 1\r\n\r\n" * 2_000)

    assert visit(web.url("/a"), policy).error == "bad_response"


def test_a_server_that_never_answers_is_given_up(web, policy):
    web.pages["/a"] = Reply("late", holds_until=Event())

    found = visit(web.url("/a"), policy)

    assert (found.http_status, found.error) == (None, "timeout")


def test_a_server_slower_than_a_walk_is_given_up_before_the_time_is_over(web, policy):
    web.pages["/a"] = Reply("x" * 1_000, drips=True)

    found = visit(web.url("/a"), policy)

    assert (found.http_status, found.error) == (200, "too_slow")


def test_the_time_of_all_redirects_together_is_bounded(web, policy):
    def step(seen):
        number = int(seen.path[1:])
        return Reply("x" * 8, 302, {"Location": f"/{number + 1}"}, drips=True)

    web.pages |= {f"/{n}": step for n in range(10)}

    assert visit(web.url("/0"), policy).error == "timeout"


@pytest.mark.parametrize(
    ("reply", "error"),
    [
        (Reply(reset=True), "reset"),
        (Reply(raw=b""), "reset"),
        (Reply(raw=b"SSH-2.0-OpenSSH_9.2\r\n"), "bad_response"),
        (Reply(raw=b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nshort"), "reset"),
        (Reply(raw=b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n"), "bad_response"),
        (Reply(raw=b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n"), "reset"),
        (Reply("not gzip", headers={"Content-Encoding": "gzip"}), "bad_response"),
        (Reply("?", headers={"Content-Encoding": "wat"}), "bad_response"),
    ],
)
def test_a_broken_answer_is_a_fact_and_not_an_exception(web, policy, reply, error):
    web.pages["/a"] = reply

    assert visit(web.url("/a"), policy).error == error


def test_a_closed_port_is_a_failed_connection(web, policy):
    port = web.port + 1 if web.port < 65535 else web.port - 1
    policy = replace(policy, allowed_hosts=frozenset({f"127.0.0.9:{port}"}))

    found = visit(f"http://127.0.0.9:{port}/", policy)

    assert (found.http_status, found.error) == (None, "connect")


def test_a_name_without_an_address_is_a_failed_look_up(policy):
    found = visit("http://name.invalid/", policy)

    assert (found.http_status, found.error) == (None, "dns")


def test_a_server_without_a_certificate_is_a_tls_failure(web, policy):
    policy = replace(policy, allowed_hosts=frozenset({web.host}))

    assert visit(f"https://{web.host}/", policy).error == "tls"


def test_a_page_that_came_while_we_were_busy_has_come_in_time_and_is_asked_once(web, policy):
    name = f"b.example:{web.port}"
    policy = replace(
        policy,
        obeys_robots=False,
        allowed_hosts=policy.allowed_hosts | {name},
        addresses=(f"{name}:127.0.0.1",),
    )
    begun = Event()
    web.pages |= {
        "/quick": Reply("<p>quick</p>", holds_until=begun),
        "/slow": lambda seen: (begun.set(), Reply("slow", drips=True))[1],
    }
    urls = [web.url("/slow"), web.url("/quick", "b.example")]

    visits = fetch_pages(map(PageRequest, urls), policy, {})
    next(visits)
    Event().wait(1.0)  # the caller is busy for longer than any page may take

    assert [found.error for _request, found in visits] == [""]
    assert web.paths.count("/slow") == 1
