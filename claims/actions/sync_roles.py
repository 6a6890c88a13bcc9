from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from claims.models import Claim
from claims.workflow.permissions import OWN_PERMISSIONS, ROLE_PERMISSIONS


@transaction.atomic
def sync_roles() -> list[Group]:
    """Make each role a group with exactly the permissions of the table; safe to repeat."""
    _create_own_permissions()
    groups = []
    for role, permissions in ROLE_PERMISSIONS.items():
        group, _created = Group.objects.get_or_create(name=role.value)
        group.permissions.set(
            Permission.objects.filter(
                content_type__app_label=Claim._meta.app_label, codename__in=permissions
            )
        )
        groups.append(group)
    return groups


def _create_own_permissions() -> None:
    content_type = ContentType.objects.get_for_model(Claim)
    for permission, name in OWN_PERMISSIONS.items():
        Permission.objects.update_or_create(
            content_type=content_type, codename=permission.value, defaults={"name": name}
        )
