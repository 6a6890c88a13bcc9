"""What visits found, in a line for a person."""

from collections import Counter

from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.models import LinkCheck, QuoteCheck, StatusChange
from claims.vocabulary import Outcome, QuoteState, Status


class VisitTally:
    """Counts visits by outcome as they come; begin it before the first of them.

    Passages and claims are counted afterwards, from the rows written since it began that
    belong to these visits: workers may be visiting other pages meanwhile.
    """

    def __init__(self) -> None:
        self.outcomes: Counter[str] = Counter()
        self.visits: set[int] = set()
        self.pages: set[int] = set()
        self.last_change = StatusChange.objects.aggregate(key=Max("pk"))["key"] or 0

    def count(self, check: LinkCheck) -> None:
        self.outcomes[check.outcome] += 1
        self.visits.add(check.pk)
        self.pages.add(check.page_id)

    def in_words(self) -> str:
        total = self.outcomes.total()
        if not total:
            return _("No page was visited.")
        visited = ngettext("%(total)d page visited.", "%(total)d pages visited.", total)
        told = [
            visited % {"total": total},
            f"{counts_in_words(self.outcomes)}.",
            _quotes_in_words(self._quotes()),
            _claims_in_words(self._claims_put_back()),
        ]
        return " ".join(part for part in told if part)

    def _quotes(self) -> Counter[str]:
        """Return how many of the quoted passages these visits found in each state."""
        rows = QuoteCheck.objects.filter(visit__gte=min(self.visits)).exclude(
            state=QuoteState.FOUND
        )
        states = rows.values_list("visit_id", "state").iterator()
        return Counter(state for visit, state in states if visit in self.visits)

    def _claims_put_back(self) -> int:
        rows = StatusChange.objects.filter(
            pk__gt=self.last_change, to_status=Status.NEEDS_RECHECK, by=None
        )
        changes = rows.values_list("claim_id", "evidence__page_id").iterator()
        return len({claim for claim, page in changes if page in self.pages})


def counts_in_words(outcomes: Counter[str]) -> str:
    """Return how often each outcome came, in the order of the vocabulary: "Alive: 9, Gone: 3"."""
    counted = [(outcome.label, outcomes[outcome]) for outcome in Outcome]
    return ", ".join(f"{label}: {count}" for label, count in counted if count)


def _quotes_in_words(quotes: Counter[str]) -> str:
    counted = [
        (_("%(count)d altered"), quotes[QuoteState.ALTERED]),
        (_("%(count)d not found"), quotes[QuoteState.MISSING]),
    ]
    told = ", ".join(words % {"count": count} for words, count in counted if count)
    return _("Quoted passages: %(told)s.") % {"told": told} if told else ""


def _claims_in_words(claims: int) -> str:
    if not claims:
        return ""
    words = ngettext(
        "%(count)d claim needs a re-check now.", "%(count)d claims need a re-check now.", claims
    )
    return words % {"count": claims}
