from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from claims.actions.change_status import change_status
from claims.actions.publish_claim import publish_claim
from claims.actions.require_current_version import require_current_version
from claims.extraction.anchors import describe
from claims.models import ArticleVersion, Claim, Person
from claims.vocabulary import Cause, Status
from claims.workflow.permissions import Permission, require


@transaction.atomic
def reanchor_claim(
    claim: Claim, version: ArticleVersion, *, start: int, end: int, by: Person, now: datetime
) -> Claim:
    """Let a lost claim stand at other words of its article: a person says they mean the same.

    Its sentence, evidence and rating stay as they are; a verified one goes back to the desk,
    for what it verifies was worded otherwise. What the import made of these words makes
    room, if nobody has looked at it yet. Doing it again changes nothing. Raises
    ValidationError when the article has changed since, when the claim stands in it already,
    and when another claim of which somebody took care stands there.
    """
    require(by, Permission.CONFIRM_CLAIM)
    require_current_version(version)
    # Locked by key, as by all who lock several.
    claims = list(version.article.claims.select_for_update().order_by("pk"))
    claim.refresh_from_db()
    if (claim.version_id, claim.start, claim.end) == (version.pk, start, end):
        return claim
    _require_place(claim, version, start, end)
    for other in claims:
        if other.orphaned_at is None and other.start < end and start < other.end:
            _make_room(other, by, now)
    _move(claim, version, start, end, by, now)
    if claim.status == Status.VERIFIED:
        change_status(claim, "flag", by=None, now=now, cause=Cause.ARTICLE_CHANGED)
    publish_claim(claim, now=now)
    return claim


def _require_place(claim: Claim, version: ArticleVersion, start: int, end: int) -> None:
    words = version.text[start:end]
    if claim.article_id != version.article_id or not words.strip() or len(words) != end - start:
        raise ValidationError(_("There are no such words in the article."), code="no_words")
    if claim.orphaned_at is None:
        raise ValidationError(_("This claim stands in the article already."), code="not_lost")


def _make_room(other: Claim, by: Person, now: datetime) -> None:
    """Withdraw a claim that the import put there; raises ValidationError for any other."""
    if other.status not in (Status.NEW, Status.WITHDRAWN):
        raise ValidationError(
            _("Another claim stands there and is “%(status)s”: say that one repeats the other."),
            code="taken",
            params={"status": other.get_status_display()},
        )
    if other.status == Status.NEW:
        reason = _("An earlier claim, which the article had lost, stands here again.")
        change_status(other, "withdraw", by=by, now=now, reason=reason)
    other.orphaned_at = now
    other.save_edit(by=by, at=now)


def _move(
    claim: Claim, version: ArticleVersion, start: int, end: int, by: Person, now: datetime
) -> None:
    anchor = describe(version.text, start, end)
    claim.version, claim.start, claim.end = version, start, end
    claim.quote, claim.prefix, claim.suffix = anchor.exact, anchor.prefix, anchor.suffix
    claim.orphaned_at = None
    claim.save_edit(by=by, at=now)
