"""Peer: django-linkcheck's own command over its own rows, on SQLite in memory.

    python -m benchmarks.peer_django_linkcheck CONTEST

Runs in its own environment. It asks with HEAD first, and one address after the other; its limit
in time is that of requests, so a drip is seen through to its end.
"""

import json
import sys

import django
from django.conf import settings
from django.core.management import call_command

from benchmarks.contest import Contest
from benchmarks.measure import measured


def main() -> None:
    contest = Contest.read(sys.argv[1])
    settings.configure(
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
        INSTALLED_APPS=["django.contrib.contenttypes", "linkcheck"],
        DEFAULT_AUTO_FIELD="django.db.models.AutoField",
        LINKCHECK_CONNECTION_ATTEMPT_TIMEOUT=contest.timeout,
        SITE_DOMAIN="desk.example",
        SITE_DOMAINS=["https://desk.example"],
        USE_TZ=True,
    )
    django.setup()
    call_command("migrate", verbosity=0)
    url_model = django.apps.apps.get_model("linkcheck", "Url")
    url_model.objects.bulk_create(url_model(url=url) for url in contest.addresses())
    with measured() as cost:
        call_command("checklinks", stdout=sys.stderr)
    result = {"seconds": cost.seconds, "cpu_seconds": cost.cpu_seconds}
    sys.stdout.write(json.dumps(result) + "\n")


if __name__ == "__main__":
    main()
