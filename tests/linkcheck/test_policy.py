"""What the operator sets."""

from datetime import timedelta

import pytest

from claims.linkcheck.canonical import UnacceptableUrl
from claims.linkcheck.policy import citable_url, is_public, policy_from_settings


def test_the_settings_become_a_policy(settings):
    settings.BASE_URL = "https://desk.example"
    settings.LINKCHECK_CONTACT = "checks@desk.example"
    settings.LINKCHECK_TIMEOUT = 7.5
    settings.LINKCHECK_HOST_PAUSE = 0.5
    settings.LINKCHECK_MAX_BYTES = 1000
    settings.LINKCHECK_CONCURRENCY = 9
    settings.LINKCHECK_ALLOWED_HOSTS = ["127.0.0.1:8000"]

    policy = policy_from_settings()

    assert policy.user_agent == "Factcheck/0.1 (+https://desk.example; checks@desk.example)"
    assert policy.agent_name == "Factcheck"
    assert policy.timeout == timedelta(seconds=7.5)
    assert policy.host_pause == timedelta(milliseconds=500)
    assert (policy.max_bytes, policy.concurrency, policy.max_hops) == (1000, 9, 10)
    assert policy.allowed_hosts == frozenset({"127.0.0.1:8000"})
    assert policy.obeys_robots


def test_without_a_contact_the_desk_itself_is_named(settings):
    settings.BASE_URL = "https://desk.example"
    settings.LINKCHECK_CONTACT = ""

    assert policy_from_settings().user_agent == "Factcheck/0.1 (+https://desk.example)"


def test_an_address_inside_the_network_cannot_be_cited(settings):
    settings.LINKCHECK_ALLOWED_HOSTS = []

    with pytest.raises(UnacceptableUrl) as refusal:
        citable_url("http://127.0.0.1/page")

    assert str(refusal.value) == "127.0.0.1 does not belong to the public web."


def test_an_address_that_is_too_long_once_it_is_spelt_out_cannot_be_cited():
    assert len(citable_url("https://example.org/" + "ü" * 330)) == 2000

    with pytest.raises(UnacceptableUrl, match="too long"):
        citable_url("https://example.org/" + "ü" * 331)


def test_an_allowed_host_can_be_cited_under_its_canonical_spelling(settings):
    settings.LINKCHECK_ALLOWED_HOSTS = ["127.0.0.1:8000"]

    assert citable_url("HTTP://127.0.0.1:8000/a/../b#c") == "http://127.0.0.1:8000/b"


@pytest.mark.parametrize(
    ("url", "may_be_told"),
    [
        ("https://stadt.example/protokoll", True),
        ("https://wiki.desk.example/", False),
        ("https://files.desk.example:8443/", False),
        ("https://files.desk.example/", True),
        ("https://shop.desk.example/", False),
        ("http://shop.desk.example/", True),
        ("http://127.0.0.1:8000/", False),
        ("http://intranet/", False),
        ("http://[fd00::1]/", False),
    ],
)
def test_pages_inside_our_network_and_those_we_made_exceptions_for_are_told_to_nobody(
    settings, url, may_be_told
):
    settings.LINKCHECK_ALLOWED_HOSTS = [
        "Wiki.Desk.Example",
        "files.desk.example:8443",
        "shop.desk.example:443",
    ]

    assert is_public(url) is may_be_told
