from datetime import datetime, timedelta
from uuid import uuid4

from claims.actions.lease_hosts import add_hosts, lease_hosts, release_hosts
from claims.linkcheck.policy import is_public
from claims.linkcheck.wayback import (
    ANSWER_KEPT_FOR,
    LONGEST_PAUSE,
    PACE,
    PublicArchive,
    archive_from_settings,
    archive_policy,
    ask,
    pause_after,
)
from claims.linkcheck.wayback_answers import Job, Refusal, read_captures, read_saving
from claims.models import CitedPage, PublicCopy, WebHost
from claims.models.public_copies import PublicCopyQuerySet
from claims.vocabulary import PASSING_REFUSALS, CopyRefusal, CopyWish, Outcome

MARGIN = timedelta(minutes=1)
"""The archive stays leased for so much longer than a request can take; a killed worker costs
this wait."""

MAX_TRIES = 10
"""What the archive could not do in a day it will not do."""

Answer = datetime | Job | Refusal


def ask_archive(*, now: datetime) -> PublicCopy | None:
    """Make the next request that is due of the public archive; return the wish it was for.

    None where nothing is due, the archive rests, or another worker is asking it: its host is
    leased like those of cited pages. A worker that is killed leaves the wish as it was. An
    archive that is down or busy is left alone, the longer the more often it was.
    """
    archive = archive_from_settings()
    if archive is None or _is_left_alone(now) or not _due(archive, now).exists():
        return None
    turn, until = uuid4(), now + archive_policy().timeout + MARGIN
    add_hosts({archive.host})
    host = WebHost.objects.filter(name=archive.host)
    if not lease_hosts(host, lease=turn, until=until, now=now):
        return None
    rest = timedelta()
    try:
        copy = _next(archive, now)
        if copy is None:
            return None
        if not _may_be_told(copy.page):
            return _keep(copy, Refusal(CopyRefusal.PRIVATE, is_final=True), archive, now)
        answer, seconds = _ask(copy, archive)
        rest = seconds + PACE
        return _keep(copy, answer, archive, now + seconds)
    finally:
        release_hosts({archive.host}, lease=turn, now=now, host_pause=rest)


def _is_left_alone(now: datetime) -> bool:
    """Whether it put us off until later; its pages may be visited all the same."""
    put_off = PublicCopy.objects.filter(refusal__in=PASSING_REFUSALS, next_try_at__gt=now)
    return put_off.exists()


def _due(archive: PublicArchive, now: datetime) -> PublicCopyQuerySet:
    due = PublicCopy.objects.due(now)
    return due if archive.saves else due.exclude(wish=CopyWish.SAVE)


def _next(archive: PublicArchive, now: datetime) -> PublicCopy | None:
    """Return the wish whose turn it is: people wait for copies of the dead, not for savings."""
    due = _due(archive, now).select_related("page")
    return due.filter(wish=CopyWish.LOOK_UP).first() or due.first()


def _may_be_told(page: CitedPage) -> bool:
    """Whether nothing we know of a page says that it lies in our own network."""
    addresses = {page.url, page.final_url or page.url}
    led_inside = page.checks.filter(outcome=Outcome.UNSAFE)
    return all(is_public(url) for url in addresses) and not led_inside.exists()


def _ask(copy: PublicCopy, archive: PublicArchive) -> tuple[Answer, timedelta]:
    """Return what the archive answered, and how long that took."""
    if copy.died_at is not None:
        visit = ask(archive.look_up(copy.page.url, before=copy.died_at), archive_policy())
        answer: Answer = read_captures(visit, before=copy.died_at)
    else:
        request = archive.progress(copy.job) if copy.job else archive.save(copy.page.url)
        visit = ask(request, archive_policy())
        answer = read_saving(visit)
    return answer, timedelta(milliseconds=visit.elapsed_ms)


def _pause(answer: Answer, tries: int) -> timedelta:
    if isinstance(answer, Job):
        return min(pause_after(tries), ANSWER_KEPT_FOR / 4)
    asked_for = answer.retry_after if isinstance(answer, Refusal) else timedelta()
    return max(pause_after(tries), min(asked_for, LONGEST_PAUSE))


def _keep(
    copy: PublicCopy, answer: Answer, archive: PublicArchive, now: datetime
) -> PublicCopy | None:
    """Write down what came; None if the wish has changed hands or was dropped meanwhile."""
    known = PublicCopy.objects.filter(pk=copy.pk, next_try_at=copy.next_try_at)
    _note(copy, answer, archive, now)
    kept = known.update(
        next_try_at=copy.next_try_at,
        tries=copy.tries,
        job=copy.job,
        url=copy.url,
        taken_at=copy.taken_at,
        refusal=copy.refusal,
        words=copy.words,
    )
    return copy if kept else None


def _note(copy: PublicCopy, answer: Answer, archive: PublicArchive, now: datetime) -> None:
    copy.tries += 1
    pause = _pause(answer, copy.tries)
    copy.next_try_at = now + pause
    copy.job = _job_after(answer, copy, pause)
    copy.refusal = copy.words = ""
    if isinstance(answer, datetime):
        copy.url, copy.taken_at = archive.copy_url(copy.page.url, answer), answer
        copy.next_try_at = None
        return
    if isinstance(answer, Job) and copy.job:
        return
    refusal = answer if isinstance(answer, Refusal) else Refusal(CopyRefusal.FAILED)
    copy.refusal, copy.words = refusal.reason, refusal.words
    if refusal.is_final or (copy.tries >= MAX_TRIES and not refusal.is_passing):
        copy.next_try_at = None


def _job_after(answer: Answer, copy: PublicCopy, pause: timedelta) -> str:
    """Return the saving to ask after next; "" if none is under way any more.

    An archive that only puts us off goes on with it: to begin anew would be one more copy to
    make, just when it asks for less. After a long pause it would not know of it any more.
    What was only begun after many tries is asked after at least once.
    """
    if isinstance(answer, Job):
        return answer.name if copy.tries < MAX_TRIES or not copy.job else ""
    is_put_off = isinstance(answer, Refusal) and answer.is_passing
    return copy.job if is_put_off and pause <= ANSWER_KEPT_FOR else ""
