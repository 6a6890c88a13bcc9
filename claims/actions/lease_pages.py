from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import groupby
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Prefetch

from claims.models import CitedPage, Evidence, WebHost
from claims.models.cited_pages import CitedPageQuerySet

LEASE_TIME = timedelta(minutes=10)
"""After this, what a killed worker held is visited by another."""

PAGES_PER_HOST = 20
"""At one request a second and 20 seconds of patience each, a host's share of one lease."""


@dataclass(frozen=True)
class Lease:
    """The right to visit some pages, and nobody else their hosts, until `until`."""

    until: datetime
    pages: list[CitedPage]
    token: UUID = field(default_factory=uuid4)


@transaction.atomic
def lease_pages(*, now: datetime, limit: int, among: CitedPageQuerySet | None = None) -> Lease:
    """Take up to `limit` pages that nobody is visiting, the longest due first.

    `among` names the pages to choose from, due or not; without it they are those due.
    Whole hosts are leased, so that two workers never ask one host at the same time.
    """
    wanted = among if among is not None else CitedPage.objects.due(now)
    candidates = wanted.free(now).order_by("next_check_at", "pk")[:limit]
    pages_of = dict(candidates.values_list("pk", "host_id"))
    lease = Lease(until=now + LEASE_TIME, pages=[])
    hosts = _lease_hosts(set(pages_of.values()), lease, now)
    # Read again: another worker may have visited and given back what was due a moment ago.
    due = wanted.filter(pk__in=pages_of, host__in=hosts).exclude(leased_until__gt=now)
    lease.pages.extend(_fair_share(due))
    CitedPage.objects.filter(pk__in=[page.pk for page in lease.pages]).update(
        lease=lease.token, leased_until=lease.until
    )
    return lease


def _lease_hosts(candidates: set[int], lease: Lease, now: datetime) -> set[int]:
    """Lease those hosts that are still free, and return them.

    Hosts that another worker is leasing at this moment are skipped, not waited for.
    """
    free = (
        WebHost.objects.select_for_update(skip_locked=True)
        .filter(pk__in=candidates)
        .exclude(leased_until__gt=now)
    )
    hosts = {host.pk for host in free}
    WebHost.objects.filter(pk__in=hosts).update(lease=lease.token, leased_until=lease.until)
    return hosts


def _fair_share(pages: CitedPageQuerySet) -> list[CitedPage]:
    """Read the pages with all that a visit needs, no more of one host than fit in a lease."""
    rows = pages.prefetch_related(Prefetch("evidence", Evidence.objects.standing())).order_by(
        "host", "next_check_at", "pk"
    )
    by_host = groupby(rows, key=lambda page: page.host_id)
    return [page for _host, group in by_host for page in list(group)[:PAGES_PER_HOST]]
