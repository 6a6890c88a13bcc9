"""Bodies that are small on the way and endless when unpacked."""

import json
import os
import subprocess
import sys

import pycurl
import pytest

from claims.linkcheck.fetcher import fetch_pages
from claims.linkcheck.visit import PageRequest
from tests.linkcheck.outpouring import A_GIGABYTE_TWICE_ZIPPED, ENDLESS_ZEROS, OK, outpouring
from tests.operations.desk import ROOT
from tests.web import Reply

LIMIT = 5_000_000
"""What is kept of a body unless the operator says otherwise."""

ROOM = 48_000_000
"""The kept 5 MB a few times over, and the 16 MB that a decoder looks back upon."""

UNPACKED = {"gzip", "br"} | ({"zstd"} if "zstd" in pycurl.version else set())


def visit_with_little_memory(host):
    ran = subprocess.run(
        [sys.executable, "-m", "tests.linkcheck.bomb_disposal", host],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "factcheck.settings"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)


@pytest.mark.parametrize("coding", ENDLESS_ZEROS)
def test_zeros_without_end_fill_no_memory(coding):
    """A piece of 4 to 16,000 bytes unpacks to 130 kB, 16 MB or 134 MB, and never the last."""
    head, piece = ENDLESS_ZEROS[coding]
    answer = OK + f"Content-Encoding: {coding}\r\n\r\n".encode() + head

    with outpouring(answer, piece) as host:
        found = visit_with_little_memory(host)

    assert found.pop("grew_bytes") < ROOM
    assert found == (
        {"error": "", "bytes": LIMIT, "truncated": True}
        if coding in UNPACKED
        else {"error": "bad_response", "bytes": 0, "truncated": False}
    )


def test_a_bomb_in_a_bomb_is_cut_at_the_same_limit(web):
    assert len(A_GIGABYTE_TWICE_ZIPPED) < 50_000
    web.pages["/"] = Reply(A_GIGABYTE_TWICE_ZIPPED, headers={"Content-Encoding": "gzip, gzip"})

    found = visit_with_little_memory(web.host)

    assert found.pop("grew_bytes") < ROOM
    assert found == {"error": "", "bytes": LIMIT, "truncated": True}


def test_more_codings_than_anybody_needs_are_not_unpacked(web, policy):
    web.pages["/a"] = Reply(b"x", headers={"Content-Encoding": ", ".join(["gzip"] * 20)})

    ((_request, found),) = fetch_pages([PageRequest(web.url("/a"))], policy, {})

    assert (found.error, found.body) == ("bad_response", b"")
