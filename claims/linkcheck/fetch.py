"""The only door to the web: every socket to it is opened here, past the guard."""

import selectors
import socket
import ssl
from collections.abc import Iterable, Iterator
from contextlib import suppress
from time import monotonic
from typing import Any

import pycurl

from claims.linkcheck.answer import Answer, AnswerBuffer
from claims.linkcheck.guard import AddressGuard, UnsafeAddress
from claims.linkcheck.journey import Journey
from claims.linkcheck.patience import Patience
from claims.linkcheck.policy import FetchPolicy
from claims.linkcheck.transport_error import transport_error

LOOK_EVERY = 0.1
"""Seconds between two looks for servers that take too long."""
TIMED_OUT = 28  # curl's number for it
POLL_EVENTS = {
    pycurl.POLL_IN: selectors.EVENT_READ,
    pycurl.POLL_OUT: selectors.EVENT_WRITE,
    pycurl.POLL_INOUT: selectors.EVENT_READ | selectors.EVENT_WRITE,
}


class Switchboard:
    """As many lines as may be busy at once, served by one thread.

    Whoever comes back to it adds to `away` the seconds for which he left it alone.
    """

    def __init__(self, policy: FetchPolicy, guard: AddressGuard) -> None:
        self.multi = pycurl.CurlMulti()
        # Idle connections beyond this are closed: with too few, https pays a handshake each.
        self.multi.setopt(pycurl.M_MAXCONNECTS, policy.concurrency * 8)
        self.events = CurlEvents(self.multi)
        self.away = 0.0
        self.next_look_at = monotonic()
        self.idle = [Line(policy, guard) for _ in range(policy.concurrency)]
        self.busy: dict[pycurl.Curl, Line] = {}

    def dial(self, journey: Journey[Any], host: str) -> None:
        line = self.idle.pop()
        line.ask(journey, host)
        self.busy[line.curl] = line
        self.multi.add_handle(line.curl)

    def answers(
        self, next_turn_at: float | None, give_up_at: float | None
    ) -> Iterator[tuple[Journey[Any], str, Answer]]:
        """Wait for something to happen, or for a moment at which something may; yield answers."""
        turn_at = next_turn_at if self.idle else None
        look_at = self.next_look_at if self.busy else None
        moments = (turn_at, give_up_at, look_at)
        self.events.wait([moment for moment in moments if moment is not None])
        self._resume()
        queued = 1
        while queued:
            queued, complete, failed = self.multi.info_read()
            for curl in complete:
                yield self._hang_up(curl, 0, "")
            for curl, number, message in failed:
                yield self._hang_up(curl, number, message)
        yield from self._give_up(monotonic())

    def close(self) -> None:
        for curl in list(self.busy):
            self._hang_up(curl, 42, "abandoned")
        self.multi.close()
        for line in self.idle:
            line.curl.close()
        self.events.close()

    def _resume(self) -> None:
        if self.away:
            for line in self.busy.values():
                line.patience.resume(self.away, line.progress())
            self.away = 0.0

    def _give_up(self, now: float) -> Iterator[tuple[Journey[Any], str, Answer]]:
        """Hang up on servers that take too long. Curl would before it looks at what came."""
        if now < self.next_look_at:
            return
        self.next_look_at = now + LOOK_EVERY
        for curl, line in list(self.busy.items()):
            if complaint := line.patience.complaint(now, line.progress()):
                yield self._hang_up(curl, TIMED_OUT, complaint)

    def _hang_up(
        self, curl: pycurl.Curl, number: int, message: str
    ) -> tuple[Journey[Any], str, Answer]:
        line = self.busy.pop(curl)
        self.multi.remove_handle(curl)
        self.idle.append(line)
        return line.journey, line.host, line.answer(number, message)


