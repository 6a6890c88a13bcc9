import logging
from collections.abc import Sequence
from contextlib import suppress
from http import HTTPStatus
from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile

from claims.linkcheck.archive import Original, WarcFile
from claims.linkcheck.inspection import GOOD, Report
from claims.linkcheck.policy import policy_from_settings
from claims.models import CitedPage, KeptCopy, Snapshot

logger = logging.getLogger(__name__)

Visits = Sequence[tuple[CitedPage, Report]]


class Copies(dict[int, Snapshot]):
    """New copies by the key of their page, not yet in the database and without their visit.

    `lost` are the pages whose new content could not be kept: whoever records their visit
    keeps no validators, so that the next visit brings the page again.
    """

    lost: frozenset[int] = frozenset()


def write_copies(visits: Visits) -> Copies:
    """Keep what a group of visits brought, in one WARC file, before their rows are written.

    Call it outside any transaction, since it writes a file. Then, in the transaction that
    writes the visits, give each copy its `visit` and create it:

        copies = write_copies(group)
        with transaction.atomic():
            ...
            for check in checks:
                if copy := copies.get(check.page_id):
                    copy.visit = check
            Snapshot.objects.bulk_create(copy for copy in copies.values() if copy.visit_id)

    and give the page the content as its `copied_sha256`; for those in `copies.lost` leave it
    empty, with `text_sha256` and the validators. A visit that is not recorded after all leaves a
    record that nobody refers to, no harm.

    Good pages get a copy at their first visit and whenever their bytes have changed. Bytes
    that are stored already, of this page or another, become a revisit record, and a copy of
    them shares the record that has them. A disk that is full or read-only costs the copies,
    never the visits.
    """
    kept = [(page, report) for page, report in visits if _can_be_kept(report)]
    if not kept:
        return Copies()
    archive = _Archive(kept)
    copies = Copies()
    for page, report in kept:
        if copy := archive.add(page, report):
            copies[page.pk] = copy
    return copies if archive.save() else _none_of(copies)


def _can_be_kept(report: Report) -> bool:
    """Whether a visit brought a good page, or the word that it has not changed."""
    if report.outcome not in GOOD:
        return False
    was_read = report.page is not None and bool(report.visit.body)
    return was_read or report.is_unchanged or _is_not_modified(report)


def _is_not_modified(report: Report) -> bool:
    return report.visit.http_status == HTTPStatus.NOT_MODIFIED


def _none_of(copies: Copies) -> Copies:
    nothing = Copies()
    nothing.lost = frozenset(copies)
    return nothing


class _Archive:
    """The WARC file of one group, and what was stored before it."""

    def __init__(self, visits: Visits) -> None:
        came = {report.content_sha256 for _page, report in visits}
        known = {page.copied_sha256 for page, _report in visits}
        self.originals = Snapshot.objects.first_of_each(came | known)
        self.file = Snapshot._meta.get_field("warc")
        self.name = self.file.generate_filename(Snapshot(), f"{uuid4()}.warc.gz")
        self.warc = WarcFile(self.name.rpartition("/")[2], _facts())

    def add(self, page: CitedPage, report: Report) -> Snapshot | None:
        """Add the record of a visit; return a copy if the page's last one is of other content."""
        known = page.copied_sha256
        content = known if _is_not_modified(report) else report.content_sha256
        original = self.originals.get(content)
        if original is None and report.page is None:
            return None
        record = self._shared(report, original) if original else self._own(report)
        if content == known or report.page is None:
            return None
        return Snapshot(
            page=page,
            **record,
            content_sha256=content,
            text=report.page.text,
            taken_at=report.visit.visited_at,
        )

    def save(self) -> bool:
        """Write the file, if there is anything in it; False where that fails."""
        if not self.warc.has_visits:
            return True
        try:
            self.file.storage.save(self.name, ContentFile(self.warc.content()))
        except OSError:
            logger.exception("The archive cannot be written to: no copies of this group.")
            with suppress(OSError):
                self.file.storage.delete(self.name)
            return False
        return True

    def _own(self, report: Report) -> dict[str, Any]:
        """Add a record with the body; return the fields of a copy that find it."""
        span = self.warc.add_response(report.visit, content_sha256=report.content_sha256)
        return {
            "warc": self.name,
            "record_offset": span.offset,
            "record_bytes": span.size_bytes,
        }

    def _shared(self, report: Report, original: KeptCopy) -> dict[str, Any]:
        """Add a record without the body; return the fields of a copy that find the original."""
        self.warc.add_revisit(
            report.visit,
            original=Original(
                original.visit__final_url, original.taken_at, original.content_sha256
            ),
        )
        return {
            "warc": original.warc,
            "record_offset": original.record_offset,
            "record_bytes": original.record_bytes,
        }


def _facts() -> dict[str, str]:
    user_agent = policy_from_settings().user_agent
    return {
        "software": user_agent,
        "format": "WARC File Format 1.1",
        "http-header-user-agent": user_agent,
        "robots": "obey",
    }
