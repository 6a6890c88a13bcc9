"""Pages that keep robots out: challenges, captchas, log-ins, and those that are all script.

Nothing is known of what is behind.
"""

import re
from urllib.parse import urlsplit

from claims.linkcheck.page_text import PageText
from claims.linkcheck.visit import Visit

CHALLENGE_TITLE = re.compile(
    r"just a moment|nur einen moment|einen moment,? bitte|attention required|checking your browser"
    r"|verify(?:ing)? (?:that )?you are (?:a )?human|are you (?:a )?(?:human|robot)|sind sie ein "
    r"(?:mensch|roboter)|bestätigen sie, dass sie ein mensch|pardon our interruption|access denied"
    r"|zugriff verweigert|ddos[- ]guard|ddos protection|security check|sicherheitsüberprüfung"
    r"|bot (?:detection|verification)|human verification|captcha|un instant|un momento",
    re.IGNORECASE,
)
CHALLENGE_BODY = re.compile(
    rb"/cdn-cgi/challenge-platform/|cf-chl-|_cf_chl_opt|__ddg|_Incapsula_Resource|px-captcha"
    rb"|captcha-delivery\.com|/\.well-known/sgcaptcha|awsWafCookieDomainList|anubis_challenge"
)
LOGIN_PATH = re.compile(
    r"/(?:log-?in|sign-?in|anmelden|anmeldung|einloggen|auth|sso|saml2?|oauth2?)(?:[/.]|$)",
    re.IGNORECASE,
)
LITTLE_TEXT = 1000
NO_TEXT = 16  # as much as "Loading ..." or "Wird geladen …"
NOTICE = 300  # as much as "You need to enable JavaScript to run this app", and a footer
SCRIPT = re.compile(rb"<script\b", re.IGNORECASE)


def wall_reason(visit: Visit, page: PageText | None) -> str:
    """Return what keeps us out: challenge, login; "" if nothing does."""
    if visit.headers.get("cf-mitigated", "").lower() == "challenge":
        return "challenge"
    if page and page.readable and len(page.text) < LITTLE_TEXT and _is_challenge(visit, page):
        return "challenge"
    return "login" if _leads_to_login(visit) else ""


def is_all_script(visit: Visit, page: PageText | None) -> bool:
    """Whether only a browser that runs scripts shows what the page says."""
    is_bare = page is not None and page.readable and _says_next_to_nothing(page.text)
    return is_bare and bool(SCRIPT.search(visit.body))


def _says_next_to_nothing(text: str) -> bool:
    return len(text) < NO_TEXT or (len(text) < NOTICE and "javascript" in text.lower())


def _is_challenge(visit: Visit, page: PageText) -> bool:
    shown = (page.title, *page.headings)
    if any(CHALLENGE_TITLE.search(line) for line in shown):
        return True
    # The scripts of these services also stand on pages that they let through.
    return len(page.text) < LITTLE_TEXT / 4 and bool(CHALLENGE_BODY.search(visit.body))


def _leads_to_login(visit: Visit) -> bool:
    """Whether a redirect ended on a log-in that was not asked for."""
    if not visit.hops or visit.http_status != 200:
        return False
    wanted, got = urlsplit(visit.url).path, urlsplit(visit.final_url).path
    return bool(LOGIN_PATH.search(got)) and not LOGIN_PATH.search(wanted)
