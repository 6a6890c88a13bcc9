"""How a time is written for other systems."""

from datetime import UTC, date, datetime


def written(moment: date) -> str:
    """Return ISO 8601: a day as it is, a time in UTC with a Z, as every part of the API does."""
    if isinstance(moment, datetime):
        return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return moment.isoformat()
