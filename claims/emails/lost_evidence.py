"""What visits found of the evidence that a claim lost, in the reader's language."""

from collections.abc import Sequence
from datetime import datetime
from itertools import takewhile
from typing import TYPE_CHECKING

from django.db.models import Prefetch, prefetch_related_objects
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.vocabulary import GOOD_OUTCOMES, Cause, Outcome, QuoteState

if TYPE_CHECKING:
    from claims.models import Evidence, LinkCheck, QuoteCheck, StatusChange


def loss_in_words(change: "StatusChange", evidence: "Evidence") -> list[str]:
    """Return sentences: what the last visit before the change found, since when, and the last good.

    What is not known is left out. Two queries are made, once, however many readers are told.
    """
    visits = _visits(evidence, until=change.at)
    is_dead = change.cause == Cause.PAGE_DEAD
    told = _page_found(evidence, visits) if is_dead else _quote_found(visits)
    return [sentence for sentence in told if sentence]


def _visits(evidence: "Evidence", *, until: datetime) -> list["LinkCheck"]:
    """Return the visits to its page, the newest first, with what they found of its quote."""
    page, quotes = evidence.page, Prefetch("quotes", evidence.quote_checks.all())
    visits = page.checks.filter(checked_at__lte=until).defer("hops").prefetch_related(quotes)
    prefetch_related_objects([page], Prefetch("checks", visits))
    return list(page.checks.all())


def _page_found(evidence: "Evidence", visits: Sequence["LinkCheck"]) -> list[str]:
    """Say of a dead page what it answered last, since when it fails and when it was good."""
    if not visits:
        return []
    good = next((visit for visit in visits if visit.outcome in GOOD_OUTCOMES), None)
    return [
        _answer_in_words(visits[0]),
        _since(evidence.page.first_failed_at),
        _("Last good on %(day)s.") % {"day": _day(good.checked_at)} if good else "",
    ]


def _answer_in_words(visit: "LinkCheck") -> str:
    if visit.outcome == Outcome.SOFT_404 and visit.reason == "says_not_found":
        return _("The page says that it is gone, although its server answers HTTP 200.")
    if visit.outcome == Outcome.SOFT_404:
        return _("The server answers HTTP 200, but with another page.")
    if visit.http_status:
        return _("The server answers HTTP %(status)d.") % {"status": visit.http_status}
    return _("The server cannot be reached.")


def _quote_found(visits: Sequence["LinkCheck"]) -> list[str]:
    """Say of a lost quote what stands in its place, since when, and when it was found last."""
    looks = [(visit, quote) for visit in visits for quote in visit.quotes.all()]
    lost = list(takewhile(lambda look: look[1].state == looks[0][1].state, looks))
    if not lost or looks[0][1].state == QuoteState.FOUND:
        return []
    good = next((visit for visit, quote in looks if quote.state == QuoteState.FOUND), None)
    return [
        _wording_in_words(looks[0][1], len(lost)),
        _since(lost[-1][0].checked_at),
        _("Last found on %(day)s.") % {"day": _day(good.checked_at)} if good else "",
    ]


def _wording_in_words(quote: "QuoteCheck", visits: int) -> str:
    if quote.state == QuoteState.ALTERED:
        return _("The page words it differently now: “%(text)s”.") % {"text": quote.matched}
    words = ngettext(
        "The quoted passage was not found in %(count)d visit.",
        "The quoted passage was not found in %(count)d visits.",
        visits,
    )
    return words % {"count": visits}


def _since(moment: datetime | None) -> str:
    return _("It has been so since %(day)s.") % {"day": _day(moment)} if moment else ""


def _day(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "DATE_FORMAT")
