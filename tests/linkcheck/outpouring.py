"""A server that never comes to an end, and what it may pour out."""

import gzip
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from socketserver import BaseRequestHandler, ThreadingTCPServer
from threading import Event, Thread

OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
A_GIGABYTE_TWICE_ZIPPED = gzip.compress(gzip.compress(bytes(1_000_000_000), 1))


def _zeros_in_gzip() -> tuple[bytes, bytes]:
    """Return how a gzip file begins, and a piece of it, 1,000 times as large when read."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    head = packer.compress(b"") + packer.flush(zlib.Z_FULL_FLUSH)
    return head, packer.compress(bytes(16_000_000)) + packer.flush(zlib.Z_FULL_FLUSH)


ENDLESS_ZEROS = {
    "gzip": _zeros_in_gzip(),
    # A piece is 105 bytes and means 134,217,728.
    "br": (
        bytes.fromhex("cfffff7ff82700e2b14020f7"),
        bytes.fromhex(
            "fe9ffffffff04f00c4610180eefd3fffffffe19f0088c32200ddfb7ffeffffc33f0110870500baf7ff"
            "fcffff877f02200e0b0074effff9ffff0fff04401c1600e8defff3ffff1ffe0980382c00d0bdffe7ff"
            "ff3ffc1300715800a07bffcfffff7ff82700e2b00040f7"
        ),
    ),
    # RFC 8878, section 3.1.1.2.2: a block that says "131,072 times zero".
    "zstd": (bytes.fromhex("28b52ffd0038"), bytes.fromhex("02001000")),
}
"""By content coding, how zeros without end begin, and how they go on."""


@contextmanager
def outpouring(head: bytes, piece: bytes, *, pause: float = 0) -> Iterator[str]:
    """Yield the host of a server that says `head`, then `piece` for ever.

    With a `pause` it waits so many seconds before each piece, and sends it alone.
    """
    over = Event()
    pieces = piece if pause else piece * (1 + 60_000 // len(piece))

    class Pouring(BaseRequestHandler):
        def handle(self) -> None:
            with suppress(OSError):
                self.request.recv(65_536)
                self.request.sendall(head)
                while not over.wait(pause):
                    self.request.sendall(pieces)

    class Server(ThreadingTCPServer):
        daemon_threads, block_on_close = True, False

    with Server(("127.0.0.1", 0), Pouring) as server:
        Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield f"127.0.0.1:{server.server_address[1]}"
        over.set()
        server.shutdown()
