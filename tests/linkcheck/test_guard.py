"""Hostile addresses, and that none of them is contacted."""

import pytest

from claims.linkcheck.canonical import UnacceptableUrl
from claims.linkcheck.guard import AddressGuard, UnsafeAddress

HOSTILE_ADDRESSES = [
    # this host, private, shared and link-local networks
    "0.0.0.0",
    "0.1.2.3",
    "10.0.0.1",
    "10.255.255.255",
    "100.64.0.1",
    "100.127.255.254",
    "127.0.0.1",
    "127.255.255.254",
    "169.254.1.1",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.0.1",
    "192.168.255.255",
    # metadata services of clouds
    "169.254.169.254",
    "169.254.170.2",
    "100.100.100.200",
    "168.63.129.16",
    "192.0.0.192",
    "fd00:ec2::254",
    # documentation, benchmarks, protocol assignments, relays
    "192.0.0.1",
    "192.0.2.1",
    "192.88.99.1",
    "198.18.0.1",
    "198.19.255.255",
    "198.51.100.7",
    "203.0.113.9",
    "2001:db8::1",
    "3fff::1",
    "2001:2::1",
    "2001:10::1",
    # multicast, reserved, broadcast
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "ff02::1",
    "ff0e::1",
    # IPv6: this host, unique local, link-local, site-local, discard, unassigned
    "::",
    "::1",
    "fc00::1",
    "fdff::1",
    "fe80::1",
    "fe80::1%eth0",
    "2606:4700::1%1",
    "fec0::1",
    "100::1",
    "4000::1",
    "5f00::1",
    # IPv4 inside IPv6: mapped, compatible, translated, NAT64, 6to4, Teredo, ISATAP
    "::ffff:127.0.0.1",
    "::ffff:8.8.8.8",
    "::ffff:a00:1",
    "::127.0.0.1",
    "::ffff:0:127.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b::8.8.8.8",
    "64:ff9b:1::a00:1",
    "2002:7f00:1::1",
    "2002:a00:1::1",
    "2001:0:7f00:1::1",
    "fe80::5efe:127.0.0.1",
    # not an address at all
    "",
    "example.org",
    "127.1",
    "0x7f000001",
]

HOSTILE_URLS = [
    # odd numerals that resolvers read as 127.0.0.1 or 10.0.0.1
    "http://0x7f.1/",
    "http://0x7f000001/",
    "http://2130706433/",
    "http://017700000001/",
    "http://0177.0.0.1/",
    "http://127.1/",
    "http://127.0.1/",
    "http://127.0.0.0x1/",
    "http://010.0.0.1/",
    "http://0/",
    "http://0xA000001/",
    "http://4294967296/",
    "http://1.2.3.4.5/",
    "http://256.1.1.1/",
    "http://127.0.0.1./",
    "http://①②⑦.⓪.⓪.①/",
    "http://127。0。0。1/",
    "http://１２７.0.0.1/",
    # plain literals
    "http://127.0.0.1/",
    "http://10.0.0.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://[::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[2002:7f00:1::]/",
    "http://[fe80::1%25eth0]/",
    "http://[::]/",
    # names of local networks
    "http://localhost/",
    "http://LOCALHOST/",
    "http://localhost./",
    "http://foo.localhost/",
    "http://printer/",
    "http://metadata.google.internal/",
    "http://router.local/",
    "http://example.org./",
    "http://example。org．/",
    # user names, control characters, confusing separators
    "http://user@example.org/",
    "http://user:secret@example.org/",
    "http://example.org@127.0.0.1/",
    "http://example.org\\@127.0.0.1/",
    "http://example.org\\.evil.example/",
    "http://exam\tple.org/",
    "http://example.org/\r\nHost: evil.example",
    "http://example.org/\x00",
    "http://127.0.0.1%2f@example.org/",
    "http://exa mple.org/",
    "http://example.org%00.evil.example/",
    "http://example.org\u200b/",
    "http://[::1/",
    "http://[example.org]/",
    "http:///etc/passwd",
    "http://",
    # ports
    "http://example.org:22/",
    "http://example.org:25/",
    "https://example.org:6379/",
    "http://example.org:0/",
    "http://example.org:65536/",
    "http://example.org:port/",
    # other schemes
    "file:///etc/passwd",
    "ftp://example.org/",
    "gopher://example.org:80/_GET",
    "dict://example.org/",
    "data:text/html,hello",
    "javascript:alert(1)",
    "ldap://example.org/",
    "ws://example.org/",
    "//example.org/",
    "example.org",
    "",
]

PUBLIC_ADDRESSES = [
    "8.8.8.8",
    "1.1.1.1",
    "93.184.216.34",
    "100.63.255.255",
    "100.128.0.1",
    "172.15.255.255",
    "172.32.0.1",
    "192.167.255.255",
    "198.17.255.255",
    "223.255.255.255",
    "2606:4700::1111",
    "2a00:1450:4001:81b::200e",
    "2003::1",
]


@pytest.mark.parametrize("ip", HOSTILE_ADDRESSES)
def test_an_address_outside_the_public_web_is_never_dialled(ip):
    with pytest.raises(UnsafeAddress):
        AddressGuard().check_address(ip, 443, "example.org")


@pytest.mark.parametrize("url", HOSTILE_URLS)
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
