from datetime import datetime

from django.db import transaction

from claims.models import WebOutage


@transaction.atomic
def note_outage(*, failed: int, heard: int, now: datetime) -> WebOutage:
    """Write down that most hosts failed at once; an outage that lasts stays one row."""
    outage = WebOutage.objects.select_for_update().lasting().first()
    if outage is None:
        outage = WebOutage(began_at=now)
    outage.noticed_at = max(now, outage.began_at)
    outage.hosts_failed, outage.hosts_heard = failed, heard
    outage.save()
    return outage


def end_outage(*, now: datetime) -> None:
    """Write down that the web answers again."""
    WebOutage.objects.lasting().filter(noticed_at__lte=now).update(ended_at=now)
