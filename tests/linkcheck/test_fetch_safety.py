"""No page, redirect, name or setting of the machine leads us into an inner network."""

from dataclasses import replace

import pytest

from claims.linkcheck.fetcher import fetch_pages
from claims.linkcheck.visit import PageRequest
from tests.web import Reply, redirect


def visit(url, policy):
    return next(fetch_pages([PageRequest(url)], policy, {}))[1]


def test_a_page_inside_the_network_is_never_contacted(policy, canary):
    found = visit(canary.url("/a"), policy)

    assert (found.error, found.http_status) == ("unsafe", None)


@pytest.mark.parametrize(
    "location",
    [
        "http://{host}/secret",
        "//{host}/secret",
        "http://localhost:{port}/secret",
        "http://127.1:{port}/secret",
        "http://2130706433:{port}/secret",
        "http://[::ffff:127.0.0.1]:{port}/secret",
        "http://me@{host}/secret",
        "http://{host}\\@example.org/",
        "http://127。0。0。1:{port}/",
        "file:///etc/passwd",
        "ftp://{host}/",
        "gopher://{host}/_GET",
        "http://[broken/",
    ],
)
def test_a_redirect_into_the_network_is_not_followed(web, policy, canary, location):
    location = location.format(host=canary.host, port=canary.port)
    web.pages |= {"/a": redirect("/b"), "/b": redirect(location)}

    found = visit(web.url("/a"), policy)

    assert (found.error, found.final_url) == ("unsafe", web.url("/b"))
    assert found.hops[-1].location == location


def test_a_name_that_leads_into_the_network_is_not_dialled(web, policy):
    policy = replace(policy, addresses=("rebound.example:8080:127.0.0.1",))

    found = visit("http://rebound.example:8080/", policy)

    assert found.error == "unsafe"
    assert found.error_detail == "robots.txt: 127.0.0.1 does not belong to the public web."


def test_a_name_is_judged_anew_whenever_it_is_dialled(web, policy):
    """The first answer of its DNS is fine; the second, after a redirect, is not."""
    name = f"moving.example:{web.port}"
    policy = replace(
        policy,
        allowed_hosts=frozenset({name}),
        addresses=(f"{name}:127.0.0.1", "moving.example:80:10.0.0.1"),
    )
    web.pages["/a"] = redirect("http://moving.example/b")

    found = visit(web.url("/a", "moving.example"), policy)

    assert (found.error, found.final_url) == ("unsafe", "http://moving.example/b")


def test_a_robots_txt_may_not_lead_into_the_network_either(web, policy, canary):
    web.pages |= {"/robots.txt": redirect(canary.url("/robots.txt")), "/a": "<p>Here</p>"}

    assert visit(web.url("/a"), policy).body == b"<p>Here</p>"


def test_a_proxy_of_the_environment_is_not_used(web, policy, canary, monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, canary.url())
    web.pages["/a"] = "<p>Here</p>"

    assert visit(web.url("/a"), policy).body == b"<p>Here</p>"


def test_a_cookie_is_never_sent_back(web, policy):
    """Neither on the way of one page, nor to the next page of the host, nor to its robots.txt."""
    cookie = {"Set-Cookie": "who=me; Path=/"}
    web.pages |= {
        "/robots.txt": Reply("User-agent: *", headers={**cookie, "Content-Type": "text/plain"}),
        "/a": Reply(status=302, headers={**cookie, "Location": "/b"}),
        "/b": Reply("<p>Here</p>", headers=cookie),
    }
    pages = [PageRequest(web.url(path)) for path in ("/a", "/b", "/a")]

    for request in pages:
        list(fetch_pages([request], policy, {}))
    list(fetch_pages(pages, policy, {}))

    assert len(web.requests) == 14
    assert web.connections == 4
    assert [seen for seen in web.requests if "cookie" in seen.headers] == []


def test_the_next_host_learns_nothing_of_the_way_to_it(web, policy):
    """Its server sees our name, what we read, and the page; not who sent us there."""
    hosts = {f"{name}.example:{web.port}" for name in ("one", "two")}
    policy = replace(
        policy, allowed_hosts=frozenset(hosts), addresses=tuple(f"{h}:127.0.0.1" for h in hosts)
    )
    web.pages |= {
        "/robots.txt": Reply("", 404),
        "/a?token=secret": Reply(
            status=307,
            headers={
                "Location": web.url("/b", "two.example"),
                "Set-Cookie": "who=me; Domain=example",
                "WWW-Authenticate": "Basic realm=all",
                "Refresh": "0; url=/c",
                "Link": "</style.css>; rel=preload",
            },
        ),
        "/b": Reply("<p>Who are you?</p>", 401, {"WWW-Authenticate": 'Basic realm="all"'}),
    }

    assert visit(web.url("/a?token=secret", "one.example"), policy).http_status == 401

    [asked] = [seen for seen in web.requests if seen.path == "/b"]
    assert web.paths == ["/a?token=secret", "/b"]
    assert asked.headers.keys() == {"host", "user-agent", "accept", "accept-encoding"}


def test_passwords_on_this_machine_are_not_sent(web, policy, monkeypatch, tmp_path):
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login me password secret\n")
    monkeypatch.setenv("HOME", str(tmp_path))

    visit(web.url("/a"), policy)

    assert not any("authorization" in seen.headers for seen in web.requests)
