from datetime import datetime

from claims.models import CitedPage, Person
from claims.workflow.permissions import Permission, require


def check_now(page: CitedPage, *, by: Person | None, now: datetime) -> CitedPage:
    """Put a cited page at the front of the queue; the next free worker visits it."""
    require(by, Permission.CHECK_NOW)
    page.next_check_at = now
    page.save(update_fields=["next_check_at"])
    return page
