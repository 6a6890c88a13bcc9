from collections.abc import Iterable
from datetime import datetime

from post_office.models import STATUS, Email

from claims.models import CitedPage, WebHost


def release_pages(pages: Iterable[CitedPage]) -> None:
    """Give back pages that were leased and not visited, unless somebody else has them by now."""
    leases = {page.pk: page.lease for page in pages}
    if leases:
        mine = CitedPage.objects.filter(pk__in=leases, lease__in={*leases.values()})
        mine.update(lease=None, leased_until=None)


def postpone_pages(pages: Iterable[CitedPage], *, until: datetime) -> None:
    """Give back pages whose visits came to nothing through a fault of ours.

    Who asked for a visit, or gave the page up, meanwhile has his way.
    """
    leased = [*pages]
    for page in leased:
        mine = CitedPage.objects.filter(pk=page.pk, lease=page.lease)
        mine.filter(next_check_at=page.next_check_at).update(next_check_at=until)
    release_pages(leased)


def release_all_leases() -> None:
    """Give back every lease: for the start of an embedded desk, which has no other worker.

    Pages and e-mails that a killed process held are then due again at once, not when its
    lease runs out.
    """
    CitedPage.objects.exclude(lease=None).update(lease=None, leased_until=None)
    WebHost.objects.exclude(leased_until=None).update(lease=None, leased_until=None)
    Email.objects.filter(status__in=[STATUS.queued, STATUS.requeued]).update(scheduled_time=None)
