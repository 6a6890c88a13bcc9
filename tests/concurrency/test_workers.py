"""Workers who look for due pages at the same moment."""

from datetime import timedelta
from threading import Barrier

import pytest
from django.db import transaction

from claims.actions.lease_pages import Lease, lease_pages
from claims.models import CitedPage, WebHost
from tests.concurrency.race import at_once

pytestmark = [pytest.mark.services("postgresql"), pytest.mark.django_db(transaction=True)]


@pytest.fixture
def hosts(now):
    """Three hosts with two due pages each, in turn."""
    hosts = [WebHost.objects.create(name=f"{name}.example") for name in ("amt", "blatt", "chor")]
    for number in range(2):
        for host in hosts:
            CitedPage.objects.create(
                host=host,
                url=f"https://{host.name}/{number}",
                next_check_at=now - timedelta(hours=2 - number),
            )
    return hosts


def urls(pages):
    return sorted(page.url for page in pages)


def test_a_worker_leaves_the_hosts_that_another_is_just_leasing(hosts, now):
    with transaction.atomic():
        first = lease_pages(Lease.begun_at(now), now=now, limit=2)
        (second,) = at_once(lambda: lease_pages(Lease.begun_at(now), now=now, limit=10))

    assert urls(first) == ["https://amt.example/0", "https://blatt.example/0"]
    assert urls(second) == ["https://chor.example/0", "https://chor.example/1"]


def test_workers_who_lease_at_once_share_the_pages_and_no_host(hosts, now):
    start = Barrier(4)

    def lease():
        start.wait(60)
        return lease_pages(Lease.begun_at(now), now=now, limit=10)

    leases = at_once(lease, lease, lease, lease)

    leased = [url for lease in leases for url in urls(lease)]
    visited = [{page.host_id for page in lease} for lease in leases]
    assert sorted(leased) == [
        "https://amt.example/0",
        "https://amt.example/1",
        "https://blatt.example/0",
        "https://blatt.example/1",
        "https://chor.example/0",
        "https://chor.example/1",
    ]
    assert sum(map(len, visited)) == 3
