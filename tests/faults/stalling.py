"""Servers on loopback that keep a caller waiting at a chosen moment: the one to kill him at."""

import asyncio
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from threading import Event

from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.faults.newsroom import PAGE, ROTTEN_PAGE
from tests.smtp import MailServer
from tests.web import Reply, ScriptedWeb, Seen

PAGES_PER_HOST = 4


class StallingWeb:
    """Three hosts with four pages each; the third page of the second host keeps callers waiting.

    The last page of the first and of the third host lost the sentence that is quoted from it.
    """

    def __init__(self, hosts: list[ScriptedWeb]) -> None:
        self.hosts = hosts
        self.is_asked, self.goes_on = Event(), Event()
        for host in hosts:
            host.pages = {f"/{number}": PAGE for number in range(PAGES_PER_HOST)}
        hosts[0].pages["/3"] = hosts[2].pages["/3"] = ROTTEN_PAGE
        hosts[1].pages["/2"] = self._stall

    @property
    def allowed(self) -> str:
        return ",".join(host.host for host in self.hosts)

    @property
    def rotten(self) -> list[str]:
        return [self.hosts[0].url("/3"), self.hosts[2].url("/3")]

    @property
    def sound(self) -> list[str]:
        """The other pages, host by host."""
        urls = [host.url(f"/{n}") for host in self.hosts for n in range(PAGES_PER_HOST)]
        return [url for url in urls if url not in self.rotten]

    @property
    def asked(self) -> list[str]:
        """The pages asked for so far."""
        return [f"{host.host}{path}" for host in self.hosts for path in host.paths]

    @property
    def stalled(self) -> str:
        """The page whose visitor waits."""
        return f"{self.hosts[1].host}/2"

    def expected_visits(self) -> dict[str, int]:
        """One visit each, after the two of earlier days to those that were rotting."""
        once = {url.removeprefix("http://"): 1 for url in self.sound}
        return once | {url.removeprefix("http://"): 3 for url in self.rotten}

    def _stall(self, _seen: Seen) -> Reply:
        self.is_asked.set()
        return Reply(PAGE, holds_until=self.goes_on)


@contextmanager
def stalling_web() -> Iterator[StallingWeb]:
    with ExitStack() as stack:
        addresses = ("127.0.0.1", "127.0.0.2", "127.0.0.3")
        hosts = [stack.enter_context(ScriptedWeb(address=address)) for address in addresses]
        yield StallingWeb(hosts)


class StallingMailServer(MailServer):
    """Takes two e-mails, and never gives an answer to the third.

    With `keeps_it` the third is kept nevertheless: a server may have an e-mail on its disk
    before its sender hears of it (RFC 1047). Whoever asks later is served.
    """

    def __init__(self, *, keeps_it: bool) -> None:
        super().__init__()
        self.keeps_it = keeps_it
        self.is_stalling, self.goes_on = Event(), Event()

    async def handle_DATA(  # noqa: N802 (aiosmtpd looks for this name)
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        if len(self.mails) != 2 or self.is_stalling.is_set():
            return await super().handle_DATA(server, session, envelope)
        if self.keeps_it:
            await super().handle_DATA(server, session, envelope)
        self.is_stalling.set()
        await asyncio.to_thread(self.goes_on.wait, 20)
        return "451 Try again later"
