"""One page, one spelling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.linkcheck.canonical import UnacceptableUrl, canonical_url, host_of, request_url


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("HTTP://Example.ORG", "http://example.org/"),
        ("  https://example.org/a \n", "https://example.org/a"),
        ("http://example.org:80/a", "http://example.org/a"),
        ("https://example.org:443/a", "https://example.org/a"),
        ("http://example.org:8080/a", "http://example.org:8080/a"),
        ("http://example.org:443/a", "http://example.org:443/a"),
        ("https://example.org/a#part", "https://example.org/a"),
        ("https://example.org/a#:~:text=some%20words", "https://example.org/a"),
        ("https://example.org/a/./b/../c", "https://example.org/a/c"),
        ("https://example.org/a/b/..", "https://example.org/a/"),
        ("https://example.org/../../a", "https://example.org/a"),
        ("https://example.org/a//b/", "https://example.org/a//b/"),
        ("https://example.org/%7euser/%c3%a4", "https://example.org/~user/%C3%A4"),
        ("https://example.org/ä b?q=ö", "https://example.org/%C3%A4%20b?q=%C3%B6"),
        ("https://example.org/a%2Fb", "https://example.org/a%2Fb"),
        ("https://Bücher.example/", "https://xn--bcher-kva.example/"),
        ("https://bücher。example/", "https://xn--bcher-kva.example/"),
        (f"https://{'a' * 63}.example/", f"https://{'a' * 63}.example/"),
        (f"https://{'a.' * 123}example./", f"https://{'a.' * 123}example./"),
        ("https://straße.example/", "https://xn--strae-oqa.example/"),
        ("https://[2606:4700::1111]:443/", "https://[2606:4700::1111]/"),
        ("https://example.org/?utm_source=x&id=7&fbclid=abc", "https://example.org/?id=7"),
        ("https://example.org/?UTM_Campaign=x", "https://example.org/"),
        ("https://example.org/?b=2&a=1&b=3", "https://example.org/?b=2&a=1&b=3"),
        ("https://example.org/?q=&flag", "https://example.org/?q=&flag"),
    ],
)
def test_spellings_of_one_address_become_one(written, canonical):
    assert canonical_url(written) == canonical


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("example.org/a", "The address must begin with http:// or https://."),
        ("", "The address must begin with http:// or https://."),
        ("mailto:someone@example.org", "The address must begin with http:// or https://."),
        ("ftp://example.org/", "Only addresses with http or https can be visited."),
        ("http://me@example.org/", "The address must not contain a user name or password."),
        ("http://exa\u200bmple.org/", "The address contains invisible characters."),
        ("http://example.org/a\nb", "The address contains invisible characters."),
        ("https:///path", "The address names no host."),
        ("https://exa mple.org/", "The address names no valid host."),
        ("https://ex*mple.org/", "The address names no valid host."),
        ("https://xn--ü.example/", "The address names no valid host."),
        (f"https://{'a' * 64}.example/", "The address names no valid host."),
        (f"https://{'a.' * 123}examples/", "The address names no valid host."),
        (f"https://{'ä' * 64}.example/", "The address names no valid host."),
        ("https://example.org:99999/", "The address has an invalid port."),
        ("https://[::1/", "The address cannot be read."),
    ],
)
def test_an_address_that_cannot_be_cited_is_refused_in_one_sentence(written, sentence):
    with pytest.raises(UnacceptableUrl) as refusal:
        canonical_url(written)

    assert str(refusal.value) == sentence


def test_a_redirect_keeps_the_parameters_that_a_citation_drops():
    assert request_url("https://example.org/?utm_id=1#x") == "https://example.org/?utm_id=1"


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://example.org/a", "example.org"),
        ("http://example.org:8080/a", "example.org:8080"),
        ("http://[2606:4700::1111]:8080/", "[2606:4700::1111]:8080"),
    ],
)
def test_a_host_is_named_with_its_port_only_where_that_is_unusual(url, host):
    assert host_of(url) == host


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60))
def test_a_canonical_address_is_its_own_canonical_address(path):
    try:
        canonical = canonical_url(f"https://example.org/{path}")
    except UnacceptableUrl:
        return

    assert canonical_url(canonical) == canonical
    assert canonical.isascii()
