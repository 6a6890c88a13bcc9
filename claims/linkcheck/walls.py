"""Pages that keep robots out: challenges, log-ins, consent, and those that are all script.

Nothing is known of what is behind.
"""

import re

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
CHALLENGE_HEADERS = ("cf-mitigated", "x-amzn-waf-action")
CHALLENGED = ("challenge", "captcha")
CHALLENGE_BODY = re.compile(
    rb"/cdn-cgi/challenge-platform/|cf-chl-|_cf_chl_opt|__ddg|_Incapsula_Resource|px-captcha"
    rb"|captcha-delivery\.com|/\.well-known/sgcaptcha|awsWafCookieDomainList|anubis_challenge"
)
LOGIN_PATH = re.compile(
    r"/(?:log-?in|sign-?in|anmelden|anmeldung|einloggen|auth|sso|saml2?|oauth2?)(?:[/.]|$)",
    re.IGNORECASE,
)
CONSENT_ADDRESS = re.compile(
    r"//consent\.|/(?:zustimmung|einwilligung|consent|cookie-?(?:consent|wall)|privacy-?gate"
    r"|pur-?abo)(?:[/.]|$)",
    re.IGNORECASE,
)
CONSENT_TITLE = re.compile(
    r"\bpur-abo|mit werbung (?:weiter)?(?:lesen|nutzen)|weiter mit werbung|before you continue"
    r"|bevor sie (?:fortfahren|zu \w+ weiter)|wir brauchen ihre zustimmung|your privacy choices",
    re.IGNORECASE,
)
CHALLENGE_TEXT = 1000
CONSENT_TEXT = 4000  # what partners do with the reader takes more words
NO_TEXT = 16  # as much as "Loading ..." or "Wird geladen …"
NOTICE = 300  # as much as "You need to enable JavaScript to run this app" and a footer
SCRIPT = re.compile(rb"<script\b", re.IGNORECASE)
SHELL = re.compile(
    rb"<noscript[^>]{0,200}>(?:[^<]|<(?!/noscript)){0,500}?javascript"
    rb"|<div[^>]{0,100}\bid=[\"']?(?:root|app|__next|__nuxt)\b[^>]{0,100}>\s{0,100}</div>",
    re.IGNORECASE,
)
"""What stands for the page until its scripts have run, which readers of its text never see."""


def wall_reason(visit: Visit, page: PageText | None) -> str:
    """Return what keeps us out: challenge, login, consent; "" if nothing does."""
    if any(visit.headers.get(name, "").lower() in CHALLENGED for name in CHALLENGE_HEADERS):
        return "challenge"
    if page and page.readable and len(page.text) < CHALLENGE_TEXT and _is_challenge(visit, page):
        return "challenge"
    if _leads_to(LOGIN_PATH, visit):
        return "login"
    asks = page is not None and len(page.text) < CONSENT_TEXT and _asks_for_consent(page)
    return "consent" if asks or _leads_to(CONSENT_ADDRESS, visit) else ""


def is_all_script(visit: Visit, page: PageText | None) -> bool:
    """Whether only a browser that runs scripts shows what the page says."""
    if page is None or not page.readable or len(page.text) >= NOTICE:
        return False
    says_nothing = len(page.text) < NO_TEXT or "javascript" in page.text.lower()
    return bool(SCRIPT.search(visit.body)) and (says_nothing or bool(SHELL.search(visit.body)))


def _is_challenge(visit: Visit, page: PageText) -> bool:
    shown = (page.title, *page.headings)
    if any(CHALLENGE_TITLE.search(line) for line in shown):
        return True
    # The scripts of these services also stand on pages that they let through.
    return len(page.text) < CHALLENGE_TEXT / 4 and bool(CHALLENGE_BODY.search(visit.body))


def _asks_for_consent(page: PageText) -> bool:
    return any(CONSENT_TITLE.search(line) for line in (page.title, *page.headings))


def _leads_to(wall: re.Pattern[str], visit: Visit) -> bool:
    """Whether a redirect ended on such an address that was not asked for."""
    if not visit.hops or visit.http_status != 200:
        return False
    wanted, got = (url.partition("?")[0] for url in (visit.url, visit.final_url))
    return bool(wall.search(got)) and not wall.search(wanted)
