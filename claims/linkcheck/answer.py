"""One HTTP answer as it arrives, bounded in every direction."""

from dataclasses import dataclass, field
from io import BytesIO

MAX_HEADER_BYTES = 64 * 1024
MAX_HEADER_LINES = 200


@dataclass(frozen=True)
class Answer:
    """What one GET brought: a status with headers and body, or an `error` code of `Visit`.

    `seconds` are those the server took, none of ours.
    """

    status: int | None = None
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    truncated: bool = False
    error: str = ""
    error_detail: str = ""
    seconds: float = 0.0


class AnswerBuffer:
    """Collects one answer and says when to hang up.

    `add_line` and `add_chunk` are curl's callbacks: None goes on, anything else hangs up.
    """

    def __init__(self, max_bytes: int) -> None:
        self.max_bytes = max_bytes
        self.clear()

    def clear(self) -> None:
        self.lines: list[bytes] = []
        self.content = BytesIO()  # hands its bytes on; pieces to join would be there twice
        self.header_bytes = 0
        self.line_count = 0
        self.truncated = False
        self.has_too_many_headers = False

    def add_line(self, line: bytes) -> int | None:
        """Take one header line; a new status line forgets those of an interim answer."""
        self.line_count += 1
        self.header_bytes += len(line)
        if self.header_bytes > MAX_HEADER_BYTES or self.line_count > MAX_HEADER_LINES:
            self.has_too_many_headers = True
            return -1
        if line.startswith(b"HTTP/"):
            self.lines.clear()
        self.lines.append(line)
        return None

    def add_chunk(self, chunk: bytes) -> int | None:
        """Take decompressed bytes; what exceeds the limit is dropped, so bombs cost nothing."""
        room = self.max_bytes - self.content.tell()
        self.content.write(chunk[:room])
        if len(chunk) > room:
            self.truncated = True
            return -1
        return None

    def headers(self) -> dict[str, str]:
        headers: dict[str, str] = {}
        for line in self.lines[1:]:
            name, colon, value = _text(line).partition(":")
            if colon:
                name, value = name.strip().lower(), value.strip()
                headers[name] = _joined(name, headers[name], value) if name in headers else value
        return headers

    def body(self) -> bytes:
        return self.content.getvalue()


def _joined(name: str, before: str, value: str) -> str:
    """Return a repeated header; a Location that is sent twice is still one, as browsers have it."""
    return before if name == "location" and before == value else f"{before}, {value}"


def _text(line: bytes) -> str:
    """Return a header line as text; many servers send UTF-8 where RFC 9110 has Latin-1."""
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("latin-1")
