from argparse import ArgumentParser
from datetime import datetime
from typing import Any

import orjson
from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.actions.check_pages import check_pages
from claims.linkcheck.canonical import UnacceptableUrl, canonical_url
from claims.management.refusing_command import RefusingCommand, count
from claims.management.visit_bar import VisitBar
from claims.management.visit_tally import VisitTally
from claims.models import CitedPage, Claim, LinkCheck, WebOutage
from claims.models.cited_pages import CitedPageQuerySet


class Command(RefusingCommand):
    help = "Visit cited pages now, and store what was found."

    def add_arguments(self, parser: ArgumentParser) -> None:
        chosen = parser.add_mutually_exclusive_group()
        chosen.add_argument("--due", action="store_true", help="Pages that are due (the default).")
        chosen.add_argument("--all", action="store_true", help="Every page that a claim relies on.")
        chosen.add_argument("--url", help="One cited page.")
        chosen.add_argument("--claim", metavar="ID", help="The pages that a claim cites.")
        parser.add_argument("--limit", type=count, help="At most so many pages.")
        parser.add_argument("--json", action="store_true", help="Print a line per page.")

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        pages = _chosen(options)
        limit = options["limit"]
        if limit is not None:
            first = pages.order_by("next_check_at", "pk").values_list("pk", flat=True)[:limit]
            pages = CitedPage.objects.filter(pk__in=list(first))
        tally = VisitTally()
        try:
            self._visit(pages, now, tally, as_json=options["json"])
        except KeyboardInterrupt:
            # Lines of JSON stay alone on stdout, whoever stops them.
            (self.stderr if options["json"] else self.stdout).write(tally.in_words())
            raise
        if not options["json"]:
            self.stdout.write(tally.in_words() if tally.visits else _why_none(options))
        if WebOutage.objects.lasting().exists():
            self.stderr.write(
                _("Our own line to the web seems to be down: what failed counts against nobody.")
            )

    def _visit(
        self, pages: CitedPageQuerySet, now: datetime, tally: VisitTally, *, as_json: bool
    ) -> None:
        with VisitBar(pages.count()) as bar:
            for check in check_pages(pages, now=now):
                tally.count(check)
                bar.advance(tally.outcomes)
                if as_json:
                    with bar.aside():
                        self.stdout.write(_json(check))


def _chosen(options: dict[str, Any]) -> CitedPageQuerySet:
    if options["url"]:
        return _page_at(options["url"])
    if options["claim"]:
        cited = _claim(options["claim"]).evidence.standing().values("page")
        return CitedPage.objects.filter(pk__in=cited)  # a page once, however much it is quoted
    if options["all"]:
        return CitedPage.objects.relied_on()
    return CitedPage.objects.due(timezone.now())


def _page_at(url: str) -> CitedPageQuerySet:
    try:
        pages = CitedPage.objects.filter(url=canonical_url(url))
    except UnacceptableUrl as refusal:
        raise CommandError(str(refusal)) from refusal
    if not pages.exists():
        raise CommandError(_("No claim cites %(url)s.") % {"url": url})
    return pages


def _claim(pk: str) -> Claim:
    try:
        return Claim.objects.get(pk=pk)
    except (Claim.DoesNotExist, ValidationError) as error:
        raise CommandError(_("There is no claim %(id)s.") % {"id": pk}) from error


def _json(check: LinkCheck) -> str:
    page = check.page
    return orjson.dumps(
        {
            "url": page.url,
            "outcome": check.outcome,
            "link_state": check.link_state,
            "http_status": check.http_status,
            "final_url": check.final_url,
            "elapsed_ms": check.elapsed_ms,
            "evidence": list(page.evidence.standing().values("id", "quote_state")),
        }
    ).decode()


def _why_none(options: dict[str, Any]) -> str:
    if options["claim"] and not _chosen(options).exists():
        return _("No page was visited: the claim cites none.")
    return _("No page was visited: none was due, or a worker is visiting it at this moment.")
