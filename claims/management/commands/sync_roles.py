from typing import Any

from django.core.management.base import BaseCommand

from claims.actions.sync_roles import sync_roles


class Command(BaseCommand):
    help = "Bring the groups of the roles in step with what each role may do."

    def handle(self, *args: Any, **options: Any) -> None:
        for group in sync_roles():
            self.stdout.write(f"{group.name}: {group.permissions.count()}")
