from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from claims.actions.index_claims import index_claims
from claims.actions.publish_claim import publish_claim
from claims.models import Claim, Person, Tag
from claims.vocabulary import Status
from claims.workflow.permissions import Permission, require

WORDING = ("text", "claimant", "claimed_on", "claimed_on_precision", "kind")
"""What a second person reads and confirms."""

HOUSEKEEPING = ("assigned_to",)


@transaction.atomic
def edit_claim(
    claim: Claim, *, by: Person, now: datetime, tags: Iterable[str] | None = None, **changes: Any
) -> Claim:
    """Correct what the import made of a claim: fields of WORDING and HOUSEKEEPING.

    The quote and its place are the article's and cannot be edited; rating and explanation
    are `rate_claim`'s. The wording is fixed while a second person reads it and after she
    confirmed it. Every edit is kept with the person who made it.
    """
    require(by, Permission.REVIEW_CLAIM)
    claim.refresh_from_db(from_queryset=Claim.objects.select_for_update())
    _require_editable(claim, changes)
    for field, value in changes.items():
        setattr(claim, field, value)
    claim.full_clean(exclude=["quote", "features"])
    claim.save_edit(by=by, at=now)
    if "text" in changes:
        index_claims([claim])
    if tags is not None:
        claim.tags.set([Tag.objects.get_or_create(name=name)[0] for name in tags])
    publish_claim(claim, now=now)
    return claim


def _require_editable(claim: Claim, changes: dict[str, Any]) -> None:
    if unknown := set(changes) - {*WORDING, *HOUSEKEEPING}:
        raise ValidationError(dict.fromkeys(unknown, _("This cannot be edited.")))
    reworded = {field for field in WORDING if field in changes} & _changed(claim, changes)
    if reworded and (claim.has_verdict or claim.status == Status.AWAITING_SECOND_REVIEW):
        raise ValidationError(
            dict.fromkeys(reworded, _("Reopen the claim or send it back before rewording it.")),
            code="wrong_status",
        )


def _changed(claim: Claim, changes: dict[str, Any]) -> set[str]:
    return {field for field, value in changes.items() if getattr(claim, field) != value}
