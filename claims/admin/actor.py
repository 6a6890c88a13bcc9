"""Who is at the desk, and what they may do there."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from claims.models import Person
from claims.workflow.permissions import Permission, may


def actor(request: HttpRequest) -> Person:
    """Return the person who is logged in; raises PermissionDenied when nobody is."""
    if not isinstance(request.user, Person):
        raise PermissionDenied
    return request.user


def permits(request: HttpRequest, permission: Permission) -> bool:
    """Whether somebody is logged in who holds the permission; the login page asks this, too."""
    return isinstance(request.user, Person) and may(request.user, permission)
