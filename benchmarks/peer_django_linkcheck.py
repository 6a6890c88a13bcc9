"""Peer: django-linkcheck's own command over its own rows, on SQLite in memory.

    python -m benchmarks.peer_django_linkcheck COUNT SEED PORT TIMEOUT

Runs in its own environment. It asks with HEAD first, and one address after the other.
"""

import json
import sys

import django
from django.conf import settings
from django.core.management import call_command

from benchmarks.cases import prompt_cases
from benchmarks.measure import measured


def main() -> None:
    count, seed, port = map(int, sys.argv[1:4])
    settings.configure(
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
        INSTALLED_APPS=["django.contrib.contenttypes", "linkcheck"],
        DEFAULT_AUTO_FIELD="django.db.models.AutoField",
        LINKCHECK_CONNECTION_ATTEMPT_TIMEOUT=float(sys.argv[4]),
        SITE_DOMAIN="desk.example",
        SITE_DOMAINS=["https://desk.example"],
        USE_TZ=True,
    )
    django.setup()
    call_command("migrate", verbosity=0)
    url_model = django.apps.apps.get_model("linkcheck", "Url")
    listed = prompt_cases(count, seed)
    url_model.objects.bulk_create(url_model(url=case.url(port)) for case in listed)
    with measured() as cost:
        call_command("checklinks", stdout=sys.stderr)
    result = {"seconds": cost.seconds, "cpu_seconds": cost.cpu_seconds}
    sys.stdout.write(json.dumps(result) + "\n")


if __name__ == "__main__":
    main()
