"""What the Wayback Machine answers. Nothing it says is taken on trust but dates."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson

from claims.linkcheck.visit import Visit
from claims.vocabulary import PASSING_REFUSALS, CopyRefusal

TIMESTAMP = re.compile(r"[0-9]{14}")
JOB = re.compile(r"[A-Za-z0-9_-]{1,100}")
EXCLUDED = "AccessControlException"
"""Of its class names for a site that may not be shown, or one that its robots.txt excludes;
in a header, the body, or both (https://github.com/edgi-govdata-archiving/wayback/issues/34)."""

LONGEST_WORDS = 300


@dataclass(frozen=True)
class Job:
    """The archive's name for a copy that is being made."""

    name: str


@dataclass(frozen=True)
class Refusal:
    """Why there is no copy, with the archive's own words where it had some."""

    reason: CopyRefusal
    words: str = ""
    is_final: bool = False
    retry_after: timedelta = timedelta()

    @property
    def is_passing(self) -> bool:
        """Whether it speaks of the archive rather than of the page."""
        return self.reason in PASSING_REFUSALS


DAY = timedelta(days=1)
SAVE_ERRORS = {
    "blocked-url": Refusal(CopyRefusal.EXCLUDED, is_final=True),
    "user-session-limit": Refusal(CopyRefusal.THROTTLED),
    "max-daily-bandwidth": Refusal(CopyRefusal.THROTTLED, retry_after=DAY),
    "bandwidth-limit-exceeded": Refusal(CopyRefusal.THROTTLED, retry_after=DAY),
    "too-many-daily-captures": Refusal(CopyRefusal.FAILED, retry_after=DAY),  # of this page
    **{
        code: Refusal(CopyRefusal.FAILED, is_final=True)
        for code in (
            "blocked", "filesize-limit", "invalid-url-syntax", "method-not-allowed",
            "network-authentication-required", "no-access", "not-found", "unauthorized",
        )
    },
}  # fmt: skip
"""What asking again cannot change, and what it can only change tomorrow; the rest of Save Page
Now's codes, time-outs and broken machines, are worth another try."""


def read_captures(visit: Visit, *, before: datetime) -> datetime | Refusal:
    """Return when the last good capture from before a moment was made.

    The answer is an array of rows, the first of which names the columns, or an empty one.
    """
    if refusal := _no_answer(visit):
        return refusal
    if visit.http_status == 403 and _is_excluded(visit):
        return Refusal(CopyRefusal.EXCLUDED, is_final=True)
    rows = _document(visit)
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        return _unreadable(visit)
    if rows and rows[0] != ["timestamp", "statuscode"]:
        return _unreadable(visit)
    moments = [_moment(row[0]) for row in rows[1:] if row[1:] == ["200"]]
    good = [moment for moment in moments if moment is not None and moment <= before]
    return max(good, default=Refusal(CopyRefusal.NONE, is_final=True))


def read_saving(visit: Visit) -> datetime | Job | Refusal:
    """Return when the copy was made, the job that is making it, or why there will be none.

    Errors come with a status of 200, too, and both for the first request and the later ones.
    """
    if refusal := _no_answer(visit):
        return refusal
    if visit.http_status in (401, 403):
        return Refusal(CopyRefusal.DENIED)
    document = _document(visit)
    if not isinstance(document, dict):
        return _unreadable(visit)
    if document.get("status") == "error":
        return _save_error(document)
    if document.get("status") == "success":
        return _moment(document.get("timestamp")) or _unreadable(visit)
    job = document.get("job_id")
    if isinstance(job, str) and JOB.fullmatch(job):
        return Job(job)
    if words := _words(document.get("message")):
        return Refusal(CopyRefusal.FAILED, words)
    return _unreadable(visit)


def _no_answer(visit: Visit) -> Refusal | None:
    """Return the refusal of an archive that is down or wants to be left alone."""
    retry_after = visit.retry_after or timedelta()
    if visit.error:
        return Refusal(CopyRefusal.DOWN, _words(visit.error_detail or visit.error))
    if visit.http_status == 429:
        return Refusal(CopyRefusal.THROTTLED, retry_after=retry_after)
    if visit.http_status is None or visit.http_status >= 500:
        return Refusal(CopyRefusal.DOWN, f"HTTP {visit.http_status}", retry_after=retry_after)
    return None


def _is_excluded(visit: Visit) -> bool:
    header = visit.headers.get("x-archive-wayback-runtime-error", "")
    return EXCLUDED in header or EXCLUDED.encode() in visit.body


def _document(visit: Visit) -> Any:
    """Return the JSON of a good answer, None where there is none."""
    if visit.http_status != 200:
        return None
    try:
        return orjson.loads(visit.body)
    except orjson.JSONDecodeError:
        return None


def _moment(text: Any) -> datetime | None:
    if not isinstance(text, str) or not TIMESTAMP.fullmatch(text):
        return None
    try:
        return datetime.strptime(text, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None


def _save_error(document: dict[str, Any]) -> Refusal:
    code = str(document.get("status_ext", "")).removeprefix("error:")
    known = SAVE_ERRORS.get(code, Refusal(CopyRefusal.FAILED))
    words = _words(document.get("message")) or _words(code)
    return Refusal(known.reason, words, known.is_final, known.retry_after)


def _unreadable(visit: Visit) -> Refusal:
    return Refusal(CopyRefusal.UNREADABLE, f"HTTP {visit.http_status}")


def _words(text: Any) -> str:
    """Return text as it can be stored and shown: in one line, not endless, without NUL."""
    if not isinstance(text, str):
        return ""
    return " ".join(text.replace("\0", "").split())[:LONGEST_WORDS]
