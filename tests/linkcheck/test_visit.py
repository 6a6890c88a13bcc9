"""Facts that are read from an answer."""

from datetime import UTC, datetime, timedelta

import pytest

from claims.linkcheck.answer import AnswerBuffer
from claims.linkcheck.transport_error import transport_error
from claims.linkcheck.visit import Visit, parse_retry_after

NOW = datetime(2024, 9, 2, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "pause"),
    [
        ("120", timedelta(minutes=2)),
        (" 0 ", timedelta(0)),
        ("Mon, 02 Sep 2024 11:00:00 GMT", timedelta(hours=1)),
        ("Mon, 02 Sep 2024 09:00:00 GMT", timedelta(0)),
        ("Monday, 02-Sep-24 10:30:00 GMT", timedelta(minutes=30)),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("1.5", None),
        ("٣", None),
        ("Mon, 99 Sep 2024 11:00:00 GMT", None),
        ("Mon, 02 Sep 99999999999 11:00:00 GMT", None),
        ("Mon, 02 Sep 2024 11:00:00 +9999999999999", None),
        ("0" * 20 + "90", timedelta(seconds=90)),
    ],
)
def test_retry_after_is_read_as_seconds_or_a_date(text, pause):
    assert parse_retry_after(text, NOW) == pause


@pytest.mark.parametrize("digits", [11, 400, 5000])
def test_an_absurdly_long_retry_after_is_still_a_duration(digits):
    assert parse_retry_after("9" * digits, NOW) == timedelta(seconds=10**9)


def test_a_visit_knows_its_retry_after():
    visit = Visit("u", "u", 429, NOW, headers={"retry-after": "60"})

    assert visit.retry_after == timedelta(minutes=1)


def test_repeated_headers_are_joined_and_interim_answers_forgotten():
    buffer = AnswerBuffer(10)
    for line in (
        b"HTTP/1.1 103 Early Hints\r\n",
        b"Link: </a>\r\n",
        b"\r\n",
        b"HTTP/1.1 200 OK\r\n",
        b"Set-Cookie: a=1\r\n",
        b"set-cookie: b=2\r\n",
        b"Broken line\r\n",
        b"X-City: K\xf6ln\r\n",
        b"X-Town: M\xc3\xbcnster\r\n",
        b"\r\n",
    ):
        assert buffer.add_line(line) is None

    assert buffer.headers() == {"set-cookie": "a=1, b=2", "x-city": "Köln", "x-town": "Münster"}


@pytest.mark.parametrize(
    ("number", "message", "code"),
    [
        (6, "Could not resolve host", "dns"),
        (7, "Connection refused", "connect"),
        (28, "Operation timed out after 20000 milliseconds", "timeout"),
        (28, "Operation too slow. Less than 100 bytes/sec", "too_slow"),
        (35, "TLS connect error", "tls"),
        (60, "certificate has expired", "tls"),
        (52, "Empty reply from server", "reset"),
        (56, "Connection reset by peer", "reset"),
        (1, "Received HTTP/0.9 when not allowed", "bad_response"),
        (999, "new in some later release", "bad_response"),
    ],
)
def test_every_failure_of_a_transfer_has_a_code(number, message, code):
    assert transport_error(number, message) == code
