from collections.abc import Collection
from dataclasses import asdict, fields

from claims.linkcheck.robots import RobotsFile
from claims.models import StoredRobotsFile

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
        """Read what any worker has stored of these hosts."""
        sites = [f"{scheme}://{host}" for host in hosts for scheme in ("http", "https")]
        for row in StoredRobotsFile.objects.filter(site__in=sites):
            file = RobotsFile(**{name: getattr(row, name) for name in FIELDS})
            super().__setitem__(row.site, file)

    def keep(self) -> None:
        """Store for all workers what was learned since this was called last."""
        if not self.learned:
            return
        StoredRobotsFile.objects.bulk_create(
            # In order, so that two workers who learn the same never wait for each other.
            [StoredRobotsFile(site=site, **_columns(self[site])) for site in sorted(self.learned)],
            update_conflicts=True,
            unique_fields=["site"],
            update_fields=FIELDS,
        )
        self.learned.clear()


def _columns(file: RobotsFile) -> dict[str, object]:
    """Return the file as PostgreSQL can keep it: without NUL, the detail not endless."""
    columns = asdict(file)
    columns["text"] = file.text.replace("\0", "")
    columns["error_detail"] = file.error_detail[:300]
    return columns
