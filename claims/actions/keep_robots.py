import logging
from collections.abc import Collection, Iterable
from dataclasses import asdict, fields
from datetime import datetime

from django.db import Error, transaction

from claims.linkcheck.outage import NETWORK_ERRORS
from claims.linkcheck.robots import FAILURE_VALID_FOR, RobotsFile
from claims.models import StoredRobotsFile

logger = logging.getLogger(__name__)

FIELDS = [field.name for field in fields(RobotsFile)]


class SharedRobots(dict[str, RobotsFile]):
    """The robots files that a worker knows, by site; all workers read and write one table."""

    def __init__(self) -> None:
        super().__init__()
        self.learned: set[str] = set()

    def __setitem__(self, site: str, file: RobotsFile) -> None:
        super().__setitem__(site, file)
        self.learned.add(site)

    def recall(self, hosts: Collection[str]) -> None:
        """Read what any worker has stored of these hosts, but for what we have yet to store."""
        sites = [f"{scheme}://{host}" for host in hosts for scheme in ("http", "https")]
        for row in StoredRobotsFile.objects.filter(site__in={*sites} - self.learned):
            file = RobotsFile(**{name: getattr(row, name) for name in FIELDS})
            super().__setitem__(row.site, file)

    def keep(self) -> None:
        """Store for all workers what was learned and not stored yet; never raises for it.

        What the database refuses is logged, and kept for the next time: a robots.txt can be
        asked for again, and must cost none of the visits that are stored beside it.
        """
        if not self.learned:
            return
        rows = [StoredRobotsFile(site=site, **_columns(self[site])) for site in self.learned]
        try:
            _store(rows, FIELDS)
        except Error:
            logger.exception("%d robots files could not be stored.", len(rows))
        else:
            self.learned.clear()


def doubt_failures(*, now: datetime) -> None:
    """Let robots files that could not be had for want of a network be asked for anew."""
    unheard = StoredRobotsFile.objects.filter(error__in=NETWORK_ERRORS)
    then = now - FAILURE_VALID_FOR
    sites = unheard.values_list("site", flat=True)
    _store([StoredRobotsFile(site=site, fetched_at=then) for site in sites], ["fetched_at"])


@transaction.atomic  # of its own even inside another one, which must outlive its failure
def _store(rows: Iterable[StoredRobotsFile], columns: Collection[str]) -> None:
    """Write these columns of the files, whether their sites are known or not.

    Always in order of site, so that no two workers ever wait for each other. The order is
    Python's: an UPDATE has none, and that of SQL depends on the language of a database.
    """
    StoredRobotsFile.objects.bulk_create(
        sorted(rows, key=lambda row: row.site),
        update_conflicts=True,
        unique_fields=["site"],
        update_fields=columns,
    )


def _columns(file: RobotsFile) -> dict[str, object]:
    """Return the file as PostgreSQL can keep it: without NUL, the detail not endless."""
    columns = asdict(file)
    columns["text"] = file.text.replace("\0", "")
    columns["error_detail"] = file.error_detail[:300]
    return columns
