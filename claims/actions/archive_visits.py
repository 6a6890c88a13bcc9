import logging
import os
from collections.abc import Collection, Sequence
from contextlib import suppress
from http import HTTPStatus
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile

from claims.linkcheck.archive import Original, WarcFile
from claims.linkcheck.inspection import Report
from claims.linkcheck.policy import policy_from_settings
from claims.models import CitedPage, KeptCopy, Snapshot
from claims.vocabulary import GOOD_OUTCOMES

logger = logging.getLogger(__name__)

Visits = Sequence[tuple[CitedPage, Report]]


class Copies(dict[int, Snapshot]):
    """New copies by the key of their page, not yet in the database and without their visit.

    `lost` are the pages whose content could not be kept, or is not in the archive any more:
    whoever records their visit keeps no validators, so that the next one brings them whole.
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
    if not archive.save():
        return _none_of(copies)
    copies.lost = frozenset(archive.lost)
    return copies


def _can_be_kept(report: Report) -> bool:
    """Whether a visit brought a good page, or the word that it has not changed."""
    if report.outcome not in GOOD_OUTCOMES:
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
        self.file = Snapshot._meta.get_field("warc")
        self.originals: dict[str, KeptCopy] = {}
        self.gone: set[str] = set()
        self.lost: set[int] = set()
        self._recall(came | known)
        self.name = self.file.generate_filename(Snapshot(), f"{uuid4()}.warc.gz")
        self.warc = WarcFile(self.name.rpartition("/")[2], _facts())

    def add(self, page: CitedPage, report: Report) -> Snapshot | None:
        """Add the record of a visit; return a copy if the page's last one is of other content."""
        known = page.copied_sha256
        content = known if _is_not_modified(report) else report.content_sha256
        if original := self.originals.get(content):
            record = self._shared(report, original)
            if content == known or report.page is None:
                return None
        elif report.page is None:
            if content in self.gone:
                self.lost.add(page.pk)
            return None
        else:
            record = self._own(report)
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
            self._make_durable()
        except OSError:
            logger.exception("The archive cannot be written to: no copies of this group.")
            with suppress(OSError):
                self.file.storage.delete(self.name)
            return False
        return True

    def _recall(self, contents: Collection[str]) -> None:
        """Find the records that have these contents, and which contents no file has any more."""
        for copy in Snapshot.objects.first_of_each_record(contents):
            if self._is_there(copy):
                self.originals.setdefault(copy.content_sha256, copy)
            else:
                self.gone.add(copy.content_sha256)
        self.gone -= self.originals.keys()

    def _is_there(self, copy: KeptCopy) -> bool:
        """Whether the file has the record; of a store elsewhere it costs too much to ask."""
        path = self._path(copy.warc)
        if path is None:
            return True
        end = (copy.record_offset or 0) + (copy.record_bytes or 1)
        return path.is_file() and path.stat().st_size >= end

    def _make_durable(self) -> None:
        """Have the file on the disk before any row tells of it, as the database has its rows."""
        if path := self._path(self.name):
            for part in (path, path.parent):
                descriptor = os.open(part, os.O_RDONLY)
                try:
                    os.fsync(descriptor)
                finally:
                    os.close(descriptor)

    def _path(self, name: str) -> Path | None:
        """Return where a file is; None in a store that is no folder of this machine."""
        try:
            return Path(self.file.storage.path(name))
        except NotImplementedError:
            return None

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
