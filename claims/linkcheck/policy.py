"""How we behave on the web, as the operator set it."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.utils.translation import gettext as _

from claims.linkcheck.canonical import UnacceptableUrl, canonical_url
from claims.linkcheck.guard import AddressGuard

AGENT_NAME = "Factcheck"
AGENT_VERSION = "0.1"

LONGEST_URL = 2000
"""Characters as it is stored; a letter that is no ASCII becomes six or more of them."""


@dataclass(frozen=True)
class FetchPolicy:
    """Limits and manners of every visit.

    `timeout` bounds the network time of one visit with all its redirects, `host_pause` is
    kept between two requests to one host, `concurrency` counts the requests in flight.
    Without `obeys_robots` no robots.txt is asked for, as befits a visit a person asked for.
    `addresses` pins names to addresses, `name:port:address` each, as /etc/hosts would.
    """

    user_agent: str = f"{AGENT_NAME}/{AGENT_VERSION}"
    agent_name: str = AGENT_NAME
    timeout: timedelta = timedelta(seconds=20)
    max_bytes: int = 5_000_000
    host_pause: timedelta = timedelta(seconds=1)
    concurrency: int = 64
    allowed_hosts: frozenset[str] = frozenset()
    max_hops: int = 10
    obeys_robots: bool = True
    addresses: tuple[str, ...] = ()


def policy_from_settings() -> FetchPolicy:
    contact = "; ".join(part for part in (settings.BASE_URL, settings.LINKCHECK_CONTACT) if part)
    return FetchPolicy(
        user_agent=f"{AGENT_NAME}/{AGENT_VERSION} (+{contact})",
        timeout=timedelta(seconds=settings.LINKCHECK_TIMEOUT),
        max_bytes=settings.LINKCHECK_MAX_BYTES,
        host_pause=timedelta(seconds=settings.LINKCHECK_HOST_PAUSE),
        concurrency=settings.LINKCHECK_CONCURRENCY,
        allowed_hosts=_allowed_hosts(),
    )


def citable_url(url: str) -> str:
    """Return the canonical spelling of a page that may be cited here.

    Raises `UnacceptableUrl` with a sentence for the person who typed it. What a name leads
    to is judged when it is dialled, not here.
    """
    url = canonical_url(url)
    AddressGuard(_allowed_hosts()).check_url(url)
    if len(url) > LONGEST_URL:
        raise UnacceptableUrl(_("The address is too long."))
    return url


def is_public(url: str) -> bool:
    """Whether the address of a page, in its canonical spelling, may be told to strangers.

    Those of our own network may not, by what is written there or as exceptions of ours.
    """
    guard = AddressGuard(_allowed_hosts())
    try:
        guard.check_url(url)
    except UnacceptableUrl:
        return False
    return not guard.exempts(url)


def _allowed_hosts() -> frozenset[str]:
    return frozenset(host.strip().lower() for host in settings.LINKCHECK_ALLOWED_HOSTS)
