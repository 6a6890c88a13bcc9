import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any, TextIO

import orjson
from django.conf import settings
from django.core.management.base import CommandError
from django.db.models import Max
from django.utils import timezone

from claims.management.refusing_command import RefusingCommand
from claims.models import Claim, with_document_parts
from claims.publishing.data_feed import data_feed
from claims.publishing.document import claim_document
from claims.publishing.table import table

CHUNK = 500


class Command(RefusingCommand):
    help = "Export the public claims."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--format", required=True, choices=sorted(FORMATS))
        parser.add_argument("--output", metavar="FILE", help="Standard output when not given.")

    def handle(self, *args: Any, **options: Any) -> None:
        claims = (
            with_document_parts(Claim.objects.public())
            .order_by("-verified_at", "pk")
            .iterator(chunk_size=CHUNK)
        )
        with _output(options["output"]) as file:
            for part in FORMATS[options["format"]](claims):
                file.write(part)


def _output(name: str | None) -> AbstractContextManager[TextIO]:
    if name is None:
        return nullcontext(sys.stdout)
    try:
        return Path(name).open("w", encoding="utf-8", newline="")
    except OSError as error:
        raise CommandError(f"{name}: {error.strerror}.") from error


def _json_lines(claims: Iterable[Claim]) -> Iterator[str]:
    for claim in claims:
        document = claim_document(claim, base_url=settings.BASE_URL)
        yield orjson.dumps(document).decode() + "\n"


def _claim_reviews(claims: Iterable[Claim]) -> Iterator[str]:
    latest = Claim.objects.public().aggregate(at=Max("updated_at"))["at"]
    feed = data_feed(
        claims,
        base_url=settings.BASE_URL,
        desk_name=settings.DESK_NAME,
        modified_at=latest or timezone.now(),
    )
    return (part.decode() for part in feed)


FORMATS: dict[str, Callable[[Iterable[Claim]], Iterator[str]]] = {
    "csv": table,
    "jsonl": _json_lines,
    "claimreview": _claim_reviews,
}
