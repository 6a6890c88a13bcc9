from datetime import datetime, timedelta

from claims.actions.lease_hosts import release_hosts
from claims.actions.lease_pages import Lease, lease_pages
from claims.actions.record_visits import record_visits
from claims.linkcheck.inspection import Order, inspect
from claims.linkcheck.visit import Visit
from claims.models import CitedPage, LinkCheck


def replay_visit(
    url: str, *, body: bytes, now: datetime, http_status: int = 200
) -> LinkCheck | None:
    """Record the visit that an HTML page with this `body` would have had at `now`.

    It is judged and stored as any other; only the network is left out. None when the page
    is not cited, or somebody is visiting it.
    """
    lease = Lease.begun_at(now)
    for page in lease_pages(lease, now=now, limit=1, among=CitedPage.objects.filter(url=url)):
        quotes = tuple(piece.quote for piece in page.standing_evidence)
        visit = Visit(
            url=url,
            final_url=url,
            http_status=http_status,
            visited_at=now,
            headers={"content-type": "text/html; charset=utf-8"},
            body=body,
        )
        checks = record_visits([(page, inspect(Order(url, quotes=quotes), visit))], now=now)
        release_hosts([page.host.name], lease=lease.token, now=now, host_pause=timedelta())
        return checks[0] if checks else None
    return None
