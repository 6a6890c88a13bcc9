"""States as coloured words: the word alone says everything, the colour only helps."""

from collections.abc import Iterable

from django.template.defaultfilters import floatformat
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from claims.models import Claim, Evidence
from claims.vocabulary import LinkState, QuoteState

LINK_STATES_WORST_FIRST = (
    LinkState.DEAD,
    LinkState.UNSAFE,
    LinkState.BLOCKED,
    LinkState.FAILING,
    LinkState.UNCHECKED,
    LinkState.MOVED,
    LinkState.ALIVE,
)
QUOTE_STATES_WORST_FIRST = (
    QuoteState.MISSING,
    QuoteState.ALTERED,
    QuoteState.UNKNOWN,
    QuoteState.FOUND,
)


def badge(value: str, label: str) -> SafeString:
    """Return `label` in the colour of `value`, a value of one of the vocabulary's states."""
    if not value:
        return SafeString()
    return format_html('<span class="badge badge-{}">{}</span>', value, label)


def status_badge(claim: Claim) -> SafeString:
    return badge(claim.status, claim.get_status_display())


def rating_badge(claim: Claim) -> SafeString:
    return badge(f"rated-{claim.rating}" if claim.rating else "", claim.get_rating_display())


def quote_badge(evidence: Evidence) -> SafeString:
    """Return what became of the quote, "" without one; in no colour where that is from before."""
    if not evidence.quote:
        return SafeString()
    label, but = evidence.get_quote_state_display(), evidence.reservation
    if not but:
        return format_html("{} {}", _("quote:"), badge(evidence.quote_state, label))
    shown = badge("past", label)
    return format_html('{} {} <span class="quiet">{}</span>', _("quote:"), shown, but)


def evidence_badges(standing: Iterable[Evidence]) -> SafeString:
    """Return how many pieces there are, and the worst state of their pages and of their quotes."""
    standing = list(standing)
    if not standing:
        return badge("none", _("None"))
    link, quote = worst_link_state(standing), worst_quote_state(standing)
    return format_html(
        "{}&nbsp;{} {}",
        len(standing),
        badge(link, _("page: %(state)s") % {"state": link.label}),
        badge(quote, _("quote: %(state)s") % {"state": quote.label}) if quote else "",
    )


def worst_link_state(standing: Iterable[Evidence]) -> LinkState:
    states = {LinkState(evidence.page.link_state) for evidence in standing}
    return min(states, key=LINK_STATES_WORST_FIRST.index)


def worst_quote_state(standing: Iterable[Evidence]) -> QuoteState | None:
    """Return None when no piece of evidence quotes anything from a page that can be read."""
    states = {
        QuoteState(evidence.quote_state)
        for evidence in standing
        if evidence.quote and not evidence.page.is_unreadable
    }
    return min(states, key=QUOTE_STATES_WORST_FIRST.index) if states else None


def worthiness_meter(share: float) -> SafeString:
    return format_html(
        '<span class="meter"><meter min="0" max="1" value="{}"></meter> {}</span>',
        f"{share:.2f}",
        floatformat(share, 2),
    )
