"""What the desk writes to people: one small function per e-mail, in the reader's language."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.emails.lost_evidence import loss_in_words
from claims.emails.subscribed import all_that_is_watched, what_is_watched
from claims.vocabulary import Cause

if TYPE_CHECKING:
    from claims.models import Claim, Evidence, Person, StatusChange

SUBJECT_CLAIM_CHARS = 80


@dataclass(frozen=True)
class Mail:
    """One e-mail, ready to be sent: a subject of one line, the text part and the HTML part."""

    subject: str
    text: str
    html: str


def status_changed(change: "StatusChange", recipient: "Person") -> Mail:
    """Tell `recipient` that one claim took one step.

    No query is made if the change comes with its claim, the claim's article, the person who
    took the step and the evidence with its page, but for who watches the claim and for the
    copies and visits of evidence: these are looked up once, however many readers are told.
    """
    with translation.override(recipient.language):
        subject = _("%(status)s: “%(claim)s”") % {
            "status": change.get_to_status_display(),
            "claim": Truncator(change.claim.text).chars(SUBJECT_CLAIM_CHARS),
        }
        watched = what_is_watched(change, recipient)
        return _mail("status_changed", subject, _step(change, recipient), recipient, watched)


def daily_digest(changes: Sequence["StatusChange"], recipient: "Person", day: date) -> Mail:
    """Tell `recipient` of all `changes` at once; `day` is the day of the digest."""
    with translation.override(recipient.language):
        subject = ngettext(
            "%(count)s change, digest of %(day)s",
            "%(count)s changes, digest of %(day)s",
            len(changes),
        ) % {"count": len(changes), "day": date_format(day, "DATE_FORMAT")}
        return _mail(
            "daily_digest",
            subject,
            {"day": day, "articles": _by_article(changes, recipient)},
            recipient,
            all_that_is_watched(changes, recipient),
        )


def _mail(
    template: str, subject: str, context: dict[str, Any], recipient: "Person", watched: str
) -> Mail:
    context = {
        **context,
        "desk": settings.DESK_NAME,
        "watched": watched,
        "language": recipient.language,
        "subscriptions": _desk_page(recipient, "admin:claims_subscription_changelist"),
    }
    text = render_to_string(f"emails/{template}.txt", context)
    return Mail(
        subject=_one_line(f"[{settings.DESK_NAME}] {subject}"),
        text=re.sub(r"\n{3,}", "\n\n", text).strip() + "\n",
        html=render_to_string(f"emails/{template}.html", context),
    )


def _one_line(text: str) -> str:
    """Return `text` without line breaks, which would be header lines of their own."""
    return " ".join(text.split())


def _step(change: "StatusChange", recipient: "Person") -> dict[str, Any]:
    return {
        "change": change,
        "claim": change.claim,
        "actor": _actor(change),
        "link": _claim_link(change.claim, recipient),
        **(_loss(change, change.evidence, recipient) if change.evidence else {}),
    }


def _loss(
    change: "StatusChange", evidence: "Evidence", recipient: "Person"
) -> dict[str, str | list[str]]:
    """Return what visits found of lost evidence, and where the desk keeps what it knows of it."""
    return {
        "found": loss_in_words(change, evidence),
        "history": _desk_page(recipient, "admin:claims_citedpage_change", evidence.page_id),
        **_copies(evidence, change.claim, recipient),
    }


def _copies(evidence: "Evidence", claim: "Claim", recipient: "Person") -> dict[str, str]:
    """Return where our copy of a lost page is, and what changed on it since it was reviewed.

    Empty where there is none, and where the reader may not see it.
    """
    copy = evidence.copy_id if recipient.is_staff or claim.is_public else None
    ends = evidence.changed_copies
    return {
        "copy": f"{settings.BASE_URL}{reverse('site:archive', args=[copy])}" if copy else "",
        "changes": _desk_page(recipient, "admin:claims_snapshot_diff", *ends) if ends else "",
    }


def _actor(change: "StatusChange") -> str:
    if change.by:
        return str(change.by)
    return _("the import") if change.cause == Cause.ARTICLE_CHANGED else _("the re-check")


def _claim_link(claim: "Claim", recipient: "Person") -> str:
    """Return the desk's page on a claim, or its public page; empty when neither may be seen."""
    if not recipient.is_staff and claim.is_public:
        return f"{settings.BASE_URL}{reverse('site:claim', args=[claim.pk])}"
    return _desk_page(recipient, "admin:claims_claim_change", claim.pk)


def _desk_page(recipient: "Person", name: str, *args: Any) -> str:
    """Return the address of a page of the desk; empty for someone who may not enter it."""
    return f"{settings.BASE_URL}{reverse(name, args=args)}" if recipient.is_staff else ""


def _by_article(changes: Iterable["StatusChange"], recipient: "Person") -> list[dict[str, Any]]:
    """Return articles, their claims in the order of the text, and what befell each in time."""
    in_order = sorted(
        changes,
        key=lambda c: (c.claim.article.title, c.claim.article_id, c.claim.start, c.claim_id, c.at),
    )
    return [
        {
            "article": article,
            "claims": [
                {
                    "claim": claim,
                    "link": _claim_link(claim, recipient),
                    "steps": [_step(change, recipient) for change in of_claim],
                }
                for claim, of_claim in groupby(of_article, attrgetter("claim"))
            ],
        }
        for article, of_article in groupby(in_order, attrgetter("claim.article"))
    ]
