"""Pages that answer 200 and are gone all the same."""

import re
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

from rapidfuzz import fuzz

from claims.linkcheck.gone_words import may_say_it_is_gone, says_it_is_gone
from claims.linkcheck.page_text import PageText, read_page
from claims.linkcheck.visit import Visit

NOT_FOUND_PATH = re.compile(
    r"/(?:\d+/)?(?:error[-_/]?)?(?:404|not[-_]?found|page[-_]?not[-_]?found|nicht[-_]?gefunden"
    r"|seite[-_]nicht[-_]gefunden|fehler(?:seite)?|errorpage|error)(?:\.\w+)?/?$",
    re.IGNORECASE,
)
EDITION = (  # any two letters would make a home page of /eu, or of /ki
    r"(?:ar|at|be|bg|ch|cs|da|de|el|en|es|et|fi|fr|hr|hu|it|ja|ko|lt|lv|nl|no|pl|pt|ro|ru|sk|sl|sv"
    r"|tr|uk|us|zh)(?:[-_][a-z]{2})?"
)
HOME_PATH = re.compile(
    rf"/?(?:{EDITION}/?)?(?:(?:index|default|home|start|startseite)(?:\.\w+)?/?)?",
    re.IGNORECASE,
)
ENDING = re.compile(r"/$|\.\w{1,5}$")
LITTLE_TEXT = 1500
VERY_LITTLE_TEXT = 300
COMPARED_CHARACTERS = 5000
SAME = 92.0


def soft_404_reason(visit: Visit, page: PageText | None) -> str:
    """Return what gives the page away, "" if nothing does. A home page is never given away.

    Words count only in title and headings of a page with little else, and only where they
    speak of the page: an article may well be about errors, or about what was not found.
    """
    if is_home(visit.url):
        return ""
    if visit.hops and is_home(visit.final_url) and _same_site(visit.url, visit.final_url):
        return "redirected_to_home"
    if _was_led_to_not_found(visit):
        return "redirected_to_not_found"
    if page and len(page.text) < LITTLE_TEXT and _says_gone(page):
        return "says_not_found"
    return ""


def doubt_about(visit: Visit, page: PageText | None) -> bool:
    """Whether a page that says nothing clear may still be a soft 404."""
    if page is None or not page.readable or is_home(visit.url):
        return False
    if len(page.text) < VERY_LITTLE_TEXT or _hints_at_it(page):
        return True
    return bool(visit.hops) and (is_home(visit.final_url) or _went_up(visit))


def probe_url(url: str) -> str:
    """Return an address beside `url` that no site can have.

    It ends alike, since sites route .html, .php and folders differently.
    """
    parts = urlsplit(url)
    folder = parts.path.rstrip("/").rpartition("/")[0]
    ending = ENDING.search(parts.path)
    name = uuid4().hex + (ending[0] if ending else "")
    return urlunsplit((parts.scheme, parts.netloc, f"{folder}/{name}", "", ""))


def tells_the_same(visit: Visit, page: PageText | None, probe: Visit) -> bool:
    """Whether the site answered an address that cannot exist as it answered this one."""
    if probe.error or probe.http_status != 200 or page is None:
        return False
    if visit.hops and probe.hops and visit.final_url == probe.final_url:
        return True
    other = read_page(probe.body, probe.content_type)
    if page.title != other.title:
        return False
    here, there = page.text[:COMPARED_CHARACTERS], other.text[:COMPARED_CHARACTERS]
    return fuzz.ratio(here, there) >= SAME


def is_home(url: str) -> bool:
    parts = urlsplit(url)
    return not parts.query and bool(HOME_PATH.fullmatch(parts.path))


def _was_led_to_not_found(visit: Visit) -> bool:
    """Whether a redirect ended on an error page; one about errors keeps its name on the way."""
    wanted, got = urlsplit(visit.url).path, urlsplit(visit.final_url).path
    is_other = got.rstrip("/").lower() != wanted.rstrip("/").lower()
    return bool(visit.hops) and is_other and bool(NOT_FOUND_PATH.search(got))


def _says_gone(page: PageText) -> bool:
    return any(says_it_is_gone(line) for line in (page.title, *page.headings))


def _hints_at_it(page: PageText) -> bool:
    return any(may_say_it_is_gone(line) for line in (page.title, *page.headings))


def _same_site(url: str, other: str) -> bool:
    """Whether both are on one host, or one on a subdomain of the other.

    A short link to the home page of somebody else is not a page that has gone.
    """
    here, there = (_bare_host(address) for address in (url, other))
    return here == there or here.endswith("." + there) or there.endswith("." + here)


def _bare_host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _went_up(visit: Visit) -> bool:
    """Whether a redirect ended in a folder above the page that was asked for."""
    wanted, got = urlsplit(visit.url).path, urlsplit(visit.final_url).path
    return wanted != got and wanted.rstrip("/").startswith(got.rstrip("/") + "/")
