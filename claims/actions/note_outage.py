from datetime import datetime

from django.db import transaction

from claims.linkcheck.outage import NETWORK_ERRORS
from claims.linkcheck.robots import FAILURE_VALID_FOR
from claims.models import StoredRobotsFile, WebOutage


@transaction.atomic
def note_outage(*, failed: int, heard: int, now: datetime) -> WebOutage:
    """Write down that most hosts failed at once; an outage that lasts stays one row.

    What robots files could not be had meanwhile says nothing: they are asked for anew.
    """
    outage = WebOutage.objects.select_for_update().lasting().first()
    if outage is None:
        outage = WebOutage(began_at=now)
    outage.noticed_at = max(now, outage.began_at)
    outage.hosts_failed, outage.hosts_heard = failed, heard
    outage.save()
    unheard = StoredRobotsFile.objects.filter(error__in=NETWORK_ERRORS)
    unheard.update(fetched_at=now - FAILURE_VALID_FOR)
    return outage


def end_outage(*, now: datetime) -> None:
    """Write down that the web answers again."""
    WebOutage.objects.lasting().filter(noticed_at__lte=now).update(ended_at=now)
