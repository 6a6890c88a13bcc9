"""Pages over https: whom we believe, and whom we do not."""

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from claims.linkcheck.inspection import Order, inspect_pages
from tests.linkcheck import certificates
from tests.linkcheck.certificates import Authority
from tests.web import ScriptedWeb, redirect


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    if certificates.obstacle():
        pytest.skip(certificates.obstacle())
    return Authority(tmp_path_factory.mktemp("authority")).open()


@pytest.fixture(autouse=True)
def _trusted(authority, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.path))


@contextmanager
def served(context: ssl.SSLContext, address: str = "127.0.0.1") -> Iterator[ScriptedWeb]:
    """Serve a page over TLS; each connection shakes hands in its own thread."""
    web = ScriptedWeb({"/": "<p>Here</p>"}, address)
    web.server.socket = context.wrap_socket(
        web.server.socket, server_side=True, do_handshake_on_connect=False
    )
    with web:
        yield web


def inspect(web, policy, path="/"):
    """Return how a visit to `web` over https ended: the error, the body, what we say of it."""
    policy = replace(policy, allowed_hosts=policy.allowed_hosts | {web.host})
    (report,) = inspect_pages([Order(f"https://{web.host}{path}")], policy, {})
    return report.visit.error, report.visit.body, report.outcome


def test_a_certificate_of_a_known_authority_is_believed(authority, policy):
    with served(authority.certify("good")) as web:
        assert inspect(web, policy) == ("", b"<p>Here</p>", "alive")


@pytest.mark.parametrize(
    "certify",
    [
        pytest.param(lambda by: by.self_signed("own"), id="self-signed"),
        pytest.param(lambda by: by.certify("old", days=-1), id="expired"),
        pytest.param(
            lambda by: by.certify("other", addresses="subjectAltName=DNS:example.org"),
            id="another's",
        ),
    ],
)
def test_a_certificate_that_proves_nothing_makes_a_page_unreachable(authority, policy, certify):
    with served(certify(authority)) as web:
        assert inspect(web, policy) == ("tls", b"", "unreachable")
        assert web.requests == []


def test_an_authority_that_nobody_knows_is_not_believed(authority, policy, monkeypatch, tmp_path):
    other = Authority(tmp_path).open()
    monkeypatch.setenv("SSL_CERT_FILE", str(other.path))

    with served(authority.certify("unknown")) as web:
        assert inspect(web, policy) == ("tls", b"", "unreachable")


def test_a_proxy_of_the_environment_does_not_tunnel(authority, policy, canary, monkeypatch):
    for name in ("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, canary.url())

    with served(authority.certify("direct")) as web:
        assert inspect(web, policy) == ("", b"<p>Here</p>", "alive")


def test_a_redirect_into_the_network_is_not_followed_from_https_either(authority, policy, canary):
    with served(authority.certify("leading-in")) as web:
        web.pages["/a"] = redirect(f"https://{canary.host}/")
        assert inspect(web, policy, "/a") == ("unsafe", b"", "unsafe")


def test_a_page_on_ipv6_is_visited(authority, policy):
    if not _speaks_ipv6():
        pytest.skip("no IPv6 on loopback")

    with served(authority.certify("six"), "::1") as web:
        assert inspect(web, policy) == ("", b"<p>Here</p>", "alive")


def _speaks_ipv6() -> bool:
    try:
        with socket.create_server(("::1", 0), family=socket.AF_INET6):
            return True
    except OSError:
        return False
