from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from claims.models import CitedPage, Person, Sighting
from claims.vocabulary import LinkState, Sight
from claims.workflow.permissions import Permission, require


def mark_seen(page: CitedPage, *, by: Person, saw: str, note: str = "", now: datetime) -> Sighting:
    """Keep what a person saw on a blocked page with her own eyes.

    Neither link state nor rating change: what follows from a page that is gone is for
    people to decide, claim by claim.
    """
    require(by, Permission.MARK_SEEN)
    page.refresh_from_db(fields=["link_state"])
    if page.link_state != LinkState.BLOCKED:
        raise ValidationError(
            _("This page is no longer blocked: the desk visits it itself."), code="not_blocked"
        )
    if saw not in Sight.values:
        raise ValidationError({"saw": _("Say what you saw.")}, code="required")
    return Sighting.objects.create(page=page, by=by, saw=saw, note=note.strip(), at=now)
