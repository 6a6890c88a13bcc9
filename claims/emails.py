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

    Ten readers of the same change cost no query if the change comes with its claim, the
    claim's article and its evidence with their pages.
    """
    with translation.override(recipient.language):
        subject = _("%(status)s: “%(claim)s”") % {
            "status": change.get_to_status_display(),
            "claim": Truncator(change.claim.text).chars(SUBJECT_CLAIM_CHARS),
        }
        return _mail("status_changed", subject, _step(change, recipient))


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
            {"day": day, "count": len(changes), "articles": _by_article(changes, recipient)},
        )


def _mail(template: str, subject: str, context: dict[str, Any]) -> Mail:
    context = {**context, "desk": settings.DESK_NAME, "language": translation.get_language()}
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
        "actor": str(change.by) if change.by else _("the re-check"),
        "evidence": [e for e in change.claim.evidence.all() if _is_named(e, change.reason)],
        "link": _claim_link(change.claim, recipient),
    }


def _is_named(evidence: "Evidence", reason: str) -> bool:
    return evidence.retracted_at is None and (evidence.url in reason or evidence.page.url in reason)


def _claim_link(claim: "Claim", recipient: "Person") -> str:
    """Return the address of the desk's page on a claim; empty for someone who cannot open it."""
    if not recipient.is_staff:
        return ""
    return f"{settings.BASE_URL}{reverse('admin:claims_claim_change', args=[claim.pk])}"


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
