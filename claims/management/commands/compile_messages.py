import os
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """Compiles with Babel, because gettext's own tools are not on every machine."""

    help = "Compile the translations under locale/ into what Django reads."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        compile_catalogues()


def compile_catalogues() -> None:
    """Write a .mo file beside every .po file; one that is up to date is left alone."""
    for folder in settings.LOCALE_PATHS:
        for catalogue in sorted(Path(folder).glob("*/LC_MESSAGES/*.po")):
            _replace(catalogue.with_suffix(".mo"), _compiled(catalogue))


def _compiled(catalogue: Path) -> bytes:
    locale = catalogue.parent.parent.name
    binary = BytesIO()
    with catalogue.open("rb") as source:
        write_mo(binary, read_po(source, locale=locale, abort_invalid=True))
    return binary.getvalue()


def _replace(path: Path, content: bytes) -> None:
    """Write a file so that another process sees the old one or the new one, never a half."""
    if path.exists() and path.read_bytes() == content:
        return
    draft = path.with_suffix(f".{os.getpid()}")
    draft.write_bytes(content)
    draft.replace(path)
