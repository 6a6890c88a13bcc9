"""A real SMTP server on loopback that keeps what it is given and refuses what a test says.

with MailServer() as server:
    server.mails, server.port
    server.replies = ["451 Try again later"]   # to the next e-mail; then it accepts again
    server.holds = Event()                     # the next e-mail waits for it; then none does
"""

import asyncio
import socket
from email import message_from_bytes, policy
from email.message import EmailMessage
from threading import Event
from types import TracebackType
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class MailServer:
    """Listens while it is entered; keeps its port when it is entered again."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.recipients: list[list[str]] = []
        self.replies: list[str] = []
        self.is_asked = Event()
        self.holds: Event | None = None
        self.port = _free_port()

    def __enter__(self) -> "MailServer":
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self._controller.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._controller.stop()

    async def handle_DATA(  # noqa: N802 (aiosmtpd looks for this name)
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        holds, self.holds = self.holds, None
        self.is_asked.set()
        if holds:
            await asyncio.to_thread(holds.wait, 10)
        if self.replies:
            return self.replies.pop(0)
        self.mails.append(_parsed(envelope))
        self.recipients.append(envelope.rcpt_tos)
        return "250 OK"


def _parsed(envelope: Envelope) -> EmailMessage:
    content: Any = envelope.content
    return message_from_bytes(content, policy=policy.default)  # type: ignore[return-value]  # the policy's class


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
        return port
