"""The server of the benchmark: one process, all hosts, bytes made in advance.

    python -m benchmarks.scripted_site COUNT SEED

prints its port. Beside the list it answers paths of ours: /control/list (a page that links
to the addresses, as the peers get them), /control/turn-page (what changes between two
visits), /control/canary (how many connections the forbidden address has seen) and
/control/seen (how many addresses of the list were asked for since this was asked last).
"""

import asyncio
import socket
import sys

from benchmarks.cases import FORBIDDEN_HOST, HOSTS, cases, prompt_cases
from benchmarks.script import NO_HEAD, NOT_MODIFIED, Answer, Script, answer

SLOW_SECONDS = 0.5
DRIP_SECONDS = 0.1
PIECE_BYTES = 1_000_000  # of a 20 MB body, sent while the reader keeps up


class Site:
    def __init__(self, count: int, seed: int, port: int) -> None:
        listed = cases(count, seed)
        self.script = Script(listed, seed, port)
        self.paths = frozenset(case.path for case in listed)
        self.links = "\n".join(
            f'<a href="{case.url(port)}">{case.number}</a>' for case in prompt_cases(count, seed)
        )
        self.asked: set[str] = set()
        self.canary = 0

    def answer_to(self, path: str) -> Answer:
        if path.startswith("/control/"):
            return answer("200 OK", self._control(path).encode())
        self.asked.add(path)
        return self.script.at(path)

    def _control(self, path: str) -> str:
        if path == "/control/turn-page":
            self.script.turn_page()
        elif path == "/control/canary":
            return str(self.canary)
        elif path == "/control/seen":
            seen, self.asked = self.asked & self.paths, set()
            return str(len(seen))
        return self.links


class Connection(asyncio.Protocol):
    """Answers one request after the other; a waiting answer keeps the connection open."""

    transport: asyncio.Transport

    def __init__(self, site: Site) -> None:
        self.site = site
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
        found = self.site.answer_to(target.decode("ascii", "replace"))
        if found.manner in MANNERS or (found.repeats > 1 and method == b"GET"):
            send = MANNERS.get(found.manner, Connection._pour)
            self.sending = asyncio.ensure_future(send(self, found))
        elif method == b"HEAD":
            refused = NO_HEAD if found.refuses_head else found
            self.transport.write(refused.head.partition(b"\r\n\r\n")[0] + b"\r\n\r\n")
        elif found.etag and b"If-None-Match: " + found.etag in request:
            self.transport.write(NOT_MODIFIED)
        else:
            self.transport.writelines((found.head, found.rest))

    async def _pour(self, found: Answer) -> None:
        self.transport.write(found.head)
        once = PIECE_BYTES // len(found.rest)
        for _ in range(found.repeats // once):
            await self.writable.wait()
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
    port = first.getsockname()[1]
    others = (*HOSTS[1:], FORBIDDEN_HOST)
    return [first, *(socket.create_server((host, port), backlog=1024) for host in others)]


async def serve(count: int, seed: int) -> None:
    sockets = listening_sockets()
    port = sockets[0].getsockname()[1]
    site = Site(count, seed, port)
    loop = asyncio.get_running_loop()
    for opened in sockets:
        await loop.create_server(lambda: Connection(site), sock=opened)
    sys.stdout.write(f"{port}\n")
    sys.stdout.flush()
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), int(sys.argv[2])))
