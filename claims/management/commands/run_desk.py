import errno
import socket
from argparse import ArgumentParser
from datetime import timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections
from django.urls import reverse
from django.utils.translation import gettext as _

from claims.actions.release_lease import release_all_leases
from factcheck.desk_lock import AlreadyRunningError, hold_desk
from factcheck.embedded_server import EmbeddedServer

PATIENCE = timedelta(seconds=3)


class Command(BaseCommand):
    """One process prepares and then watches: four commands in a row took four times as long."""

    help = "Serve the desk on this machine: pages, worker and scheduler as one command."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument(
            "--with-parent",
            action="store_true",
            help="end when the process that started this command ends",
        )

    def handle(self, *args: Any, port: int, with_parent: bool, **options: Any) -> None:
        address = f"http://127.0.0.1:{port}"
        try:
            lock = hold_desk(settings.VAR_DIR / "desk.lock", address=address, patience=PATIENCE)
        except AlreadyRunningError as running:
            message = _("The desk is already running at %(address)s: stop it there first.")
            raise CommandError(message % {"address": running}) from None
        with lock:
            _require_free(port)
            self._prepare()
            EmbeddedServer(
                port=port,
                with_parent=with_parent,
                before_jobs=release_all_leases,
                when_ready=partial(self._welcome, address),
            ).run()

    def _prepare(self) -> None:
        """Bring translations, tables and the demo up to date; the second time changes nothing."""
        call_command("compile_messages")
        call_command("migrate", verbosity=0)
        if settings.DEMO:
            settings.DEMO_SETTINGS.write_text(_demo_settings(), encoding="utf-8")
            call_command("seed", stdout=self.stdout)
        # The serving process is a fork, and opens connections of its own.
        connections.close_all()

    def _welcome(self, address: str) -> None:
        emails = reverse("admin:post_office_email_changelist")
        self.stdout.write(
            "\n".join(
                (
                    "",
                    _("  The desk is open:  %(url)s") % {"url": address},
                    _("  E-mails it wrote:  %(url)s") % {"url": address + emails},
                    _("  To stop:           Ctrl-C"),
                    "",
                )
            )
        )
        self.stdout.flush()


def _demo_settings() -> str:
    """Return what other commands need to see the demo as this one does."""
    return f"DEMO=1\nBASE_URL={settings.BASE_URL}\n"


def _require_free(port: int) -> None:
    """Raise CommandError with a way out when this machine cannot listen on `port`."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except (OSError, OverflowError) as error:
            raise CommandError(_obstacle(port, error)) from None


def _obstacle(port: int, error: OSError | OverflowError) -> str:
    if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
        reason = _("Port %(port)s is taken by another program.")
    else:
        reason = _("Port %(port)s cannot be used here.")
    way_out = _("Choose another one: make run PORT=%(other)s")
    return f"{reason % {'port': port}} {way_out % {'other': 8000 if port != 8000 else 8001}}"
