"""The one spelling of a web address, so that a page cited twice is one row."""

import re
from functools import lru_cache
from urllib.parse import SplitResult, urlsplit, urlunsplit

import idna
from django.utils.translation import gettext as _
from w3lib.url import safe_url_string

DEFAULT_PORTS = {"http": 80, "https": 443}
TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|igshid"
    r"|mc_[ce]id|_hs(?:enc|mi)|mkt_tok|vero_id|wt_mc|wtmc|at_(?:medium|campaign)",
    re.IGNORECASE,
)
HOST_NAME = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*\.?")
LONGEST_HOST, LONGEST_LABEL = 253, 63
"""What DNS can hold (RFC 1035, section 2.3.4), the dot at the end not counted."""
IPV6_LITERAL = re.compile(r"\[[0-9a-f:.]+\]")
INVISIBLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060\ufeff]|[^\S ]")
ESCAPE = re.compile(r"%([0-9a-fA-F]{2})")
UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
IDEOGRAPHIC_DOTS = str.maketrans("。．｡", "...")


class UnacceptableUrl(ValueError):  # noqa: N818 - `raise UnacceptableUrl` reads as it should
    """An address that we will not cite or visit; its text is a sentence for a person."""


def canonical_url(url: str) -> str:
    """Return the one spelling under which a page is stored.

    As `request_url`, and parameters that only track the reader are dropped. The order of
    the other parameters is kept, because some servers mind it.
    """
    parts = urlsplit(request_url(url))
    return urlunsplit(parts._replace(query=_without_tracking(parts.query)))


@lru_cache(maxsize=1024)  # on its way to a page, an address is asked about several times
def request_url(url: str) -> str:
    """Return `url` spelt so that every parser reads the same host in it.

    Scheme and host in lower case, other scripts in punycode, no default port, no
    fragment, no dot segments, and escapes only where RFC 3986 needs them. Raises
    `UnacceptableUrl`. Ports and addresses are judged by the guard, which knows exceptions.
    """
    url = url.strip(" \t\r\n")
    if INVISIBLE.search(url):
        raise UnacceptableUrl(_("The address contains invisible characters."))
    parts = _split(url)
    netloc = _host(parts) + _port_suffix(parts)
    path, query = _escaped(parts)
    return urlunsplit((parts.scheme, netloc, _without_dot_segments(path), query, ""))


def host_of(url: str) -> str:
    """Return the host of a canonical address, with its port where it is not the default."""
    return urlsplit(url).netloc


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise UnacceptableUrl(_("The address cannot be read.")) from error
    if not parts.scheme or "://" not in url:
        raise UnacceptableUrl(_("The address must begin with http:// or https://."))
    if parts.scheme not in DEFAULT_PORTS:
        raise UnacceptableUrl(_("Only addresses with http or https can be visited."))
    if "@" in parts.netloc:
        raise UnacceptableUrl(_("The address must not contain a user name or password."))
    return parts


def _host(parts: SplitResult) -> str:
    host = re.sub(r":[^:\]]*\Z", "", parts.netloc)
    if not host:
        raise UnacceptableUrl(_("The address names no host."))
    if not host.isascii():
        host = _punycode(host)
    host = host.lower()
    if not _is_host_name(host) and not IPV6_LITERAL.fullmatch(host):
        raise UnacceptableUrl(_("The address names no valid host."))
    return host


def _is_host_name(host: str) -> bool:
    name = host.removesuffix(".")
    fits = len(name) <= LONGEST_HOST and max(map(len, name.split("."))) <= LONGEST_LABEL
    return fits and HOST_NAME.fullmatch(host) is not None


def _punycode(host: str) -> str:
    """Return `host` as DNS knows it; full-width letters and dots are folded first (UTS 46)."""
    try:
        return idna.encode(host.translate(IDEOGRAPHIC_DOTS), uts46=True).decode("ascii")
    except idna.IDNAError as error:
        raise UnacceptableUrl(_("The address names no valid host.")) from error


def _port_suffix(parts: SplitResult) -> str:
    try:
        port = parts.port
    except ValueError as error:
        raise UnacceptableUrl(_("The address has an invalid port.")) from error
    return "" if port in (None, DEFAULT_PORTS[parts.scheme]) else f":{port}"


def _escaped(parts: SplitResult) -> tuple[str, str]:
    # A stand-in host: w3lib would encode the host a second time, by another standard.
    safe = urlsplit(safe_url_string(urlunsplit(("http", "host", parts.path, parts.query, ""))))
    return ESCAPE.sub(_tidy_escape, safe.path), ESCAPE.sub(_tidy_escape, safe.query)


def _tidy_escape(match: re.Match[str]) -> str:
    letter = chr(int(match[1], 16))
    return letter if letter in UNRESERVED else match[0].upper()


def _without_dot_segments(path: str) -> str:
    """Return `path` as RFC 3986, section 5.2.4, resolves it; at least a slash."""
    kept: list[str] = []
    segments = path.split("/")[1:] or [""]
    for segment in segments:
        if segment == "..":
            kept = kept[:-1]
        elif segment != ".":
            kept.append(segment)
    if segments[-1] in (".", ".."):
        kept.append("")
    return "/" + "/".join(kept)


def _without_tracking(query: str) -> str:
    if not query:
        return ""
    parameters = query.split("&")
    return "&".join(p for p in parameters if not TRACKING.fullmatch(p.partition("=")[0]))
