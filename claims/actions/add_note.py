from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from claims.models import Claim, Person, ReviewNote
from claims.workflow.permissions import Permission, require


def add_note(claim: Claim, *, by: Person, text: str, now: datetime) -> ReviewNote:
    """Tell the other reviewers something; notes are kept for good and never public."""
    require(by, Permission.ADD_NOTE)
    text = text.strip()
    if not text:
        raise ValidationError({"text": _("Write the note first.")}, code="required")
    return ReviewNote.objects.create(claim=claim, text=text, by=by, at=now)
