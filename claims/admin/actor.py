"""Who is at the desk."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from claims.models import Person


def actor(request: HttpRequest) -> Person:
    """Return the person who is logged in; raises PermissionDenied when nobody is."""
    if not isinstance(request.user, Person):
        raise PermissionDenied
    return request.user
