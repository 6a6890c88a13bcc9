from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.actions.seed_demo import seed_demo
from claims.models import Person


class Command(BaseCommand):
    help = "Put the demo on the desk; its people's one-time passwords are printed once."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            passwords = seed_demo(now=timezone.now())
        except ValidationError as error:
            raise CommandError(error.messages[0]) from error
        if not passwords:
            self.stdout.write(_("The people of the demo are known here; nothing was changed."))
            return
        self.stdout.write(_("The people of the demo, with passwords that are shown only now:"))
        for person in Person.objects.filter(username__in=passwords).order_by("pk"):
            role = person.groups.get().name + (", superuser" if person.is_superuser else "")
            self.stdout.write(f"  {person.username:<8}{passwords[person.username]}  {role}")
