from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from claims.actions.publish_claim import publish_claim
from claims.models import Claim, Person
from claims.vocabulary import Status
from claims.workflow.permissions import Permission, require


@transaction.atomic
def link_repeat(claim: Claim, earlier: Claim | None, *, by: Person, now: datetime) -> Claim:
    """Say that a claim repeats another, or with None that it repeats none.

    Raises ValidationError for a withdrawn claim, and where claims would repeat each other
    in a circle. What the desk found on the earlier claim stays there: nothing is copied.
    """
    require(by, Permission.REVIEW_CLAIM)
    # All that could close a circle are locked, by key as everywhere, before it is looked for.
    locked = Claim.objects.select_for_update().filter(pk__in=[claim.pk, *_chain(earlier)])
    list(locked.order_by("pk").values_list("pk"))
    claim.refresh_from_db()
    if earlier is not None:
        earlier.refresh_from_db()
        _require_repeatable(claim, earlier)
    if claim.repeats_id == (earlier.pk if earlier else None):
        return claim
    claim.repeats = earlier
    claim.save_edit(by=by, at=now)
    publish_claim(claim, now=now)
    return claim


def _require_repeatable(claim: Claim, earlier: Claim) -> None:
    if earlier.pk == claim.pk:
        raise ValidationError({"repeats": _("A claim does not repeat itself.")})
    if earlier.status == Status.WITHDRAWN:
        raise ValidationError({"repeats": _("A withdrawn claim is nothing to repeat.")})
    if claim.pk in _chain(earlier):
        raise ValidationError({"repeats": _("That claim repeats this one already.")})


def _chain(claim: Claim | None) -> list[UUID]:
    """Return the claim, the one that it repeats, the one that this repeats, and so on."""
    chain: list[UUID] = []
    pk = claim.pk if claim else None
    while pk is not None and pk not in chain:
        chain.append(pk)
        pk = Claim.objects.values_list("repeats", flat=True).get(pk=pk)
    return chain
