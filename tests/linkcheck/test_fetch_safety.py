"""No page, redirect, name or setting of the machine leads us into an inner network."""

from dataclasses import replace

import pytest

from claims.linkcheck.fetch import fetch_pages
from claims.linkcheck.visit import PageRequest
from tests.web import redirect


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


def test_passwords_on_this_machine_are_not_sent(web, policy, monkeypatch, tmp_path):
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login me password secret\n")
    monkeypatch.setenv("HOME", str(tmp_path))

    visit(web.url("/a"), policy)

    assert not any("authorization" in seen.headers for seen in web.requests)
