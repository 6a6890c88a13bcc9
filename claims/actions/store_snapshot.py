from django.core.files.base import ContentFile

from claims.linkcheck.archive import warc_record
from claims.linkcheck.inspection import GOOD, Report
from claims.models import LinkCheck, Snapshot


def store_snapshot(check: LinkCheck, report: Report) -> Snapshot | None:
    """Keep a copy of a good page at its first visit, and whenever its text has changed.

    None when there is nothing new to keep. The response is in memory already, so that a
    copy costs no second visit.
    """
    if report.outcome not in GOOD or report.page is None or not report.visit.body:
        return None
    last = Snapshot.objects.filter(page=check.page).select_related("visit").first()
    if last is not None and last.visit.content_sha256 == report.content_sha256:
        return None
    snapshot = Snapshot(
        visit=check, page=check.page, text=report.page.text, taken_at=check.checked_at
    )
    snapshot.warc.save(f"{check.lease}.warc.gz", ContentFile(warc_record(report.visit)), save=False)
    snapshot.save(force_insert=True)
    return snapshot
