"""The server of the benchmark: one process, all hosts, bytes made in advance.

    python -m benchmarks.scripted_site CONTEST

prints its port and its control port. The latter answers /list (a page that links to the
addresses of the contest), /turn-page (what changes between two visits changes), /canary (how
many connections the forbidden address has seen) and /seen (how many addresses of the list
were asked for since this was asked last).
"""

import asyncio
import re
import socket
import ssl
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks.cases import DRIP_SECONDS, FORBIDDEN_HOST, HOSTS, SLOW_SECONDS
from benchmarks.certificates import CERTIFICATE, KEY
from benchmarks.contest import Contest
from benchmarks.script import NO_HEAD, NOT_MODIFIED, Answer, Script, answer

PIECE_BYTES = 1_000_000  # of a 20 MB body, sent while the reader keeps up
TAKES_GZIP = re.compile(rb"\r\nAccept-Encoding:[^\r]*\bgzip\b", re.IGNORECASE)


class Site:
    def __init__(self, contest: Contest) -> None:
        self.script = Script(contest)
        listed = contest.addresses()
        self.paths = frozenset(case.path for case in listed.values())
        self.links = "\n".join(f'<a href="{url}">{case.number}</a>' for url, case in listed.items())
        self.asked: set[str] = set()
        self.canary = 0

    def answer_to(self, path: str) -> Answer:
        self.asked.add(path)
        return self.script.at(path)

    def control(self, path: str) -> Answer:
        if path == "/turn-page":
            self.script.turn_page()
        elif path == "/canary":
            return answer("200 OK", str(self.canary).encode())
        elif path == "/seen":
            seen, self.asked = self.asked & self.paths, set()
            return answer("200 OK", str(len(seen)).encode())
        return answer("200 OK", self.links.encode())


class Connection(asyncio.Protocol):
    """Answers one request after the other; a waiting answer keeps the connection open."""

    transport: asyncio.Transport

    def __init__(self, site: Site, answer_to: Callable[[str], Answer]) -> None:
        self.site = site
        self.answer_to = answer_to
        self.received = b""
        self.writable = asyncio.Event()
        self.writable.set()
        self.sending: asyncio.Task[None] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        if transport.get_extra_info("sockname")[0] == FORBIDDEN_HOST:
            self.site.canary += 1

    def connection_lost(self, exc: Exception | None) -> None:
        self.writable.set()
        if self.sending:
            self.sending.cancel()

    def pause_writing(self) -> None:
        self.writable.clear()

    def resume_writing(self) -> None:
        self.writable.set()

    def data_received(self, data: bytes) -> None:
        self.received += data
        while b"\r\n\r\n" in self.received:
            request, _, self.received = self.received.partition(b"\r\n\r\n")
            self._answer(request)

    def _answer(self, request: bytes) -> None:
        method, target, _ = request.split(b" ", 2)
        found = self.answer_to(target.decode("ascii", "replace"))
        if found.manner in MANNERS or (found.repeats > 1 and method == b"GET"):
            send = MANNERS.get(found.manner, Connection._pour)
            self.sending = asyncio.ensure_future(send(self, found))
        elif method == b"HEAD":
            refused = NO_HEAD if found.refuses_head else found
            self.transport.write(refused.head.partition(b"\r\n\r\n")[0] + b"\r\n\r\n")
        elif found.etag and b"If-None-Match: " + found.etag in request:
            self.transport.write(NOT_MODIFIED)
        else:
            if found.zipped and TAKES_GZIP.search(request):
                found = found.zipped
            self.transport.writelines((found.head, found.rest, found.tail))

    async def _pour(self, found: Answer) -> None:
        self.transport.write(found.head)
        once = PIECE_BYTES // len(found.rest)
        for _ in range(found.repeats // once):
            await self.writable.wait()
            await asyncio.sleep(0)  # so that over TLS, too, we hear of a reader who has gone
            if self.transport.is_closing():
                return
            self.transport.write(bytes(found.rest) * once)

    async def _slow(self, found: Answer) -> None:
        await asyncio.sleep(SLOW_SECONDS)
        self.transport.writelines((found.head, found.rest))

    async def _drip(self, found: Answer) -> None:
        for byte in found.head:
            self.transport.write(bytes([byte]))
            await asyncio.sleep(DRIP_SECONDS)

    async def _never(self, found: Answer) -> None:
        await asyncio.Event().wait()

    async def _reset(self, found: Answer) -> None:
        opened = self.transport.get_extra_info("socket")
        linger = (1).to_bytes(4, sys.byteorder) + bytes(4)
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        self.transport.abort()


MANNERS = {
    "slow": Connection._slow,
    "drip": Connection._drip,
    "never": Connection._never,
    "reset": Connection._reset,
}


def listening_sockets() -> list[socket.socket]:
    """Return a socket for each host and the canary, all on one port that the system chose."""
    first = socket.create_server((HOSTS[0], 0), backlog=1024)
    port = _port(first)
    others = (*HOSTS[1:], FORBIDDEN_HOST)
    return [first, *(socket.create_server((host, port), backlog=1024) for host in others)]


async def serve(contest: Contest) -> None:
    sockets = listening_sockets()
    control = socket.create_server((HOSTS[0], 0))
    contest = replace(contest, port=_port(sockets[0]), control_port=_port(control))
    site = Site(contest)
    loop, tls = asyncio.get_running_loop(), _tls(contest.certificates)
    loop.set_exception_handler(_tell_of_fault)
    for opened in sockets:
        # The canary counts every connection, a broken handshake too.
        own = None if opened.getsockname()[0] == FORBIDDEN_HOST else tls
        await loop.create_server(lambda: Connection(site, site.answer_to), sock=opened, ssl=own)
    await loop.create_server(lambda: Connection(site, site.control), sock=control)
    sys.stdout.write(f"{contest.port} {contest.control_port}\n")
    sys.stdout.flush()
    await asyncio.Event().wait()


def _tell_of_fault(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """Tell of all but one: a TLS reader who resets while we write is ended twice by asyncio."""
    if "_call_connection_lost" not in str(context["message"]):
        loop.default_exception_handler(context)


def _port(opened: socket.socket) -> int:
    return int(opened.getsockname()[1])


def _tls(folder: str) -> ssl.SSLContext | None:
    if not folder:
        return None
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(Path(folder, CERTIFICATE), Path(folder, KEY))
    return context


if __name__ == "__main__":
    asyncio.run(serve(Contest.read(sys.argv[1])))
