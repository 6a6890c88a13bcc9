import re
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation.template import templatize

FOLDERS = ("claims", "factcheck", "templates")
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
"""Django's names for gettext's functions, and which of their arguments is what."""


class Command(BaseCommand):
    """Collects with Babel, because gettext's own tools are not on every machine."""

    help = "Bring locale/*/LC_MESSAGES/django.po up to date and list what is untranslated."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        found = messages_in_sources()
        for folder in settings.LOCALE_PATHS:
            for path in sorted(Path(folder).glob("*/LC_MESSAGES/django.po")):
                for message in bring_up_to_date(path, found):
                    self.stdout.write(f"{path.parent.parent.name}: {message!r}")


def messages_in_sources() -> Catalog:
    """Return all strings for people in the code and the templates, in the order of the files."""
    catalog = Catalog(charset="utf-8")
    for path in _sources():
        name = str(path.relative_to(settings.BASE_DIR))
        for line, message, comments, context in _messages(path):
            catalog.add(message, None, [(name, line)], auto_comments=comments, context=context)
    return catalog


def bring_up_to_date(path: Path, found: Catalog) -> list[str]:
    """Add what is new in `found`, drop what is gone, and return what has no translation yet."""
    with path.open("rb") as source:
        catalog = read_po(source, locale=path.parent.parent.name)
    catalog.update(found, no_fuzzy_matching=True, update_creation_date=False)
    with path.open("wb") as target:
        write_po(
            target,
            catalog,
            width=100,
            sort_by_file=True,
            include_lineno=False,
            ignore_obsolete=True,
        )
    return [_singular(message.id) for message in catalog if message.id and not _is_done(message)]


def _sources() -> Iterator[Path]:
    for folder in FOLDERS:
        for path in sorted((settings.BASE_DIR / folder).rglob("*")):
            if path.suffix in {".py", ".html", ".txt"} and "migrations" not in path.parts:
                yield path


def _messages(path: Path) -> Iterable[Any]:
    source = path.read_text("utf-8")
    if path.suffix != ".py":
        # The lines of a template are no Python, but begun at the margin they are read as such.
        source = re.sub(r"^[ \t]+", "", templatize(source, str(path)), flags=re.MULTILINE)
    return extract("python", BytesIO(source.encode()), keywords=KEYWORDS)


def _is_done(message: Any) -> bool:
    strings = message.string if message.pluralizable else (message.string,)
    return all(strings)


def _singular(id_: str | Sequence[str]) -> str:
    return id_ if isinstance(id_, str) else id_[0]
