"""Which addresses may be contacted: nothing but the public web.

Two rules, because a name says nothing about where it leads. The text rule judges what is
written before any look-up; the address rule judges the address that is really dialled,
at the moment of dialling, so that a DNS answer cannot change in between.
"""

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from claims.linkcheck.canonical import DEFAULT_PORTS, UnacceptableUrl, request_url

PORTS = frozenset({80, 443, 8080, 8443})
PORT_SUFFIX = re.compile(r":\d+\Z")
NUMERAL = re.compile(r"0x[0-9a-f]*|[0-9]+")
LOCAL_NAMES = frozenset(
    {"localhost", "localdomain", "local", "internal", "intranet", "lan", "home", "corp", "private"}
)

# What IANA's special-purpose registries reserve (RFC 6890 and later), and what Python's
# `is_global` lets through in some releases: multicast, 6to4 relays, and more.
REFUSED_V4 = tuple(
    ip_network(block)
    for block in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16",
        "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24",
        "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15",
        "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        "168.63.129.16/32", "100.100.100.200/32",  # metadata services of clouds
    )
)  # fmt: skip

# Only 2000::/3 is handed out for the public web; inside it these are not, or they hide an
# IPv4 address (Teredo, 6to4), documentation or benchmarks.
PUBLIC_V6 = IPv6Network("2000::/3")
REFUSED_V6 = tuple(
    IPv6Network(block)
    for block in ("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3ffe::/16",
                  "3fff::/20")
)  # fmt: skip


class UnsafeAddress(UnacceptableUrl):
    """An address that does not lead to the public web; its text is a sentence."""


@dataclass(frozen=True)
class AddressGuard:
    """Refuses what is not the public web, but for `allowed_hosts`.

    Those are exact `host` (any port) or `host:port`, and exempt from both rules.
    """

    allowed_hosts: frozenset[str] = frozenset()

    def check_url(self, url: str) -> None:
        """Raise `UnacceptableUrl` or `UnsafeAddress` if the text alone forbids a visit."""
        parts = urlsplit(request_url(url))
        host = parts.hostname or ""
        port = DEFAULT_PORTS[parts.scheme] if parts.port is None else parts.port
        if self._exempts(parts.netloc, port):
            return
        _check_port(port)
        if host.endswith("."):
            raise UnsafeAddress(_("A host name must not end with a dot."))
        if ":" in host or NUMERAL.fullmatch(host.rpartition(".")[2]):
            _check_literal(host)
        elif "." not in host or host.rpartition(".")[2] in LOCAL_NAMES:
            raise UnsafeAddress(_("{host} is a name of a local network.").format(host=host))

    def exempts(self, url: str) -> bool:
        """Whether `url`, in its canonical spelling, is one of the exceptions."""
        parts = urlsplit(url)
        return self._exempts(parts.netloc, parts.port or DEFAULT_PORTS[parts.scheme])

    def check_address(self, ip: str, port: int, host: str) -> None:
        """Raise `UnsafeAddress` if `ip`, about to be dialled for `host`, is not public.

        `host` is as `host_of` gives it, with its port where that is not the default.
        """
        if not self._exempts(host, port):
            _check_port(port)
            _check_literal(ip)

    def _exempts(self, host: str, port: int) -> bool:
        name = PORT_SUFFIX.sub("", host)
        return name in self.allowed_hosts or f"{name}:{port}" in self.allowed_hosts


def _check_port(port: int) -> None:
    if port not in PORTS:
        raise UnsafeAddress(_("Port {port} is not one that the web uses.").format(port=port))


def _check_literal(ip: str) -> None:
    """Raise unless `ip` is a public address in its usual spelling.

    Python's parser refuses what resolvers would still read: octal and hexadecimal
    numerals, fewer than four parts, one large number.
    """
    try:
        address = ip_address(ip)
    except ValueError as error:
        raise UnsafeAddress(_("{ip} is not a usual internet address.").format(ip=ip)) from error
    if not _is_public(address):
        raise UnsafeAddress(_("{ip} does not belong to the public web.").format(ip=ip))


def _is_public(address: IPv4Address | IPv6Address) -> bool:
    if isinstance(address, IPv4Address):
        return not any(address in block for block in REFUSED_V4)
    if address.scope_id is not None or address not in PUBLIC_V6:
        return False
    return not any(address in block for block in REFUSED_V6)
