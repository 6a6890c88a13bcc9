"""The protocol that claims rest on, and visits to it."""

from datetime import datetime

from django.utils import timezone

from claims.actions.check_pages import check_due_pages
from claims.linkcheck.inspection import Order, Report, inspect
from claims.linkcheck.visit import Visit
from claims.models import CitedPage, LinkCheck

SENTENCE = "Der Stadtrat hat zwölf neue Busse bestellt."
PAGE = f"<title>Protokoll</title><h1>Sitzung</h1><p>{SENTENCE} Sie fahren ab Mai.</p>" + (
    "<p>Die Sitzung dauerte zwei Stunden, danach wurde noch lange gesprochen.</p>" * 20
)


def visit() -> list[LinkCheck]:
    """Visit all cited pages now, as the clock on the wall has it."""
    now = timezone.now()
    CitedPage.objects.update(next_check_at=now)
    return list(check_due_pages(now=now))


def report_on(page: CitedPage, now: datetime) -> Report:
    """Return what a visit to a leased page finds at `now` if it still is the protocol."""
    answer = Visit(page.url, page.url, 200, now, body=PAGE.encode())
    return inspect(Order(page.url, quotes=(SENTENCE,)), answer)
