"""What the server answers at each path."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from posixpath import dirname

from benchmarks.cases import FORBIDDEN_HOST, Case, cases
from benchmarks.contest import Contest
from benchmarks.page_bytes import Pages, beginning
from benchmarks.zipped_pages import Zipper

BIG_REPEATS = 400  # of 50 KB
STATUSES = {
    "s401": "401 Unauthorized",
    "s403": "403 Forbidden",
    "s404": "404 Not Found",
    "s410": "410 Gone",
    "s429": "429 Too Many Requests\r\nRetry-After: 86400",
    "s500": "500 Internal Server Error",
    "s503": "503 Service Unavailable\r\nRetry-After: 120",
}
REDIRECTS = {
    "moved": ("301 Moved Permanently", "308 Permanent Redirect"),
    "redirected": ("302 Found", "307 Temporary Redirect"),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """Bytes to send, and how: at once, or "slow", "drip", "never", "reset".

    `head` ends with the first bytes of the body; `rest` follows `repeats` times. Whoever
    sends the `etag` back gets a 304; whoever asks with HEAD a 405, if it `refuses_head`;
    whoever takes gzip gets what is `zipped`, which ends with its `tail`.
    """

    head: bytes
    rest: bytes | memoryview = b""
    repeats: int = 1
    manner: str = ""
    etag: bytes = b""
    refuses_head: bool = False
    zipped: "Answer | None" = None
    tail: bytes = b""


def answer(
    status: str, body: bytes, rest: bytes | memoryview = b"", repeats: int = 1, etag: str = ""
) -> Answer:
    """Return a whole answer; `status` may bring header lines of its own."""
    head = _head(status + _etag(etag), len(body) + len(rest) * repeats)
    return Answer(head + body, rest, repeats, etag=etag.encode())


def _etag(etag: str) -> str:
    return f"\r\nETag: {etag}" if etag else ""


def _head(status: str, size: int) -> bytes:
    # linkchecker may ask a host that sends its header as often as it is set to.
    return (
        f"HTTP/1.1 {status}\r\nLinkChecker: 1\r\nContent-Type: text/html; charset=utf-8\r\n"
        f"Content-Length: {size}\r\n\r\n"
    ).encode()


NOT_FOUND = answer("404 Not Found", beginning("Nicht gefunden", "Diese Seite gibt es nicht."))
NO_HEAD = answer("405 Method Not Allowed\r\nAllow: GET", b"")
NOT_MODIFIED = b"HTTP/1.1 304 Not Modified\r\nLinkChecker: 1\r\n\r\n"
CMS = answer("200 OK", beginning("Stadtarchiv", "Hier liegen alte und neue Berichte."))
ROBOTS = answer("200 OK", b"User-agent: *\nDisallow: /closed/\n")


class Script:
    """The answer of each path; after `turn_page` the changed pages say something else."""

    def __init__(self, contest: Contest) -> None:
        self.pages = Pages(contest.seed)
        self.zipper = Zipper() if contest.zips else None
        self.forbidden = f"{contest.root(FORBIDDEN_HOST)}/geheim"
        self.answers = {"/robots.txt": ROBOTS, "/": self.page("Startseite", "Guten Tag.")}
        self.changed: dict[str, Answer] = {}
        for case in cases(contest.count, contest.seed):
            self.answers.update(self._answers(case))

    def turn_page(self) -> None:
        self.answers.update(self.changed)

    def at(self, path: str) -> Answer:
        return self.answers.get(path) or (CMS if path.startswith("/cms/") else NOT_FOUND)

    def _answers(self, case: Case) -> Iterator[tuple[str, Answer]]:
        name = case.kind.name
        if name in REDIRECTS:
            yield from self._chain(case)
        elif name in STATUSES:
            page = beginning("Meldung des Servers", "So nicht.")
            yield case.path, answer(STATUSES[name], page)
        elif name == "changed":
            yield case.path, self.cited(case)
            self.changed[case.path] = self.cited(case, version=2)
        else:
            yield case.path, SPECIAL.get(name, Script.cited)(self, case)

    def _chain(self, case: Case) -> Iterator[tuple[str, Answer]]:
        folder, statuses = dirname(case.path), REDIRECTS[case.kind.name]
        stops = [case.path, *(f"{folder}/weiter-{n}.html" for n in range(case.number % 3))]
        target = f"{folder}/jetzt.html"
        for number, (stop, following) in enumerate(zip(stops, [*stops[1:], target], strict=True)):
            yield stop, redirect(statuses[number % 2], following)
        yield target, self.cited(case)

    def cited(self, case: Case, version: int = 1) -> Answer:
        """Return a page that has the quote; two of three servers send an ETag."""
        etag = f'"{case.number}-{version}"' if case.number % 3 else ""
        return self.page(f"Bericht {case.number}", case.quote, etag=etag)

    def page(self, title: str, sentence: str, etag: str = "") -> Answer:
        body, rest = self.pages.page(title, sentence)
        plain = answer("200 OK", body, rest, etag=etag)
        return replace(plain, zipped=self._zipped(body, rest, etag)) if self.zipper else plain

    def _zipped(self, body: bytes, rest: memoryview, etag: str) -> Answer:
        assert self.zipper
        head, rest_zipped, tail = self.zipper.zipped(body, rest)
        size = len(head) + len(rest_zipped) + len(tail)
        fields = f"200 OK\r\nContent-Encoding: gzip\r\nVary: Accept-Encoding{_etag(etag)}"
        return Answer(_head(fields, size) + head, rest_zipped, etag=etag.encode(), tail=tail)


def redirect(status: str, location: str) -> Answer:
    return answer(f"{status}\r\nLocation: {location}", b"")


def _altered(script: Script, case: Case) -> Answer:
    sentence = case.quote.replace("letzten", "jüngsten öffentlichen")
    return script.page(f"Bericht {case.number}", sentence)


def _big(script: Script, case: Case) -> Answer:
    body = beginning(f"Bericht {case.number}", case.quote)
    return answer("200 OK", body, script.pages.text[:50_000], BIG_REPEATS)


SPECIAL: dict[str, Callable[[Script, Case], Answer]] = {
    "altered": _altered,
    "big": _big,
    "misquoted": lambda script, case: script.page("Protokoll", "Darüber sprach niemand."),
    "no_head": lambda script, case: replace(script.cited(case), refuses_head=True),
    "short": lambda script, case: answer(
        "200 OK", beginning("Notiz", f"Notiz {case.number} folgt.")
    ),
    "cms": lambda script, case: CMS,
    "says_gone": lambda script, case: answer("200 OK", NOT_FOUND.head.partition(b"\r\n\r\n")[2]),
    "to_home": lambda script, case: redirect("302 Found", "/"),
    "loop": lambda script, case: redirect("302 Found", case.path),
    "forbidden": lambda script, case: redirect("302 Found", script.forbidden),
    "slow": lambda script, case: replace(script.cited(case), manner="slow"),
    "reset": lambda script, case: Answer(b"", manner="reset"),
    "never": lambda script, case: Answer(b"", manner="never"),
    "drip": lambda script, case: Answer(NOT_FOUND.head, manner="drip"),
}
