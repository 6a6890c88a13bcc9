from collections.abc import Sequence
from email.utils import make_msgid

from django.conf import settings
from post_office.models import PRIORITY, STATUS, Email
from post_office.settings import get_message_id_fqdn

from claims.emails import Mail
from claims.models import Person


def queue_emails(mails: Sequence[tuple[Person, Mail]], *, thread: str = "") -> list[Email]:
    """Write one row per e-mail, in the caller's transaction, and return them in order.

    Mails of the same `thread` are shown as one conversation. Rows are written here and not
    by `post_office.mail.send`, which takes the text for a Django template: a claim that
    contains a brace would be changed, or refused.
    """
    emails: list[Email] = Email.objects.bulk_create(
        Email(
            from_email=settings.DEFAULT_FROM_EMAIL,
            to=[person.email],
            subject=mail.subject,
            message=mail.text,
            html_message=mail.html,
            message_id=make_msgid(domain=get_message_id_fqdn()),
            headers=_headers(thread),
            priority=PRIORITY.medium,
            status=STATUS.queued,
        )
        for person, mail in mails
    )
    return emails


def _headers(thread: str) -> dict[str, str]:
    """Return what tells mailboxes that a machine wrote (RFC 3834) and what it belongs to."""
    domain = get_message_id_fqdn()
    headers = {
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
        "List-Id": f"<claims.{domain}>",
    }
    if thread:
        headers["References"] = headers["In-Reply-To"] = f"<{thread}@{domain}>"
    return headers
