"""Servers that never come to an end: each visit to them does."""

import socket
from dataclasses import replace
from datetime import timedelta

import pytest

from claims.linkcheck.fetcher import fetch_pages
from claims.linkcheck.visit import PageRequest
from tests.linkcheck.outpouring import OK, outpouring

LIMIT = 100_000
FAR_TOO_LONG_MS = 10_000
"""What no visit may take that has 0.8 seconds, not even on a machine that is busy."""


@pytest.fixture
def policy(policy):
    return replace(policy, timeout=timedelta(seconds=0.8), max_bytes=LIMIT, obeys_robots=False)


def visit(host, policy, scheme="http"):
    policy = replace(policy, allowed_hosts=frozenset({host}))
    ((_request, found),) = fetch_pages([PageRequest(f"{scheme}://{host}/")], policy, {})
    return found


CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"


@pytest.mark.parametrize(
    ("head", "piece", "error", "kept"),
    [
        pytest.param(OK, b"X-Y: z\r\n", "bad_response", 0, id="headers"),
        pytest.param(OK + b"X: ", b"y", "bad_response", 0, id="one header"),
        pytest.param(b"", b"HTTP/1.1 100 Continue\r\n\r\n", "bad_response", 0, id="interim"),
        pytest.param(b"", b"HTTP/1.1 103 Hints\r\nX: y\r\n\r\n", "bad_response", 0, id="hints"),
        pytest.param(b"HTTP/1.1 200 ", b"OK", "bad_response", 0, id="status line"),
        pytest.param(b"", b"\0" * 99, "bad_response", 0, id="zeros"),
        pytest.param(OK + b"\r\n", b"x", "", LIMIT, id="body"),
        pytest.param(CHUNKED, b"4\r\nWiki\r\n", "", LIMIT, id="chunks"),
        pytest.param(CHUNKED + b"1;x=", b"y", "too_slow", 0, id="chunk extension"),
        pytest.param(CHUNKED + b"4\r\nWiki\r\n0\r\n", b"X: y\r\n", "bad_response", 4, id="trailer"),
    ],
)
def test_what_is_poured_out_without_end_is_cut(policy, head, piece, error, kept):
    with outpouring(head, piece) as host:
        found = visit(host, policy)

    assert (found.error, len(found.body)) == (error, kept)
    assert found.elapsed_ms < FAR_TOO_LONG_MS


@pytest.mark.parametrize(
    ("head", "piece"),
    [
        pytest.param(b"", b"", id="nothing at all"),
        pytest.param(b"", b"H", id="status line"),
        pytest.param(b"HTTP/1.1 100 Continue\r\n", b"", id="interim answer"),
        pytest.param(OK, b"X: y\r\n", id="headers"),
        pytest.param(OK + b"\r\n", b"x", id="body"),
        pytest.param(CHUNKED, b"1\r\nx\r\n", id="chunks"),
        pytest.param(CHUNKED, b"0", id="size of a chunk"),
        pytest.param(OK + b"Content-Length: 9999\r\n\r\n", b"", id="body that does not begin"),
    ],
)
def test_what_drips_is_given_up_when_the_time_is_over(policy, head, piece):
    with outpouring(head, piece, pause=0.05) as host:
        found = visit(host, policy)

    assert found.error in ("timeout", "too_slow", "bad_response")
    assert found.elapsed_ms < FAR_TOO_LONG_MS


def test_a_handshake_that_stalls_is_given_up_when_the_time_is_over(policy):
    with outpouring(b"", b"", pause=0.05) as host:
        found = visit(host, policy, "https")

    assert found.error == "timeout"
    assert found.elapsed_ms < FAR_TOO_LONG_MS


def test_a_server_that_takes_no_calls_is_given_up_when_the_time_is_over(policy):
    """Its queue is full: the kernel drops what asks for a connection."""
    with socket.socket() as listener, socket.socket() as first, socket.socket() as second:
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        for caller in (first, second):
            caller.setblocking(False)
            caller.connect_ex(listener.getsockname())

        found = visit(f"127.0.0.1:{listener.getsockname()[1]}", policy)

    assert (found.http_status, found.error) == (None, "timeout")
    assert found.elapsed_ms < FAR_TOO_LONG_MS
