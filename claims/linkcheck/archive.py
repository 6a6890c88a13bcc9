"""A visit as a WARC record, the form in which libraries keep the web (ISO 28500)."""

from http import HTTPStatus
from io import BytesIO

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from claims.linkcheck.visit import Visit

# The body is kept as it was read: decompressed, whole, and perhaps cut.
CHANGED_HEADERS = frozenset({"content-encoding", "transfer-encoding", "content-length"})


def warc_record(visit: Visit) -> bytes:
    """Return a visit that brought an answer as one gzip'd response record.

    Original Content-Encoding, Transfer-Encoding and Content-Length are kept under
    "X-Archive-Orig-" names, since the body is stored decompressed; a cut body is marked
    `WARC-Truncated: length`.
    """
    record_file = BytesIO()
    writer = WARCWriter(record_file, gzip=True)
    record = writer.create_warc_record(
        visit.final_url,
        "response",
        payload=BytesIO(visit.body),
        length=len(visit.body),
        http_headers=_http_headers(visit),
        warc_headers_dict=_warc_headers(visit),
    )
    writer.write_record(record)
    return record_file.getvalue()


def _warc_headers(visit: Visit) -> dict[str, str]:
    headers = {"WARC-Date": visit.visited_at.strftime("%Y-%m-%dT%H:%M:%SZ")}
    if visit.truncated:
        headers["WARC-Truncated"] = "length"
    return headers


def _http_headers(visit: Visit) -> StatusAndHeaders:
    headers = [(_kept_name(name), value) for name, value in visit.headers.items()]
    headers.append(("content-length", str(len(visit.body))))
    return StatusAndHeaders(_status_line(visit.http_status or 0), headers, protocol="HTTP/1.1")


def _kept_name(name: str) -> str:
    return f"x-archive-orig-{name}" if name in CHANGED_HEADERS else name


def _status_line(status: int) -> str:
    phrase = HTTPStatus(status).phrase if status in set(HTTPStatus) else "Unknown"
    return f"{status} {phrase}"
