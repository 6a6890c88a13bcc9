"""Snapshots that any WARC tool opens."""

from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO

import pytest
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

from claims.linkcheck.archive import Original, WarcFile
from claims.linkcheck.visit import Visit

BODY = "<p>Grüße aus Köln</p>".encode()
BODY_SHA256 = sha256(BODY).hexdigest()
ORIGINAL = Original(
    "https://example.org/first", datetime(2024, 8, 1, 9, 0, tzinfo=UTC), BODY_SHA256
)


@pytest.fixture
def warc():
    return WarcFile("visits.warc.gz", {"software": "Factcheck/0.1", "robots": "obey"})


def visit_of(**facts):
    defaults = {
        "url": "https://example.org/old",
        "final_url": "https://example.org/new",
        "http_status": 200,
        "visited_at": datetime(2024, 9, 2, 10, 0, 7, tzinfo=UTC),
        "headers": {"content-type": "text/html", "content-encoding": "br", "content-length": "9"},
        "body": BODY,
    }
    return Visit(**defaults | facts)


def records_of(content):
    records = []
    for record in ArchiveIterator(BytesIO(content), check_digests="raise"):
        headers = dict(record.http_headers.headers) if record.http_headers else {}
        records.append((record.rec_headers, headers, record.content_stream().read()))
    return records


def test_a_file_begins_with_what_wrote_it(warc):
    [(record, _headers, body)] = records_of(warc.content())

    assert record.protocol == "WARC/1.1"
    assert record.get_header("WARC-Type") == "warcinfo"
    assert record.get_header("WARC-Filename") == "visits.warc.gz"
    assert body == b"software: Factcheck/0.1\r\nrobots: obey\r\n"


def test_a_visit_becomes_one_record_with_its_page(warc):
    warc.add_response(visit_of())

    _warcinfo, (record, headers, body) = records_of(warc.content())
    assert record.get_header("WARC-Type") == "response"
    assert record.get_header("WARC-Target-URI") == "https://example.org/new"
    assert record.get_header("WARC-Date") == "2024-09-02T10:00:07Z"
    assert record.get_header("WARC-Payload-Digest") == f"sha256:{BODY_SHA256}"
    assert record.get_header("WARC-Truncated") is None
    assert body == BODY
    assert headers == {
        "content-type": "text/html",
        "x-archive-orig-content-encoding": "br",
        "x-archive-orig-content-length": "9",
        "content-length": "24",
    }


def test_a_hash_that_is_known_is_taken(warc):
    warc.add_response(visit_of(), content_sha256=BODY_SHA256)

    _warcinfo, (record, _headers, _body) = records_of(warc.content())
    assert record.get_header("WARC-Payload-Digest") == f"sha256:{BODY_SHA256}"


def test_each_record_is_found_where_it_was_said_to_be(warc):
    spans = [
        warc.add_response(visit_of()),
        warc.add_revisit(visit_of(), original=ORIGINAL),
        warc.add_response(visit_of(body=b"third")),
    ]

    content = warc.content()
    alone = [records_of(content[span.offset :][: span.size_bytes]) for span in spans]
    assert [body for [(_record, _headers, body)] in alone] == [BODY, b"", b"third"]
    assert spans[-1].offset + spans[-1].size_bytes == len(content)


def test_a_visit_that_brought_the_same_page_refers_to_the_first(warc):
    warc.add_revisit(visit_of(), original=ORIGINAL)

    _warcinfo, (record, headers, body) = records_of(warc.content())
    assert record.get_header("WARC-Type") == "revisit"
    assert record.get_header("WARC-Profile") == (
        "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
    )
    assert record.get_header("WARC-Target-URI") == "https://example.org/new"
    assert record.get_header("WARC-Refers-To-Target-URI") == "https://example.org/first"
    assert record.get_header("WARC-Refers-To-Date") == "2024-08-01T09:00:00Z"
    assert record.get_header("WARC-Payload-Digest") == f"sha256:{BODY_SHA256}"
    assert headers["content-type"] == "text/html"
    assert body == b""


def test_a_server_that_says_nothing_changed_is_taken_at_its_word(warc):
    warc.add_revisit(visit_of(http_status=304, body=b""), original=ORIGINAL)

    _warcinfo, (record, _headers, _body) = records_of(warc.content())
    assert record.get_header("WARC-Profile") == (
        "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
    )


def test_files_can_be_joined_into_one(warc):
    other = WarcFile("more.warc.gz", {})
    other.add_response(visit_of(body=b"second"))
    warc.add_response(visit_of())

    bodies = [body for _record, _headers, body in records_of(warc.content() + other.content())]
    assert bodies[1::2] == [BODY, b"second"]


def test_a_cut_page_says_so(warc):
    warc.add_response(visit_of(truncated=True))

    _warcinfo, (record, _headers, _body) = records_of(warc.content())
    assert record.get_header("WARC-Truncated") == "length"


@pytest.mark.parametrize("status", [200, 404, 520, 999])
def test_a_status_is_kept_even_if_nobody_knows_it(warc, status):
    warc.add_response(visit_of(http_status=status))

    _warcinfo, record = [each.http_headers for each in ArchiveIterator(BytesIO(warc.content()))]
    assert record.get_statuscode() == str(status)


def test_a_header_in_any_script_is_kept(warc):
    warc.add_response(visit_of(headers={"x-city": "Köln Łódź"}))

    _warcinfo, (_record, headers, _body) = records_of(warc.content())
    assert headers["x-city"] == "K%C3%B6ln%20%C5%81%C3%B3d%C5%BA"


def test_a_header_whose_name_is_none_is_left_out(warc):
    warc.add_response(visit_of(headers={"größe": "9", "x-city": "Ulm"}))

    _warcinfo, (_record, headers, body) = records_of(warc.content())
    assert (headers, body) == ({"x-city": "Ulm", "content-length": str(len(BODY))}, BODY)


def test_a_revisit_tells_the_size_of_a_body_that_was_let_go(warc):
    warc.add_revisit(visit_of().without_body(), original=ORIGINAL)

    _warcinfo, (_record, headers, body) = records_of(warc.content())
    assert (headers["content-length"], body) == (str(len(BODY)), b"")


def test_a_standard_checker_finds_no_fault(warc, tmp_path, capsys):
    warc.add_response(visit_of())
    warc.add_response(visit_of(body=b""))
    warc.add_response(visit_of(body=bytes(100_000), truncated=True))
    warc.add_revisit(visit_of(), original=ORIGINAL)
    warc.add_revisit(visit_of(http_status=304, body=b""), original=ORIGINAL)
    path = tmp_path / "visits.warc.gz"
    path.write_bytes(warc.content())
    command = type("Command", (), {"verbose": True, "inputs": [str(path)]})

    assert not Checker(command).process_all()
    assert capsys.readouterr().out.count("digest pass") == 4


def test_a_standard_checker_would_find_a_changed_page(warc, tmp_path, capsys):
    warc.add_response(visit_of(), content_sha256="0" * 64)
    path = tmp_path / "visits.warc.gz"
    path.write_bytes(warc.content())
    command = type("Command", (), {"verbose": False, "inputs": [str(path)]})

    assert Checker(command).process_all()
