import sys
from argparse import ArgumentParser
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import orjson
from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.actions.fetch_article import fetch_article
from claims.actions.import_article import ImportResult, import_articles
from claims.management.refusing_command import RefusingCommand, day, words
from claims.models import Claim
from claims.readers.draft import DraftArticle
from claims.readers.source import FORMATS, UnreadableSource, read_source
from claims.vocabulary import Language


class Command(RefusingCommand):
    help = "Import an article with its claims, or a table or feed of claims."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("source", help="A file, - for standard input, or an http(s) address.")
        parser.add_argument("--format", choices=FORMATS, help="Recognised when not given.")
        parser.add_argument("--url", default="", help="The article's address.")
        parser.add_argument("--title", type=words, default="")
        parser.add_argument("--publisher", type=words, default="")
        parser.add_argument("--published", type=day, metavar="YYYY-MM-DD")
        parser.add_argument("--language", default="", choices=Language.values)
        parser.add_argument("--json", action="store_true", help="Print what was done as JSON.")

    def handle(self, *args: Any, **options: Any) -> None:
        source = options["source"]
        try:
            drafts = _known_better(_drafts(source, options["format"]), options)
            results = import_articles(drafts, by=None, now=timezone.now(), source=_name(source))
        except (UnreadableSource, ValidationError) as refusal:
            raise CommandError(_sentence(refusal, _name(source))) from refusal
        for result in results:
            self.stdout.write(_json(result) if options["json"] else _summary(result))
            if result.remark:
                self.stderr.write(result.remark)


def _drafts(source: str, chosen: str | None) -> list[DraftArticle]:
    if source.startswith(("http://", "https://")):
        return fetch_article(source, format=chosen)
    return read_source(_content(source), name=_name(source), format=chosen)


def _content(source: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if source == "-" else Path(source).read_bytes()
    except OSError as error:
        raise UnreadableSource(f"{source}: {error.strerror}.") from error


def _name(source: str) -> str:
    """Return what a source is called: an edited file is recognised by its name."""
    name = source if "://" in source or source == "-" else Path(source).name
    return name.encode(errors="replace").decode()  # a file's name may be bytes of any kind


def _known_better(drafts: list[DraftArticle], options: dict[str, Any]) -> list[DraftArticle]:
    """Let what the caller says of the article win over what its reader made of it."""
    told = {
        "url": options["url"],
        "title": options["title"],
        "publisher": options["publisher"],
        "published_on": options["published"],
        "language": options["language"],
    }
    known = {name: value for name, value in told.items() if value}
    if len(drafts) > 1 and "url" in known:
        raise UnreadableSource(_("--url names one article, but the source has several."))
    return [replace(draft, **known) for draft in drafts]


def _sentence(refusal: UnreadableSource | ValidationError, name: str) -> str:
    if isinstance(refusal, UnreadableSource):
        return str(refusal)
    if hasattr(refusal, "error_dict"):
        field, sentences = next(iter(refusal.message_dict.items()))
        return f"{name}, {field}: {sentences[0]}"
    return refusal.messages[0]


def _summary(result: ImportResult) -> str:
    done = _(
        "%(title)s: %(created)d claims created, %(unchanged)d unchanged, %(orphaned)d orphaned."
    ) % {
        "title": result.article.title,
        "created": len(result.created),
        "unchanged": len(result.unchanged),
        "orphaned": len(result.orphaned),
    }
    lost = [_("no longer in the article: %s") % claim.quote for claim in result.orphaned]
    return "\n  ".join([done, *lost])


def _json(result: ImportResult) -> str:
    return orjson.dumps(
        {
            "article": result.article.pk,
            "created": len(result.created),
            "unchanged": len(result.unchanged),
            "orphaned": len(result.orphaned),
            "claims": list(_claims(result.claims)),
        }
    ).decode()


def _claims(claims: Iterable[Claim]) -> Iterable[dict[str, Any]]:
    for claim in claims:
        yield {
            "id": claim.pk,
            "quote": claim.quote,
            "start": claim.start,
            "end": claim.end,
            "claimant": claim.claimant,
            "claimed_on": claim.claimed_on,
            "kind": claim.kind,
            "check_worthiness": claim.check_worthiness,
            "reasons": claim.reasons,
            "status": claim.status,
        }
