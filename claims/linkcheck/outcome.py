"""What one visit found, judged from its facts alone."""

from dataclasses import dataclass

from claims.linkcheck.page_text import PageText
from claims.linkcheck.soft_404 import doubt_about, soft_404_reason, tells_the_same
from claims.linkcheck.visit import PERMANENT_REDIRECTS, Visit
from claims.linkcheck.walls import is_all_script, wall_reason
from claims.vocabulary import GOOD_OUTCOMES, Outcome

ERRORS = {
    "unsafe": Outcome.UNSAFE,
    "robots": Outcome.NOT_ALLOWED,
    "robots_throttled": Outcome.THROTTLED,
}
STATUSES = {
    404: Outcome.GONE,
    410: Outcome.GONE,
    429: Outcome.THROTTLED,
    503: Outcome.THROTTLED,
}


SETTLING_CHARACTERS = 30
"""Of a quote: no two pages of a site say so much in the same words by chance."""


@dataclass(frozen=True)
class Verdict:
    """An outcome and why: an error code, `http_` and the status, or what gave it away."""

    outcome: Outcome
    reason: str = ""


def classify(
    visit: Visit,
    page: PageText | None,
    probe: Visit | None = None,
    *,
    found: str = "",
) -> Verdict:
    """Judge a visit; `page` is its readable text, None where there is none.

    `probe` is a visit to an address beside it that cannot exist: a site that answers both
    alike does not have the page. Ask `needs_probe` whether that would tell more. A page on
    which a quote was `found` is the page that was cited, whatever its title reminds of; with
    a long one also whatever its address does, but a few words may stand on any home page.
    """
    if visit.error:
        return _of_error(visit)
    if len(found) >= SETTLING_CHARACTERS:
        return good_outcome(visit)
    page = None if found else page
    if wall := wall_reason(visit, page):
        return Verdict(Outcome.BLOCKED, wall)
    status = visit.http_status or 0
    if status == 304 or 200 <= status < 300:
        return _of_good_answer(visit, page, probe)
    return _of_bad_status(status)


def needs_probe(visit: Visit, page: PageText | None) -> bool:
    """Whether a page that looks alive leaves a doubt that a probe could settle."""
    good = classify(visit, page).outcome in GOOD_OUTCOMES
    return good and visit.http_status == 200 and doubt_about(visit, page)


def good_outcome(visit: Visit) -> Verdict:
    """Return how a page that is good was reached: where it always was, or where it moved."""
    if visit.hops and visit.hops[0].status in PERMANENT_REDIRECTS:
        return Verdict(Outcome.MOVED, f"http_{visit.hops[0].status}")
    return Verdict(Outcome.ALIVE)


def _of_error(visit: Visit) -> Verdict:
    if visit.error == "too_many_redirects" and _wants_cookie(visit):
        # It lets nobody in without its cookie; a person with a browser will see more.
        return Verdict(Outcome.BLOCKED, "cookie_wall")
    return Verdict(ERRORS.get(visit.error, Outcome.UNREACHABLE), visit.error)


def _wants_cookie(visit: Visit) -> bool:
    return "set-cookie" in visit.headers or any(hop.sets_cookie for hop in visit.hops)


def _of_bad_status(status: int) -> Verdict:
    reason = f"http_{status}"
    if status in STATUSES:
        return Verdict(STATUSES[status], reason)
    # No standard knows 600 and more: LinkedIn refuses robots with 999.
    if 400 <= status < 500 or status >= 600:
        return Verdict(Outcome.BLOCKED, reason)
    return Verdict(Outcome.UNREACHABLE, reason)


def _of_good_answer(visit: Visit, page: PageText | None, probe: Visit | None) -> Verdict:
    if visit.http_status == 200:
        if reason := soft_404_reason(visit, page):
            return Verdict(Outcome.SOFT_404, reason)
        if probe and doubt_about(visit, page) and tells_the_same(visit, page, probe):
            return _of_same_answers(visit, page)
    return good_outcome(visit)


def _of_same_answers(visit: Visit, page: PageText | None) -> Verdict:
    """Judge a page that a random address equals; so are all pages that their scripts fill."""
    if is_all_script(visit, page):
        return Verdict(Outcome.BLOCKED, "needs_script")
    return Verdict(Outcome.SOFT_404, "same_as_random_address")
