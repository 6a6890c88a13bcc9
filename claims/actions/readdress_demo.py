import re
from datetime import datetime

from django.conf import settings
from django.db import transaction

from claims.actions.publish_claim import publish_claim
from claims.linkcheck.canonical import host_of
from claims.models import CitedPage, Claim, WebHost

DEMO_PAGE = re.compile(r"http://127\.0\.0\.1:\d+(?P<path>/quellen/.*)")


@transaction.atomic
def readdress_demo(*, now: datetime) -> int:
    """Let the demo's own pages follow the desk to another port; return how many moved.

    They are served by the desk itself, so `make run PORT=9000` would otherwise have them
    all die, and public documents point to a port where nobody answers.
    """
    here = f"{settings.BASE_URL}/"
    elsewhere = CitedPage.objects.filter(url__contains="/quellen/").exclude(url__startswith=here)
    moved = [page for page in elsewhere if DEMO_PAGE.fullmatch(page.url)]
    for page in moved:
        _move(page, now)
    if moved:
        for claim in Claim.objects.with_verdict():
            publish_claim(claim, now=now)
    return len(moved)


def _move(page: CitedPage, now: datetime) -> None:
    page.url = DEMO_PAGE.sub(rf"{settings.BASE_URL}\g<path>", page.url)
    page.host, _created = WebHost.objects.get_or_create(name=host_of(page.url))
    page.save()
    for piece in page.evidence.all():
        piece.url = page.url
        piece.save_edit(by=None, at=now)
