"""What happened to a cited page, as a list to read, the newest first."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from http import HTTPStatus
from itertools import chain, groupby
from typing import Any

from django.utils.translation import gettext as _

from claims.linkcheck.reasons import reason_in_words
from claims.models import LinkCheck, Sighting, Snapshot


@dataclass(frozen=True)
class Stretch:
    """A visit, and `repeats`: the earlier ones, the newest first, that found just the same."""

    visit: LinkCheck
    repeats: tuple[LinkCheck, ...] = ()

    @property
    def since(self) -> datetime:
        return (self.repeats or (self.visit,))[-1].checked_at

    @property
    def why(self) -> str:
        """The reason of what the visit found, "" for a page that simply came."""
        if self.visit.http_status == HTTPStatus.NOT_MODIFIED:
            return _("The server said that the page is unchanged.")
        return reason_in_words(self.visit.reason or self.visit.error)

    @property
    def copy(self) -> Snapshot | None:
        return _copy_of(self.visit)


@dataclass(frozen=True)
class Event:
    """Either a stretch of visits or what a person saw."""

    at: datetime
    stretch: Stretch | None = None
    sighting: Sighting | None = None


@dataclass(frozen=True, order=True)
class _Moment:
    at: datetime
    is_sighting: bool
    pk: int
    row: Any = field(compare=False)


def visit_timeline(visits: Iterable[LinkCheck], sightings: Iterable[Sighting]) -> list[Event]:
    """Return all events; visits in a row that found the same are one."""
    moments = chain(
        (_Moment(visit.checked_at, False, visit.pk, visit) for visit in visits),
        (_Moment(seen.at, True, seen.pk, seen) for seen in sightings),
    )
    in_order = sorted(moments, reverse=True)
    return [_event([*group]) for _key, group in groupby(in_order, key=_findings)]


def _event(group: list[_Moment]) -> Event:
    first, *others = group
    if first.is_sighting:
        return Event(first.at, sighting=first.row)
    return Event(first.at, stretch=Stretch(first.row, tuple(other.row for other in others)))


def _findings(moment: _Moment) -> Hashable:
    """Return what makes a visit worth a place of its own, were it another than its neighbour's."""
    if moment.is_sighting:
        return ("sighting", moment.pk)
    visit: LinkCheck = moment.row
    copy = _copy_of(visit)
    return (
        visit.outcome,
        visit.reason,
        visit.link_state,
        visit.http_status,
        visit.error,
        tuple(map(tuple, visit.hops)),
        frozenset((quote.evidence_id, quote.state, quote.matched) for quote in visit.quotes.all()),
        copy.pk if copy else None,
    )


def _copy_of(visit: LinkCheck) -> Snapshot | None:
    return getattr(visit, "snapshot", None)
