from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from knox.models import AuthToken
from knox.settings import knox_settings

from claims.models import Person


class Command(BaseCommand):
    help = "Make an API token for a person and print it, once; only its hash is kept."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        ttl = knox_settings.TOKEN_TTL.days
        parser.add_argument(
            "--days", type=int, default=ttl, help=f"how long it is valid, by default {ttl}"
        )

    def handle(self, *args: Any, username: str, days: int, **options: Any) -> None:
        if not 1 <= days <= 3650:
            raise CommandError("--days must be from 1 to 3650.")
        person = Person.objects.filter(username=username, is_active=True).first()
        if person is None:
            raise CommandError(f"There is no active person called “{username}”.")
        _token, secret = AuthToken.objects.create(person, expiry=timedelta(days=days))
        self.stdout.write(secret)
