from datetime import datetime, timedelta
from time import monotonic

from django.db import transaction
from django.db.models import Q, QuerySet
from post_office.connections import connections
from post_office.models import STATUS, Email
from post_office.settings import get_default_mailer, get_max_retries, get_retry_timedelta

LEASE = timedelta(minutes=5)
"""How long an e-mail belongs to the worker that took it. A worker that dies costs this wait."""

BATCH_SECONDS = 60
"""No e-mail is begun later than this into a batch, so that the last one ends within its lease:
every word of an SMTP server is waited for EMAIL_TIMEOUT at most."""


def send_emails(*, now: datetime, limit: int = 100) -> int:
    """Send e-mails that are due, at most `limit`, and return how many went out.

    Any number of workers may do so at once: each row is taken by an update that only one of
    them can win. A worker that is killed loses nothing, because its rows are due again when
    the lease ends; a mail that had already gone out is then sent with the same Message-ID.
    What fails is tried again as post_office's MAX_RETRIES and RETRY_INTERVAL say. A server
    that cannot be reached at all ends the batch and costs no mail a try.
    """
    started, sent = monotonic(), 0
    try:
        for email in _due(now)[:limit]:
            if monotonic() - started > BATCH_SECONDS:
                break
            if not _take(email, now):
                continue
            if not _reach_server(email, now):
                break
            sent += _send(email, now)
    finally:
        connections.close()
    return sent


def _due(now: datetime) -> QuerySet[Email]:
    due: QuerySet[Email] = (
        Email.objects.filter(
            Q(scheduled_time=None) | Q(scheduled_time__lte=now),
            Q(expires_at=None) | Q(expires_at__gt=now),
            status__in=[STATUS.queued, STATUS.requeued],
        )
        .order_by("-priority", "id")
        .prefetch_related("attachments")
    )
    return due


def _take(email: Email, now: datetime) -> bool:
    """Lease an e-mail; False when another worker was faster."""
    taken = _due(now).filter(pk=email.pk).update(scheduled_time=now + LEASE)
    return bool(taken == 1)


def _reach_server(email: Email, now: datetime) -> bool:
    """Connect to the mail server of an e-mail; if that fails, put the e-mail back."""
    try:
        connections[email.backend_alias or get_default_mailer()]
    except OSError as error:
        _put_back(email, error, now, tries=email.number_of_retries)
        return False
    return True


def _send(email: Email, now: datetime) -> bool:
    """Hand an e-mail over, outside any transaction, and write down how that went.

    Every `smtplib` error is an OSError; a header that cannot be sent is a ValueError.
    """
    try:
        email.dispatch(commit=False, disconnect_after_delivery=False)
    except (OSError, ValueError) as error:
        connections.close()
        _put_back(email, error, now, tries=(email.number_of_retries or 0) + 1)
        return False
    with transaction.atomic():
        Email.objects.filter(pk=email.pk).update(status=STATUS.sent, last_updated=now)
        email.logs.create(status=STATUS.sent)
    return True


def _put_back(email: Email, error: Exception, now: datetime, *, tries: int | None) -> None:
    """Queue an e-mail again, or give it up after its last try, unless another worker has it."""
    with transaction.atomic():
        Email.objects.filter(pk=email.pk, scheduled_time=now + LEASE).update(
            status=STATUS.failed if (tries or 0) > get_max_retries() else STATUS.requeued,
            number_of_retries=tries,
            scheduled_time=now + get_retry_timedelta(),
            last_updated=now,
        )
        email.logs.create(
            status=STATUS.failed, message=str(error), exception_type=type(error).__name__
        )
