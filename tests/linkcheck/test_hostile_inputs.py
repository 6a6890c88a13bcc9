"""Hostile inputs at every door of the re-checker, in a network where a canary is everywhere."""

import json
import os
import subprocess
import sys

import pytest

from tests.linkcheck.addresses import HOSTILE_ADDRESSES
from tests.linkcheck.hostile_urls import HARMLESS_LOCATIONS, HOSTILE_LOCATIONS, HOSTILE_URLS
from tests.linkcheck.island import IN_NAMESPACES, obstacle
from tests.operations.desk import ROOT

URLS = [url for urls in HOSTILE_URLS.values() for url in urls]
OUTSIDE_HEADERS = {
    "http://example.org\r\n.example/": "bad_response",
    "http://example.org\n/": "bad_response",
    "http://example.org/\x00": "bad_response",
    "http://example.org\x00.evil.example/": "bad_response",
}
"""What no line of a header can hold: it breaks the answer."""


@pytest.fixture(scope="session")
def explored(tmp_path_factory):
    """What `expedition` found: by door, how each visit ended, and whom the canary heard."""
    if obstacle():
        pytest.skip(f"no namespaces: {obstacle()}")
    var = str(tmp_path_factory.mktemp("island"))
    own = {"ENV_FILE": os.devnull, "VAR_DIR": var, "DATABASE_URL": "", "REDIS_URL": ""}
    ran = subprocess.run(
        [*IN_NAMESPACES, sys.executable, "-m", "tests.linkcheck.expedition"],
        cwd=ROOT,
        env={**os.environ, **own, "LINKCHECK_HOST_PAUSE": "0"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)


def of_kind(ends, kind):
    return {url: ends[url] for url in HOSTILE_URLS[kind]}


@pytest.mark.parametrize(
    "kind", HOSTILE_URLS, ids=[f"{len(urls)} {kind}" for kind, urls in HOSTILE_URLS.items()]
)
def test_a_hostile_address_is_never_visited(explored, kind):
    found = explored["typed_in"]

    assert found["calls"] == []
    assert of_kind(found["ends"], kind) == dict.fromkeys(HOSTILE_URLS[kind], "unsafe")


def test_check_url_says_of_each_that_it_is_unsafe_or_why_it_is_no_address(explored):
    found = explored["asked_of_check_url"]

    assert found["calls"] == []
    assert found["ends"].keys() == set(URLS)
    assert [end for end in found["ends"].values() if end != "unsafe" and end[-1] != "."] == []


def test_a_redirect_to_a_hostile_address_is_not_followed(explored):
    found = explored["redirected_to"]
    stays = {"http:///etc/passwd": "404"}
    comes_back = {"http://": "too_many_redirects"}

    ends = {to: found["ends"][to] for to in [*URLS, *HOSTILE_LOCATIONS]}

    assert found["calls"] == []
    assert {to: end for to, end in ends.items() if end != "unsafe"} == {
        **stays,
        **comes_back,
        **OUTSIDE_HEADERS,
    }


def test_a_redirect_that_others_misread_stays_on_its_site(explored):
    ends = {to: explored["redirected_to"]["ends"][to] for to in HARMLESS_LOCATIONS}

    here = {"#http://127.0.0.1/": "too_many_redirects"}
    assert ends == {**dict.fromkeys(HARMLESS_LOCATIONS, "404"), **here}


def test_a_robots_txt_that_leads_to_a_hostile_address_counts_as_none(explored):
    found = explored["redirected_to_by_robots_txt"]

    assert found["calls"] == []
    assert found["ends"] == {**dict.fromkeys(URLS, "200"), **OUTSIDE_HEADERS}


def test_a_name_that_means_a_hostile_address_is_not_dialled(explored):
    found = explored["meant_by_a_name"]

    assert found["calls"] == []
    assert len(found["ends"]) == len(HOSTILE_ADDRESSES) - 6  # with a zone, or no address at all
    assert set(found["ends"].values()) == {"unsafe"}


def test_a_name_server_that_changes_its_answer_leads_nobody_in(explored):
    found = explored["meant_by_a_name_later"]

    assert found["calls"] == []
    assert found["ends"] == {
        "first": "200",
        "second": "unsafe",
        "redirected": "unsafe",
        "both at once": "200",  # of its addresses the public one is dialled
    }


def test_the_canary_would_have_heard(explored):
    """A client without a guard calls it for most of the same addresses."""
    found = explored["followed_by_a_plain_client"]

    assert len(found["ends"]) == len(URLS) >= 80
    assert len(found["calls"]) >= 80
