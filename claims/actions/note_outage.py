from datetime import datetime

from django.db import transaction

from claims.actions.keep_robots import doubt_failures
from claims.models import WebOutage


@transaction.atomic
def note_outage(*, failed: int, heard: int, now: datetime) -> WebOutage:
    """Write down that most hosts failed at once; an outage that lasts stays one row.

    What robots files could not be had meanwhile says nothing: they are asked for anew.
    """
    # Where there is no row yet, none can be locked: of many workers who notice an outage at
    # once, the constraint lets one write it, and the others find that.
    lasting = WebOutage.objects.lasting().select_for_update()
    counts = {"noticed_at": now, "hosts_failed": failed, "hosts_heard": heard}
    outage, is_new = lasting.get_or_create(defaults={"began_at": now, **counts})
    if not is_new:
        outage.noticed_at = max(now, outage.began_at)
        outage.hosts_failed, outage.hosts_heard = failed, heard
        outage.save()
    doubt_failures(now=now)
    return outage


def end_outage(*, now: datetime) -> None:
    """Write down that the web answers again."""
    WebOutage.objects.lasting().filter(noticed_at__lte=now).update(ended_at=now)
