from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from claims.actions.queue_emails import queue_emails
from claims.emails import daily_digest
from claims.models import Notification, Person
from claims.vocabulary import Cadence

DIGEST_TIME = time(7)
"""When digests are written, in the desk's own time zone."""


def send_digests(*, now: datetime) -> int:
    """Queue one e-mail for each person with changes that wait for a digest; return how many.

    A digest holds what happened before the last seven o'clock, and nobody gets two between
    one seven o'clock and the next. It is safe to run at any time, twice, and by several
    workers at once: a person is locked while her digest is written.
    """
    due_at = _last_digest_time(now)
    return sum(_write_digest(pk, due_at, now) for pk in list(_people_to_write_to(due_at)))


def _last_digest_time(now: datetime) -> datetime:
    local = now.astimezone(timezone.get_default_timezone())
    today = local.replace(hour=DIGEST_TIME.hour, minute=0, second=0, microsecond=0)
    return today if today <= local else today - timedelta(days=1)


def _people_to_write_to(due_at: datetime) -> QuerySet[Person, int]:
    waiting = _waiting(due_at).filter(recipient=OuterRef("pk"))
    written_to = Notification.objects.filter(
        recipient=OuterRef("pk"), cadence=Cadence.DAILY, emailed_at__gte=due_at
    )
    return (
        Person.objects.filter(Exists(waiting), ~Exists(written_to), is_active=True)
        .exclude(email="")
        .values_list("pk", flat=True)
    )


@transaction.atomic
def _write_digest(person_id: int, due_at: datetime, now: datetime) -> bool:
    """Queue the digest of one person; False when another worker was faster."""
    person = Person.objects.select_for_update(no_key=True).get(pk=person_id)
    if not _people_to_write_to(due_at).filter(pk=person_id).exists():
        return False
    waiting = _with_all_that_a_mail_shows(_waiting(due_at).filter(recipient=person))
    mail = daily_digest([notification.change for notification in waiting], person, due_at.date())
    [email] = queue_emails([(person, mail)])
    Notification.objects.filter(pk__in=[notification.pk for notification in waiting]).update(
        email=email, emailed_at=now
    )
    return True


def _waiting(due_at: datetime) -> QuerySet[Notification]:
    return Notification.objects.filter(
        cadence=Cadence.DAILY, emailed_at=None, created_at__lt=due_at
    )


def _with_all_that_a_mail_shows(notifications: QuerySet[Notification]) -> QuerySet[Notification]:
    return notifications.select_related(
        "change__claim__article", "change__by", "change__evidence__page"
    )
