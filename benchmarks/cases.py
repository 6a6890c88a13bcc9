"""The list of addresses, made from a seed, and what a right re-checker says of each.

The words are written out here by hand, not taken from `claims`: they are the truth that
the code is compared with.
"""

from dataclasses import dataclass
from random import Random

HOSTS = tuple(f"127.0.1.{number}" for number in range(1, 21))
FORBIDDEN_HOST = "127.0.2.1"
"""A canary that Factcheck is not allowed to contact, and that redirects lead to."""


@dataclass(frozen=True)
class Kind:
    """What a server does with an address, and how often in a thousand addresses.

    `quote_states` are those of the cited passage after the first and the second visit.
    """

    name: str
    per_mille: float
    outcome: str
    quote_states: tuple[str, str] = ("unknown", "unknown")


FOUND = ("found", "found")
PLAIN = Kind("page", 0, "alive", FOUND)
"""Fills the list up to its length: about 450 of a thousand."""

KINDS = (
    Kind("changed", 50, "alive", FOUND),  # other words at the second visit
    Kind("altered", 30, "alive", ("altered", "altered")),
    Kind("misquoted", 20, "alive", ("unknown", "missing")),
    Kind("no_head", 30, "alive", FOUND),  # refuses HEAD
    Kind("short", 10, "alive", ("unknown", "missing")),  # looks like a soft 404, and is none
    Kind("big", 1, "alive", FOUND),  # 20 MB
    Kind("slow", 4, "alive", FOUND),
    Kind("redirected", 40, "alive", FOUND),  # 302, one to three times
    Kind("moved", 80, "moved", FOUND),  # 301, one to three times
    Kind("s404", 80, "gone"),
    Kind("s410", 20, "gone"),
    Kind("says_gone", 25, "soft_404"),
    Kind("to_home", 20, "soft_404"),
    Kind("cms", 6, "soft_404"),  # the same page, without a word of regret, for any address
    Kind("s401", 10, "blocked"),
    Kind("s403", 35, "blocked"),
    Kind("s429", 15, "throttled"),
    Kind("s503", 15, "throttled"),
    Kind("s500", 20, "unreachable"),
    Kind("reset", 12, "unreachable"),
    Kind("loop", 6, "unreachable"),
    Kind("drip", 1, "unreachable"),
    Kind("never", 1, "unreachable"),
    Kind("forbidden", 6, "unsafe"),  # redirects to the canary
    Kind("closed", 6, "not_allowed"),  # robots.txt says no
)

LINK_STATES = {
    "alive": ("alive", "alive"),
    "moved": ("moved", "moved"),
    "gone": ("failing", "dead"),
    "soft_404": ("failing", "dead"),
    "unreachable": ("failing", "failing"),
    "throttled": ("failing", "failing"),
    "blocked": ("blocked", "blocked"),
    "not_allowed": ("blocked", "blocked"),
    "unsafe": ("unsafe", "unsafe"),
}
"""The link state after the first and after the second visit, more than a day apart."""


@dataclass(frozen=True)
class Case:
    """One address of the list; `path` is unique over all hosts, `quote` what is cited of it."""

    number: int
    kind: Kind
    host: str
    path: str
    quote: str


WAITS = frozenset({"drip", "never"})
"""What only a limit in time ends: a tool without one hangs on a drip until it is over."""
SLOW_SECONDS = 0.5
DRIP_SECONDS = 0.1
"""Until a slow answer comes, and between two bytes of a drip."""


def prompt_cases(count: int, seed: int) -> list[Case]:
    """Return the list without what keeps everybody waiting for his own limit."""
    return [case for case in cases(count, seed) if case.kind.name not in WAITS]


def cases(count: int, seed: int) -> list[Case]:
    """Return `count` addresses, always the same for a seed; every kind is there at least once."""
    kinds = [kind for kind in KINDS for _ in range(max(1, round(kind.per_mille * count / 1000)))]
    kinds += [PLAIN] * (count - len(kinds))
    Random(seed).shuffle(kinds)
    return [_case(number, kind) for number, kind in enumerate(kinds[:count])]


def patience_seconds(listed: list[Case], timeout: float) -> float:
    """Return how long the slowest host keeps one who asks it for one thing at a time."""
    seconds = {"slow": SLOW_SECONDS, **dict.fromkeys(WAITS, timeout)}
    waits = dict.fromkeys(HOSTS, 0.0)
    for case in listed:
        waits[case.host] += seconds.get(case.kind.name, 0.0)
    return max(waits.values())


def _case(number: int, kind: Kind) -> Case:
    # A folder of its own for each address: what a site answers beside it is its own, too.
    path = f"/{kind.name}/{number}/bericht.html"
    return Case(number, kind, HOSTS[number % len(HOSTS)], path, quote_of(number))


def quote_of(number: int) -> str:
    return (
        f"Der Ausschuss Nummer {number} hat in seiner letzten Sitzung"
        f" {number % 97 + 3} Anträge beraten und davon {number % 41 + 2} angenommen."
    )
