"""The background jobs. Each looks for rows not yet handled, so running it twice does no harm."""

from celery import shared_task
from django.utils import timezone

from claims.actions import ask_archive, check_pages
from claims.actions import send_digests as digests
from claims.actions import send_emails as emails


@shared_task
def check_due_pages() -> int:
    """Visit due pages for a while; pages are leased, so several workers share the work."""
    return sum(1 for _check in check_pages.check_due_pages(now=timezone.now()))


@shared_task
def send_emails() -> int:
    """Send what is in the queue; each e-mail is claimed by one worker."""
    return emails.send_emails(now=timezone.now())


@shared_task
def send_digests() -> int:
    """Write the digests that are due; one per person and day."""
    return digests.send_digests(now=timezone.now())


@shared_task
def ask_public_archive() -> bool:
    """Make one request; the archive is leased, so it is asked by one worker at a time."""
    return ask_archive.ask_archive(now=timezone.now()) is not None
