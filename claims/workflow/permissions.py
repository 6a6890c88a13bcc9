"""What each role may do: written here once; admin, API and commands ask here."""

from enum import StrEnum
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from claims.vocabulary import Role

if TYPE_CHECKING:
    from claims.models import Person


class Permission(StrEnum):
    """Codenames of Django permissions of this app."""

    IMPORT_ARTICLE = "import_article"
    ADD_EVIDENCE = "add_evidence"
    ADD_NOTE = "add_reviewnote"
    REVIEW_CLAIM = "review_claim"
    CONFIRM_CLAIM = "confirm_claim"
    CHECK_NOW = "check_now"
    MARK_SEEN = "mark_seen"
    READ_EMAIL = "read_email"
    VIEW_ARTICLE = "view_article"
    CHANGE_ARTICLE = "change_article"
    VIEW_CLAIM = "view_claim"
    CHANGE_CLAIM = "change_claim"
    VIEW_EVIDENCE = "view_evidence"
    VIEW_CITED_PAGE = "view_citedpage"
    VIEW_LINK_CHECK = "view_linkcheck"
    VIEW_STATUS_CHANGE = "view_statuschange"
    VIEW_CORRECTION = "view_correction"
    VIEW_SUBSCRIPTION = "view_subscription"
    ADD_SUBSCRIPTION = "add_subscription"
    CHANGE_SUBSCRIPTION = "change_subscription"
    DELETE_SUBSCRIPTION = "delete_subscription"
    VIEW_PERSON = "view_person"
    ADD_PERSON = "add_person"
    CHANGE_PERSON = "change_person"


OWN_PERMISSIONS = {
    Permission.IMPORT_ARTICLE: "Can import articles",
    Permission.REVIEW_CLAIM: "Can review claims",
    Permission.CONFIRM_CLAIM: "Can confirm reviewed claims",
    Permission.CHECK_NOW: "Can have cited pages visited now",
    Permission.MARK_SEEN: "Can say what a blocked page shows",
    Permission.READ_EMAIL: "Can read the e-mails that the desk wrote",
}
"""The permissions that Django does not make by itself for a model, with their names."""

_READS = {
    Permission.VIEW_ARTICLE,
    Permission.VIEW_CLAIM,
    Permission.VIEW_EVIDENCE,
    Permission.VIEW_CITED_PAGE,
    Permission.VIEW_LINK_CHECK,
    Permission.VIEW_STATUS_CHANGE,
    Permission.VIEW_CORRECTION,
    Permission.VIEW_SUBSCRIPTION,
    Permission.ADD_SUBSCRIPTION,
    Permission.CHANGE_SUBSCRIPTION,
    Permission.DELETE_SUBSCRIPTION,
}
_REPORTS = _READS | {
    Permission.IMPORT_ARTICLE,
    Permission.ADD_EVIDENCE,
    Permission.ADD_NOTE,
    Permission.CHECK_NOW,
    Permission.MARK_SEEN,
}
_REVIEWS = _REPORTS | {Permission.REVIEW_CLAIM, Permission.CHANGE_CLAIM, Permission.CHANGE_ARTICLE}
_EDITS = _REVIEWS | {Permission.CONFIRM_CLAIM, Permission.READ_EMAIL}
_ADMINISTERS = _READS | {
    Permission.READ_EMAIL,
    Permission.VIEW_PERSON,
    Permission.ADD_PERSON,
    Permission.CHANGE_PERSON,
}

ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.REPORTER: frozenset(_REPORTS),
    Role.REVIEWER: frozenset(_REVIEWS),
    Role.EDITOR: frozenset(_EDITS),
    Role.ADMINISTRATOR: frozenset(_ADMINISTERS),
}


def may(person: "Person", permission: Permission) -> bool:
    """Whether this person's roles grant the permission; a superuser has them all."""
    return person.has_perm(f"claims.{permission}")


def require(person: "Person | None", permission: Permission) -> None:
    """Raise PermissionDenied unless the person may; None is the operator or the system."""
    if person is not None and not may(person, permission):
        raise PermissionDenied(_("Your role does not permit this."))