class Line:
    """One curl handle, set up once, and the answer it is receiving."""

    journey: Journey[Any]
    host: str
    patience: Patience

    def __init__(self, policy: FetchPolicy, guard: AddressGuard) -> None:
        self.guard = guard
        self.timeout = policy.timeout.total_seconds()
        self.buffer = AnswerBuffer(policy.max_bytes)
        self.sockets: list[socket.socket] = []
        self.refusal = ""
        self.curl = pycurl.Curl()
        for option, value in self._options(policy).items():
            self.curl.setopt(option, value)
        if trusted := ssl.get_default_verify_paths().cafile:  # as SSL_CERT_FILE has it
            self.curl.setopt(pycurl.CAINFO, trusted)

    def _options(self, policy: FetchPolicy) -> dict[int, Any]:
        return {
            pycurl.PROTOCOLS: pycurl.PROTO_HTTP | pycurl.PROTO_HTTPS,
            pycurl.FOLLOWLOCATION: 0,
            pycurl.PROXY: "",  # not even one from the environment, which would dial for us
            pycurl.NETRC: pycurl.NETRC_IGNORED,
            pycurl.NOSIGNAL: 1,
            pycurl.PATH_AS_IS: 1,
            pycurl.USERAGENT: policy.user_agent,
            pycurl.ACCEPT_ENCODING: "",  # whatever curl can decompress
            pycurl.RESOLVE: list(policy.addresses),
            pycurl.OPENSOCKETFUNCTION: self._open_socket,
            pycurl.HEADERFUNCTION: self.buffer.add_line,
            pycurl.WRITEFUNCTION: self.buffer.add_chunk,
        }

    def ask(self, journey: Journey[Any], host: str) -> None:
        """Prepare for the next address of a journey, within the time it has left."""
        self.journey, self.host, self.refusal = journey, host, ""
        left = max(0.0, self.timeout - journey.seconds)
        self.patience = Patience(left, self.timeout * 0.75, monotonic())
        self.curl.setopt(pycurl.URL, journey.url)
        headers = journey.request.headers(journey.url)
        self.curl.setopt(pycurl.HTTPHEADER, [header.encode() for header in headers])
        if form := journey.request.form():
            self.curl.setopt(pycurl.POSTFIELDS, form)
        else:
            self.curl.setopt(pycurl.HTTPGET, 1)  # the one before may have posted

    def progress(self) -> tuple[float, int]:
        """Return when the connection stood, 0 before, and how many bytes have come."""
        received = self.buffer.header_bytes + self.buffer.content.tell()
        return self.curl.getinfo(pycurl.PRETRANSFER_TIME), received

    def answer(self, number: int, message: str) -> Answer:
        """Return what came, given curl's error number (0: all of it)."""
        refused = self.refusal if not self.sockets else ""
        while self.sockets:
            self.sockets.pop().close()  # curl has its own duplicate
        error = "" if number == 0 or self.buffer.truncated else transport_error(number, message)
        if self.buffer.has_too_many_headers:
            error, message = "bad_response", "more headers than we take"
        if refused and error:
            error, message = "unsafe", refused
        answer = Answer(
            status=self.curl.getinfo(pycurl.RESPONSE_CODE) or None,
            headers=self.buffer.headers(),
            body=self.buffer.body(),
            truncated=self.buffer.truncated,
            error=error,
            error_detail=message if error else "",
            seconds=self.patience.taken(monotonic()),
        )
        self.buffer.clear()  # an idle line keeps no page
        return answer

    def _open_socket(self, _purpose: int, address: Any) -> socket.socket | int:
        """Open a socket to the address that the look-up gave, if the guard agrees."""
        ip, port = address.addr[:2]
        try:
            self.guard.check_address(ip, port, self.host)
        except UnsafeAddress as refusal:
            self.refusal = str(refusal)
            return pycurl.SOCKET_BAD  # type: ignore[no-any-return]  # pycurl has no types
        opened = socket.socket(address.family, address.socktype, address.protocol)
        self.sockets.append(opened)
        return opened


class CurlEvents:
    """Tells `multi` what happens to its sockets; it opens and closes them itself."""

    def __init__(self, multi: pycurl.CurlMulti) -> None:
        self.multi = multi
        self.selector = selectors.DefaultSelector()
        self.timer_at: float | None = None
        multi.setopt(pycurl.M_SOCKETFUNCTION, self._watch)
        multi.setopt(pycurl.M_TIMERFUNCTION, self._set_timer)

    def wait(self, moments: Iterable[float]) -> None:
        """Wait until a socket is ready, curl wants to be asked, or the first of `moments`."""
        limits = [*moments] if self.timer_at is None else [*moments, self.timer_at]
        seconds = max(0.0, min(limits) - monotonic()) if limits else None
        for key, events in self.selector.select(seconds):
            self.multi.socket_action(key.fd, events)
        if self.timer_at is not None and self.timer_at <= monotonic():
            self.timer_at = None
            self.multi.socket_action(pycurl.SOCKET_TIMEOUT, 0)

    def close(self) -> None:
        self.selector.close()

    def _set_timer(self, milliseconds: int) -> None:
        self.timer_at = None if milliseconds < 0 else monotonic() + milliseconds / 1000

    def _watch(self, what: int, fd: int, *_: Any) -> None:
        if what == pycurl.POLL_REMOVE:
            with suppress(KeyError):
                self.selector.unregister(fd)
        elif fd in self.selector.get_map():
            self.selector.modify(fd, POLL_EVENTS[what])
        else:
            self.selector.register(fd, POLL_EVENTS[what])
