from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Self
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Prefetch

from claims.actions.lease_hosts import lease_hosts
from claims.linkcheck.policy import policy_from_settings
from claims.models import CitedPage, Evidence, WebHost
from claims.models.cited_pages import CitedPageQuerySet

LEASE_TIME = timedelta(minutes=10)
"""After this, what a killed worker held is visited by another."""

_READ_ALONG = "standing_evidence"
"""A list of each page's own. A queryset in its place took half of a leased page's memory."""

_TIME_FOR_ONE_HOST = LEASE_TIME - timedelta(minutes=2)


@dataclass(frozen=True)
class Lease:
    """The right to visit some pages, and nobody else their hosts, until `until`.

    `token` names its holder at the hosts; each page carries the token of the batch it was
    leased with, since it may be leased, visited and asked for again under one lease.
    """

    until: datetime
    token: UUID = field(default_factory=uuid4)

    @classmethod
    def begun_at(cls, now: datetime) -> Self:
        return cls(until=now + LEASE_TIME)


@transaction.atomic
def lease_pages(
    lease: Lease,
    *,
    now: datetime,
    limit: int,
    among: CitedPageQuerySet | None = None,
    crowded: Collection[str] = (),
) -> list[CitedPage]:
    """Take up to `limit` pages that nobody is visiting, the longest due first.

    `among` names the pages to choose from, due or not; without it they are those due. None
    is taken of the hosts `crowded`.
    """
    wanted = CitedPage.objects.due(now) if among is None else among
    free = wanted.free(now, holder=lease.token).exclude(host__name__in=crowded)
    candidates = free.order_by("next_check_at", "pk").values_list("pk", "host")[:limit]
    keys = _fair_share(candidates)
    of_keys = WebHost.objects.filter(pk__in={*keys.values()})
    hosts = lease_hosts(of_keys, lease=lease.token, until=lease.until, now=now)
    # Asked again: another worker may have visited and given back what was due a moment ago.
    still = wanted.filter(pk__in=keys, host__in=hosts).exclude(leased_until__gt=now)
    pages = _locked(still)
    _write_lease(pages, until=lease.until)
    return pages


def pages_per_host() -> int:
    """Return a host's share of a lease: what it can hold even if each page takes our patience."""
    policy = policy_from_settings()
    return max(1, int(_TIME_FOR_ONE_HOST / (policy.host_pause + policy.timeout)))


def _fair_share(candidates: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Return pages and their hosts, no more of one host than fit in a lease."""
    counts: Counter[int] = Counter()
    keys, share = {}, pages_per_host()
    for page, host in candidates:
        counts[host] += 1
        if counts[host] <= share:
            keys[page] = host
    return keys


def _locked(pages: CitedPageQuerySet) -> list[CitedPage]:
    """Lock those of the pages that nobody else has locked, and read all that a visit needs."""
    rows = CitedPage.objects.select_for_update(skip_locked=True, of=("self",))
    evidence = Prefetch("evidence", Evidence.objects.standing(), to_attr=_READ_ALONG)
    whole = rows.select_related("host").prefetch_related(evidence)
    # A query of its own: rows that are DISTINCT, as some are chosen, cannot be locked.
    return list(whole.filter(pk__in=pages.values("pk")).order_by("next_check_at", "pk"))


def _write_lease(pages: Iterable[CitedPage], *, until: datetime) -> None:
    batch = uuid4()
    for page in pages:
        page.lease, page.leased_until = batch, until
    leased = CitedPage.objects.filter(pk__in=[page.pk for page in pages])
    leased.update(lease=batch, leased_until=until)
