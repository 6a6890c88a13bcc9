"""Which cited pages stand at the top of their list: those that need somebody."""

from typing import Literal

from django.contrib.admin.views.main import ORDER_VAR, ChangeList
from django.db.models import Case, F, Q, Value, When

from claims.models import Evidence
from claims.vocabulary import LinkState, QuoteState

_STANDING = Evidence.objects.standing()
_LOST = _STANDING.filter(quote_state=QuoteState.MISSING).values("page")
_ALTERED = _STANDING.filter(quote_state=QuoteState.ALTERED).values("page")
_TROUBLES = (
    Q(link_state=LinkState.DEAD),
    Q(link_state=LinkState.UNSAFE),
    Q(pk__in=_LOST),
    Q(pk__in=_ALTERED),
    Q(link_state=LinkState.BLOCKED),
    Q(link_state=LinkState.FAILING),
)
_FINE = len(_TROUBLES)

URGENCY = Case(
    When(next_check_at=None, then=Value(_FINE + 1)),
    *(When(trouble, then=Value(rank)) for rank, trouble in enumerate(_TROUBLES)),
    default=Value(_FINE),
)
"""The worst trouble of a page first; one that no claim relies on comes last, whatever it is."""

WORST_FIRST = (F("urgency").asc(), F("last_checked_at").asc(nulls_first=True))
"""Among equals the page that was not visited yet or longest ago.

No index serves this: of a million pages, each with a piece of evidence, the first fifty are
found in 0.7 s on SQLite and 0.8 s on PostgreSQL; up to half of it goes into the quotes. A
list cut down to the troubled pages would be faster, but then a healthy one would not be found.
"""


class WorstFirstList(ChangeList):
    """Marks the columns that pages are sorted by while nobody asks for another order."""

    def get_ordering_field_columns(self) -> dict[int, Literal["asc", "desc"]]:
        if ORDER_VAR in self.params:
            return super().get_ordering_field_columns()
        shown = list(self.list_display)
        return {shown.index(column): "asc" for column in ("state", "last_checked_at")}
