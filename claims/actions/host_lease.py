from collections.abc import Collection
from datetime import timedelta

from django.utils import timezone

from claims.actions.keep_robots import SharedRobots
from claims.actions.lease_hosts import add_hosts, lease_hosts, release_hosts
from claims.actions.lease_pages import Lease
from claims.models import WebHost


class HostLease:
    """The hosts that one worker holds: the door of its fetcher.

    A redirect into a host that another worker is visiting waits here until that one has
    left it, so that nobody is asked by two at once.
    """

    def __init__(self, lease: Lease, robots: SharedRobots, host_pause: timedelta) -> None:
        self.lease, self.robots, self.host_pause = lease, robots, host_pause
        self.held: set[str] = set()

    def enter(self, hosts: Collection[str]) -> Collection[str]:
        strange = {*hosts} - self.held
        if strange:
            add_hosts(strange)
            named = WebHost.objects.filter(name__in=strange)
            now, until = timezone.now(), self.lease.until
            leased = lease_hosts(named, lease=self.lease.token, until=until, now=now)
            self.hold(leased.values())
        return [host for host in hosts if host in self.held]

    def hold(self, hosts: Collection[str]) -> None:
        """Note that these hosts were leased, and read what is known of their robots files."""
        if new := {*hosts} - self.held:
            self.held |= new
            self.robots.recall(new)

    def leave_all_but(self, in_use: Collection[str]) -> None:
        """Give back the hosts that nothing under way leads to, for others to visit."""
        if unused := self.held - {*in_use}:
            self.held -= unused
            now = timezone.now()
            release_hosts(unused, lease=self.lease.token, now=now, host_pause=self.host_pause)
