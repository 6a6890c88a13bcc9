"""Visits as WARC records, the form in which libraries keep the web (ISO 28500)."""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from http import HTTPStatus
from io import BytesIO

from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from claims.linkcheck.visit import Visit

LEVEL = 1
"""zlib's quickest that compresses: pages of 33 KB take 0.2 ms each instead of the 0.7 ms of
level 9, which warcio would choose, and become 9.5 KB instead of 8.5."""

GZIP = 16 + zlib.MAX_WBITS

# The body is kept as it was read: decompressed, whole, and perhaps cut.
CHANGED_HEADERS = frozenset({"content-encoding", "transfer-encoding", "content-length"})

NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
PHRASES = {status.value: f"{status.value} {status.phrase}" for status in HTTPStatus}


@dataclass(frozen=True)
class RecordSpan:
    """Where a record lies in its file; these bytes alone are a WARC file, too."""

    offset: int
    size_bytes: int


@dataclass(frozen=True)
class Original:
    """The response record that a revisit refers to: of which address, when, with which body."""

    url: str
    taken_at: datetime
    content_sha256: str


class WarcFile:
    """Visits gathered in memory as one WARC 1.1 file, each record gzip'd on its own."""

    def __init__(self, name: str, facts: Mapping[str, str]) -> None:
        """Begin with a warcinfo record; `facts` are its lines, such as "software"."""
        self._parts: list[bytes] = []
        self._end = 0
        self._plain = BytesIO()
        self._writer = WARCWriter(self._plain, gzip=False, warc_version="1.1")
        self._add(self._writer.create_warcinfo_record(name, facts))

    def add_response(self, visit: Visit, *, content_sha256: str = "") -> RecordSpan:
        """Add a visit with the body that it brought, and return where it lies.

        Original Content-Encoding, Transfer-Encoding and Content-Length are kept under
        "X-Archive-Orig-" names, since the body is stored decompressed; a cut body is marked
        `WARC-Truncated: length`. Whoever knows the body's hash spares a second look at it.
        """
        headers = {
            "WARC-Date": _warc_date(visit.visited_at),
            "WARC-Payload-Digest": _digest(content_sha256 or sha256(visit.body).hexdigest()),
        }
        if visit.truncated:
            headers["WARC-Truncated"] = "length"
        record = self._writer.create_warc_record(
            visit.final_url,
            "response",
            payload=BytesIO(visit.body),
            length=len(visit.body),
            http_headers=_http_headers(visit),
            warc_headers_dict=headers,
        )
        return self._add(record)

    def add_revisit(self, visit: Visit, *, original: Original) -> RecordSpan:
        """Add a visit that brought what `original` has, and return where it lies.

        The headers are kept, the body is not: it has the same hash, or the server said with
        a 304 that it has not changed.
        """
        record = self._writer.create_revisit_record(
            visit.final_url,
            _digest(original.content_sha256),
            original.url,
            _warc_date(original.taken_at),
            http_headers=_http_headers(visit),
            warc_headers_dict={"WARC-Date": _warc_date(visit.visited_at)},
        )
        if visit.http_status == HTTPStatus.NOT_MODIFIED:
            record.rec_headers.replace_header("WARC-Profile", NOT_MODIFIED)
        return self._add(record)

    @property
    def has_visits(self) -> bool:
        return len(self._parts) > 1

    def content(self) -> bytes:
        return b"".join(self._parts)

    def _add(self, record: ArcWarcRecord) -> RecordSpan:
        self._writer.write_record(record)
        part = zlib.compress(self._plain.getvalue(), LEVEL, GZIP)
        self._plain.seek(0)
        self._plain.truncate()
        span = RecordSpan(self._end, len(part))
        self._parts.append(part)
        self._end += len(part)
        return span


def _digest(hexadecimal: str) -> str:
    return f"sha256:{hexadecimal}"


def _warc_date(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _http_headers(visit: Visit) -> StatusAndHeaders:
    # A name in another script is none (RFC 9110, section 5.1), and WARC cannot hold it.
    named = [(name, value) for name, value in visit.headers.items() if name.isascii()]
    headers = [(_kept_name(name), value) for name, value in named]
    headers.append(("content-length", str(visit.size_bytes)))
    status = visit.http_status or 0
    return StatusAndHeaders(PHRASES.get(status, f"{status} Unknown"), headers, protocol="HTTP/1.1")


def _kept_name(name: str) -> str:
    return f"x-archive-orig-{name}" if name in CHANGED_HEADERS else name
