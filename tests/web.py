"""A small web on loopback that answers as a test scripts it, and keeps a log.

    with ScriptedWeb({"/a": "<p>Hello</p>", "/old": redirect("/a")}) as web:
        web.url("/a"), web.host, web.paths

An answer is a `Reply`, its body alone (200, text/html), a function of the `Seen` request, or
a list of these, of which the last is repeated. What is not scripted is a 404, robots.txt too.
"""

import socket
import struct
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread
from types import TracebackType

HTML = "text/html; charset=utf-8"


@dataclass(frozen=True)
class Reply:
    """One scripted answer; the first of these fields that is set decides how it is given.

    `reset` cuts the connection without a word. `raw` is sent as it stands. `holds_until`
    keeps the caller waiting until that event, or the end of the test. `drips` sends the
    body byte by byte, twenty a second. `sends_length` False ends the body by closing.
    """

    body: str | bytes = ""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    reset: bool = False
    raw: bytes | None = None
    holds_until: Event | None = None
    drips: bool = False
    sends_length: bool = True


@dataclass
class Seen:
    """A line of the access log; times are of the monotonic clock."""

    method: str
    path: str
    headers: Mapping[str, str]
    started_at: float
    ended_at: float = 0.0
    body: bytes = b""


Answer = Reply | str | bytes | Callable[[Seen], Reply]
Script = dict[str, Answer | list[Answer]]


def redirect(location: str, status: int = 302) -> Reply:
    return Reply(status=status, headers={"Location": location})


class ScriptedWeb:
    """The server; `pages` may be changed while it runs."""

    def __init__(
        self, pages: Script | None = None, address: str = "127.0.0.1", port: int = 0
    ) -> None:
        self.pages: Script = {} if pages is None else pages
        self.requests: list[Seen] = []
        self.connections = 0
        self.closing = Event()
        self.lock = Lock()
        self.server = _Server((address, port), self)
        self.thread = Thread(target=self.server.serve_forever, args=(0.02,), daemon=True)

    def __enter__(self) -> "ScriptedWeb":
        self.thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.closing.set()
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

    @property
    def port(self) -> int:
        return int(self.server.server_address[1])

    @property
    def host(self) -> str:
        return f"{self.address}:{self.port}"

    @property
    def address(self) -> str:
        """The address as an URL spells it."""
        address = str(self.server.server_address[0])
        return f"[{address}]" if ":" in address else address

    @property
    def paths(self) -> list[str]:
        """The paths asked for so far, in order, without robots.txt."""
        return [seen.path for seen in self.requests if seen.path != "/robots.txt"]

    def url(self, path: str = "/", host: str = "") -> str:
        """Return the address of a path; `host` is another name of this server."""
        return f"http://{host or self.address}:{self.port}{path}"

    def reply_to(self, seen: Seen) -> Reply:
        with self.lock:
            self.requests.append(seen)
            answer = self.pages.get(seen.path, Reply("<h1>404</h1>", 404))
            if isinstance(answer, list):
                answer = answer.pop(0) if len(answer) > 1 else answer[0]
        if isinstance(answer, str | bytes):
            return Reply(answer)
        return answer if isinstance(answer, Reply) else answer(seen)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(self, address: tuple[str, int], web: ScriptedWeb) -> None:
        self.web = web
        self.address_family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
        self.allow_reuse_port = address[1] != 0  # one that was chosen may be shared
        super().__init__(address, _Handler)

    def get_request(self) -> tuple[socket.socket, tuple[str, int]]:
        self.web.connections += 1
        return super().get_request()

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: callers that hang up are part of the tests."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 30
    disable_nagle_algorithm = True  # else every answer waits 40 ms for an acknowledgement
    server: _Server

    def do_GET(self) -> None:
        self._answer()

    def do_HEAD(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def log_message(self, *_: object) -> None:
        """The log is kept in `ScriptedWeb.requests`."""

    def _answer(self) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        body = self.rfile.read(int(headers.get("content-length", 0)))
        seen = Seen(self.command, self.path, headers, time.monotonic(), body=body)
        reply = self.server.web.reply_to(seen)
        try:
            self._give(reply)
        finally:
            seen.ended_at = time.monotonic()

    def _give(self, reply: Reply) -> None:
        if reply.reset:
            self._reset()
        elif reply.raw is not None:
            self.wfile.write(reply.raw)
            self.close_connection = True
        else:
            self._wait_for(reply.holds_until)
            self._send(reply)

    def _send(self, reply: Reply) -> None:
        body = reply.body.encode() if isinstance(reply.body, str) else reply.body
        self.send_response(reply.status)
        for name, value in {"Content-Type": HTML, **reply.headers}.items():
            self.send_header(name, value.encode().decode("latin-1"))  # goes out as UTF-8
        if reply.sends_length and reply.status != 304:
            self.send_header("Content-Length", str(len(body)))
        else:
            self.send_header("Connection", "close")
        self.end_headers()
        if reply.drips:
            self._drip(body)
        elif self.command != "HEAD":
            self.wfile.write(body)

    def _drip(self, body: bytes) -> None:
        for number in body:
            if self.server.web.closing.wait(0.05):
                return
            self.wfile.write(bytes([number]))

    def _wait_for(self, event: Event | None) -> None:
        while event is not None and not event.wait(0.02) and not self.server.web.closing.is_set():
            pass

    def _reset(self) -> None:
        self.close_connection = True
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()
