"""Hostile addresses, and that none of them is contacted."""

from itertools import chain

import pytest

from claims.linkcheck.canonical import UnacceptableUrl
from claims.linkcheck.guard import AddressGuard, UnsafeAddress
from tests.linkcheck.addresses import HOSTILE_ADDRESSES, PUBLIC_ADDRESSES
from tests.linkcheck.hostile_urls import HOSTILE_URLS, NO_ADDRESSES


@pytest.mark.parametrize("ip", HOSTILE_ADDRESSES)
def test_an_address_outside_the_public_web_is_never_dialled(ip):
    with pytest.raises(UnsafeAddress):
        AddressGuard().check_address(ip, 443, "example.org")


@pytest.mark.parametrize("url", [*chain(*HOSTILE_URLS.values()), *NO_ADDRESSES])
def test_a_hostile_url_is_refused_by_its_text(url):
    with pytest.raises(UnacceptableUrl) as refusal:
        AddressGuard().check_url(url)

    assert str(refusal.value).endswith(".")


@pytest.mark.parametrize("ip", PUBLIC_ADDRESSES)
def test_a_public_address_may_be_dialled(ip):
    AddressGuard().check_address(ip, 443, "example.org")


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/",
        "https://example.org:8443/a",
        "http://example.org:8080",
        "http://8.8.8.8/",
        "https://[2606:4700::1111]/",
        "https://bücher.example/ü",
        "http://1.example.org/",
        "http://xn--bcher-kva.example/",
    ],
)
def test_an_ordinary_url_may_be_visited(url):
    AddressGuard().check_url(url)


def test_a_public_address_is_not_dialled_on_an_odd_port():
    with pytest.raises(UnsafeAddress):
        AddressGuard().check_address("8.8.8.8", 22, "example.org:22")


@pytest.mark.parametrize(
    ("allowed", "url", "ip", "port", "host"),
    [
        ("127.0.0.1:9000", "http://127.0.0.1:9000/", "127.0.0.1", 9000, "127.0.0.1:9000"),
        ("intranet", "http://intranet/", "10.0.0.8", 80, "intranet"),
        ("intranet", "http://intranet:9000/", "10.0.0.8", 9000, "intranet:9000"),
        ("intranet:80", "http://intranet/", "10.0.0.8", 80, "intranet"),
        ("[::1]:9000", "http://[::1]:9000/", "::1", 9000, "[::1]:9000"),
    ],
)
def test_an_allowed_host_is_exempt_from_both_rules(allowed, url, ip, port, host):
    guard = AddressGuard(frozenset({allowed}))

    guard.check_url(url)
    guard.check_address(ip, port, host)


@pytest.mark.parametrize(
    ("allowed", "url"),
    [
        ("127.0.0.1:9000", "http://127.0.0.1:9001/"),
        ("127.0.0.1:9000", "http://127.0.0.1/"),
        ("127.0.0.1", "http://127.0.0.2/"),
        ("intranet:80", "https://intranet/"),
        ("example.org", "http://example.org.localhost/"),
        ("local", "http://printer.local/"),
    ],
)
def test_only_the_exact_allowed_host_is_exempt(allowed, url):
    with pytest.raises(UnsafeAddress):
        AddressGuard(frozenset({allowed})).check_url(url)


def test_an_allowed_name_does_not_open_the_address_to_other_names():
    guard = AddressGuard(frozenset({"127.0.0.1:9000"}))

    with pytest.raises(UnsafeAddress):
        guard.check_address("127.0.0.1", 9000, "rebound.example:9000")
