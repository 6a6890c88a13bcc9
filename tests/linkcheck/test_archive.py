"""Snapshots that any WARC tool opens."""

from datetime import UTC, datetime
from io import BytesIO

import pytest
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

from claims.linkcheck.archive import warc_record
from claims.linkcheck.visit import Visit


def visit_of(**facts):
    defaults = {
        "url": "https://example.org/old",
        "final_url": "https://example.org/new",
        "http_status": 200,
        "visited_at": datetime(2024, 9, 2, 10, 0, 7, tzinfo=UTC),
        "headers": {"content-type": "text/html", "content-encoding": "br", "content-length": "9"},
        "body": "<p>Grüße aus Köln</p>".encode(),
    }
    return Visit(**defaults | facts)


def records_of(content):
    records = []
    for record in ArchiveIterator(BytesIO(content), check_digests="raise"):
        headers = dict(record.http_headers.headers)
        records.append((record.rec_headers, headers, record.content_stream().read()))
    return records


def test_a_visit_becomes_one_record_with_its_page():
    [(record, headers, body)] = records_of(warc_record(visit_of()))

    assert record.get_header("WARC-Type") == "response"
    assert record.get_header("WARC-Target-URI") == "https://example.org/new"
    assert record.get_header("WARC-Date") == "2024-09-02T10:00:07Z"
    assert record.get_header("WARC-Truncated") is None
    assert body.decode() == "<p>Grüße aus Köln</p>"
    assert headers == {
        "content-type": "text/html",
        "x-archive-orig-content-encoding": "br",
        "x-archive-orig-content-length": "9",
        "content-length": "24",
    }


def test_records_can_be_joined_into_one_file():
    content = warc_record(visit_of()) + warc_record(visit_of(body=b"second"))

    assert [body for _record, _headers, body in records_of(content)][1] == b"second"


def test_a_cut_page_says_so():
    [(record, _headers, _body)] = records_of(warc_record(visit_of(truncated=True)))

    assert record.get_header("WARC-Truncated") == "length"


@pytest.mark.parametrize("status", [200, 404, 520, 999])
def test_a_status_is_kept_even_if_nobody_knows_it(status):
    content = warc_record(visit_of(http_status=status))

    [record] = [record.http_headers for record in ArchiveIterator(BytesIO(content))]
    assert record.get_statuscode() == str(status)


def test_a_header_in_any_script_is_kept():
    [(_record, headers, _body)] = records_of(warc_record(visit_of(headers={"x-city": "Köln Łódź"})))

    assert "x-city" in headers


def test_a_standard_checker_finds_no_fault(tmp_path, capsys):
    path = tmp_path / "visit.warc.gz"
    path.write_bytes(warc_record(visit_of()))
    command = type("Command", (), {"verbose": True, "inputs": [str(path)]})

    assert not Checker(command).process_all()
