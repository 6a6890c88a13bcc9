"""What is tried on the island: every hostile input at every door.

Run in namespaces of its own, prints JSON: by door, how each visit ended, and whom the canary
was called for.
"""

import io
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from ipaddress import ip_address
from itertools import chain

import django
import pycurl
from django.core.management import CommandError, call_command

from claims.linkcheck.inspection import Order, inspect_pages
from claims.linkcheck.policy import FetchPolicy
from tests.linkcheck.addresses import HOSTILE_ADDRESSES
from tests.linkcheck.hostile_urls import HARMLESS_LOCATIONS, HOSTILE_LOCATIONS, HOSTILE_URLS
from tests.linkcheck.island import NAME_SERVER, Canary, settle
from tests.linkcheck.name_server import NameServer
from tests.web import Reply, ScriptedWeb, redirect

PUBLIC = "93.184.216.34"
URLS = list(chain(*HOSTILE_URLS.values()))
LOCATIONS = [*URLS, *HOSTILE_LOCATIONS, *HARMLESS_LOCATIONS]
Ends = Iterator[tuple[str, str]]


def visit(urls: dict[str, str]) -> Ends:
    """Visit these addresses together; yield what stands beside each with the visit's end."""
    policy = FetchPolicy(timeout=timedelta(seconds=5), host_pause=timedelta(0))
    for report in inspect_pages(map(Order, urls), policy, {}):
        yield urls[report.order.url], report.visit.error or str(report.visit.http_status)


def typed_in(_web: ScriptedWeb, _names: NameServer) -> Ends:
    yield from visit({url: url for url in URLS})


def asked_of_check_url(_web: ScriptedWeb, _names: NameServer) -> Ends:
    for url in URLS:
        said = io.StringIO()
        try:
            call_command("check_url", url, json=True, stdout=said)
            yield url, json.loads(said.getvalue())["outcome"]
        except CommandError as refusal:
            yield url, str(refusal)


def redirected_to(web: ScriptedWeb, names: NameServer) -> Ends:
    names.names["public.example"] = [[PUBLIC]]
    web.pages |= {f"/{number}/": redirect(to) for number, to in enumerate(LOCATIONS)}
    yield from visit({f"http://public.example/{n}/": to for n, to in enumerate(LOCATIONS)})


def redirected_to_by_robots_txt(web: ScriptedWeb, names: NameServer) -> Ends:
    """Each from a host of its own, whose page is read none the less."""
    hosts = {f"h{number}.example": to for number, to in enumerate(URLS)}
    names.names |= {host: [[PUBLIC]] for host in hosts}
    web.pages["/robots.txt"] = lambda seen: redirect(hosts[seen.headers["host"]])
    yield from visit({f"http://{host}/": to for host, to in hosts.items()})


def meant_by_a_name(_web: ScriptedWeb, names: NameServer) -> Ends:
    addresses = [ip for ip in HOSTILE_ADDRESSES if _is_one(ip)]
    hosts = {f"h{number}.example": ip for number, ip in enumerate(addresses)}
    names.names |= {host: [[ip]] for host, ip in hosts.items()}
    yield from visit({f"http://{host}/": ip for host, ip in hosts.items()})


def _is_one(ip: str) -> bool:
    """Whether a name server could say it."""
    with suppress(ValueError):
        return not getattr(ip_address(ip), "scope_id", None)
    return False


def meant_by_a_name_later(web: ScriptedWeb, names: NameServer) -> Ends:
    """A name that is public when it is looked up first, and ours from then on."""
    names.names["turns.example"] = [[PUBLIC], ["127.0.0.1"]]
    names.names["turns-on-the-way.example"] = [[PUBLIC], ["169.254.169.254"]]
    names.names["both.example"] = [["10.0.0.1", PUBLIC, "127.0.0.1"]]
    web.pages |= {
        "/robots.txt": Reply("", 404),
        "/": "<p>Here</p>",
        "/away": redirect("http://turns-on-the-way.example:8080/"),
    }
    yield from visit({"http://turns.example/": "first"})
    yield from visit({"http://turns.example/": "second"})
    yield from visit({"http://turns-on-the-way.example/away": "redirected"})
    yield from visit({"http://both.example/": "both at once"})
    assert names.asked.count("turns.example") == 2


def followed_by_a_plain_client(_web: ScriptedWeb, _names: NameServer) -> Ends:
    """Show that the canary hears who calls: a client without a guard, which follows all."""
    curl = pycurl.Curl()
    curl.setopt(pycurl.WRITEFUNCTION, lambda chunk: None)
    curl.setopt(pycurl.TIMEOUT_MS, 1000)
    for url in URLS:
        with suppress(pycurl.error, ValueError):
            curl.setopt(pycurl.URL, url.encode())
            curl.perform()
        yield url, str(curl.getinfo(pycurl.NUM_CONNECTS))
    curl.close()


DOORS: tuple[Callable[[ScriptedWeb, NameServer], Ends], ...] = (
    typed_in,
    asked_of_check_url,
    redirected_to,
    redirected_to_by_robots_txt,
    meant_by_a_name,
    meant_by_a_name_later,
    followed_by_a_plain_client,
)


def explore() -> dict[str, dict[str, object]]:
    settle()
    canary, found = Canary(), {}
    names = NameServer(NAME_SERVER)
    for door in DOORS:
        with ScriptedWeb({"/": "<p>Here</p>"}, PUBLIC, 80) as web:
            ends = dict(door(web, names))
        found[door.__name__] = {"ends": ends, "calls": canary.take_calls()}
    return found


if __name__ == "__main__":
    django.setup()
    sys.stdout.write(json.dumps(explore()))
