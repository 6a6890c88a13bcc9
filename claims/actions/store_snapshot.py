import logging

from django.core.files.base import ContentFile

from claims.linkcheck.archive import warc_record
from claims.linkcheck.inspection import GOOD, Report
from claims.models import LinkCheck, Snapshot

logger = logging.getLogger(__name__)


def store_snapshot(check: LinkCheck, report: Report) -> Snapshot | None:
    """Keep a copy of a good page at its first visit, and whenever its text has changed.

    None when there is nothing new to keep, or when the archive's disk is full: that costs
    the copy, never the visit. The response is in memory already.
    """
    if report.outcome not in GOOD or report.page is None or not report.visit.body:
        return None
    last = Snapshot.objects.filter(page=check.page).select_related("visit").first()
    if last is not None and last.visit.content_sha256 == report.content_sha256:
        return None
    snapshot = Snapshot(
        visit=check, page=check.page, text=report.page.text, taken_at=check.checked_at
    )
    record = ContentFile(warc_record(report.visit))
    try:
        snapshot.warc.save(f"{check.lease}.warc.gz", record, save=False)
    except OSError:
        logger.exception("The archive cannot be written to; %s is not kept.", check.page)
        return None
    snapshot.save(force_insert=True)
    return snapshot
