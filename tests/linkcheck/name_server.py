"""A name server that means by names what a test says, and may change its mind."""

import socket
import struct
from collections.abc import Sequence
from ipaddress import ip_address
from threading import Thread

A, AAAA = 1, 28
CANARY = ["10.9.8.7"]
"""What every name means of which nothing else was said."""


class NameServer:
    """Answers with the addresses in `names`, turn by turn; the last turn stays."""

    def __init__(self, address: str) -> None:
        self.names: dict[str, list[Sequence[str]]] = {}
        self.asked: list[str] = []
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind((address, 53))
        Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            query, caller = self.socket.recvfrom(4096)
            self.socket.sendto(self._reply(query), caller)

    def _reply(self, query: bytes) -> bytes:
        """Return an answer as RFC 1035, section 4, has it; no name lives longer than this."""
        end = query.index(0, 12) + 5  # the empty label, then type and class
        (kind,) = struct.unpack("!H", query[end - 4 : end - 2])
        found = [ip_address(ip).packed for ip in self._addresses(_name(query), kind)]
        fitting = [ip for ip in found if len(ip) == {A: 4, AAAA: 16}.get(kind)]
        answers = [struct.pack("!HHHIH", 0xC00C, kind, 1, 0, len(ip)) + ip for ip in fitting]
        head = query[:2] + struct.pack("!HHHHH", 0x8580, 1, len(fitting), 0, 0)
        return head + query[12:end] + b"".join(answers)

    def _addresses(self, name: str, kind: int) -> Sequence[str]:
        """Return this turn's addresses; a look-up asks for A once, and beside it for AAAA."""
        turns = self.names.get(name, [CANARY])
        if kind != A:
            return turns[0]
        self.asked.append(name)
        return turns.pop(0) if len(turns) > 1 else turns[0]


def _name(query: bytes) -> str:
    labels, at = [], 12
    while length := query[at]:
        labels.append(query[at + 1 : at + 1 + length].decode("latin-1"))
        at += 1 + length
    return ".".join(labels).lower()
