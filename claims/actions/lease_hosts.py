from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from claims.models import WebHost
from claims.models.cited_pages import WebHostQuerySet


@transaction.atomic
def lease_hosts(
    hosts: WebHostQuerySet, *, lease: UUID, until: datetime, now: datetime
) -> dict[int, str]:
    """Lease those of the hosts that are free or ours already; return their keys and names.

    Whole hosts are leased, so that two workers never ask one host at the same time. Those
    that another worker is leasing at this moment are skipped, not waited for.
    """
    free = hosts.select_for_update(skip_locked=True).free(now, holder=lease)
    leased = dict(free.values_list("pk", "name"))
    WebHost.objects.filter(pk__in=leased).update(lease=lease, leased_until=until)
    return leased


def add_hosts(names: Collection[str]) -> None:
    """Make hosts known to which a redirect has led, so that they can be leased."""
    known = WebHost.objects.filter(name__in=names).values_list("name", flat=True)
    WebHost.objects.bulk_create(
        [WebHost(name=name) for name in sorted({*names} - {*known})], ignore_conflicts=True
    )


def release_hosts(
    names: Collection[str], *, lease: UUID, now: datetime, host_pause: timedelta
) -> None:
    """Give hosts back; they rest once more before anyone asks them."""
    WebHost.objects.filter(name__in=names, lease=lease).update(
        lease=None, leased_until=now + host_pause
    )
