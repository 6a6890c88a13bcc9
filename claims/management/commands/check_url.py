import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from claims.linkcheck.canonical import UnacceptableUrl, canonical_url
from claims.linkcheck.inspection import Order, Report, inspect_pages
from claims.linkcheck.policy import policy_from_settings
from claims.linkcheck.quote_search import UNKNOWN
from claims.linkcheck.reasons import reason_in_words
from claims.linkcheck.robots import OF_ROBOTS
from claims.linkcheck.visit import Visit
from claims.management.refusing_command import RefusingCommand
from claims.vocabulary import Outcome, QuoteState


class Command(RefusingCommand):
    help = "Say what the re-checker would say of a page, without writing anything."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("url", nargs="?")
        parser.add_argument("--quote", default="", help="A passage to look for.")
        parser.add_argument(
            "--from", dest="file", metavar="FILE", help='JSON Lines {"url", "quote"}, - for stdin.'
        )
        parser.add_argument("--json", action="store_true", help="Print a line of JSON per page.")

    def handle(self, *args: Any, **options: Any) -> None:
        if bool(options["url"]) == bool(options["file"]):
            raise CommandError(_("Give either an address or --from FILE."))
        if options["file"]:
            orders = list(_orders_in(options["file"]))
        else:
            orders = [_order(options["url"], options["quote"])]
        for report in inspect_pages(orders, policy_from_settings(), {}):
            found = _finding(report)
            told = orjson.dumps(found).decode() if options["json"] else _line(found, report.visit)
            self.stdout.write(told)


def _orders_in(file: str) -> Iterator[Order]:
    try:
        content = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        raise CommandError(f"{file}: {error.strerror}.") from error
    for number, line in enumerate(content.splitlines(), start=1):
        if line.strip():
            yield _order_in(
                line, place=_("%(name)s, line %(number)d") % {"name": file, "number": number}
            )


def _order_in(line: bytes, *, place: str) -> Order:
    try:
        asked = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise CommandError(place + ": " + _("this is not JSON (%s).") % error) from error
    if not isinstance(asked, dict) or not isinstance(asked.get("url"), str):
        raise CommandError(place + ": " + _("an object with the field “url” is expected."))
    quote = asked.get("quote") or ""
    if not isinstance(quote, str):
        raise CommandError(place + ": " + _("the field “quote” is not text."))
    return _order(asked["url"], quote, place=f"{place}: ")


def _order(url: str, quote: str, *, place: str = "") -> Order:
    try:
        return Order(canonical_url(url), quotes=(quote,) if quote else ())
    except UnacceptableUrl as refusal:
        raise CommandError(f"{place}{refusal}") from refusal


def _finding(report: Report) -> dict[str, Any]:
    visit = report.visit
    match = report.quotes[0] if report.quotes else UNKNOWN
    return {
        "url": report.order.url,
        "quote": report.order.quotes[0] if report.order.quotes else "",
        "outcome": report.outcome,
        "reason": report.reason,
        "http_status": visit.http_status,
        "final_url": visit.final_url,
        "quote_state": match.state,
        "matched": match.matched,
        "score": match.score,
        "elapsed_ms": visit.elapsed_ms,
    }


def _line(found: dict[str, Any], visit: Visit) -> str:
    """Say in one line what was found, as a recheck and a page's history word it."""
    status = f", HTTP {found['http_status']}" if found["http_status"] else ""
    told = [
        f"{found['url']}: {Outcome(found['outcome']).label}{status}.",
        _reason_in_words(found, visit),
        _quote_in_words(found),
    ]
    return " ".join(part for part in told if part)


def _reason_in_words(found: dict[str, Any], visit: Visit) -> str:
    """Say why; of a page that moved also where to, of an unsafe address what forbids it."""
    reason = reason_in_words(found["reason"])
    if found["outcome"] == Outcome.MOVED:
        moved = _("Its address now: %(url)s") % {"url": visit.final_url}
        return f"{reason} {moved}"
    if found["outcome"] == Outcome.UNSAFE:
        refusal = visit.error_detail.removeprefix(OF_ROBOTS)
        return f"{reason} {refusal}" if visit.hops else refusal
    return reason


def _quote_in_words(found: dict[str, Any]) -> str:
    if not found["quote"]:
        return ""
    words, state = " ".join(found["quote"].split()), QuoteState(found["quote_state"])
    told = _("“%(quote)s”: %(state)s.") % {"quote": words, "state": state.label}
    if state != QuoteState.ALTERED:
        return told
    reads = _("The page reads: “%(text)s”") % {"text": found["matched"]}
    return f"{told} {reads}"
