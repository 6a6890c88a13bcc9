from collections.abc import Iterable
from dataclasses import asdict, fields

from claims.linkcheck.robots import RobotsFile, site_of
from claims.models import StoredRobotsFile

FIELDS = [field.name for field in fields(RobotsFile)]


def known_robots(urls: Iterable[str]) -> dict[str, RobotsFile]:
    """Return what is known of the robots files of these addresses' sites, by site."""
    rows = StoredRobotsFile.objects.filter(site__in={site_of(url) for url in urls})
    return {row.site: RobotsFile(**{name: getattr(row, name) for name in FIELDS}) for row in rows}


def keep_robots(files: dict[str, RobotsFile]) -> None:
    """Store robots files for all workers."""
    StoredRobotsFile.objects.bulk_create(
        [StoredRobotsFile(site=site, **_columns(file)) for site, file in files.items()],
        update_conflicts=True,
        unique_fields=["site"],
        update_fields=FIELDS,
    )


def _columns(file: RobotsFile) -> dict[str, object]:
    """Return the file as PostgreSQL can keep it: without NUL, the detail not endless."""
    columns = asdict(file)
    columns["text"] = file.text.replace("\0", "")
    columns["error_detail"] = file.error_detail[:300]
    return columns
