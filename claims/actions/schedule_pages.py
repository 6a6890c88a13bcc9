from datetime import datetime

from claims.models import CitedPage, Claim


def schedule_pages(claim: Claim, *, now: datetime) -> None:
    """Visit the pages a claim cites for as long as some claim relies on them.

    A page that nobody relies on any more is left alone; one that is needed again is due now.
    """
    cited = CitedPage.objects.filter(evidence__claim=claim)
    needed = CitedPage.objects.relied_on().filter(pk__in=cited.values("pk"))
    CitedPage.objects.filter(pk__in=needed.values("pk"), next_check_at=None).update(
        next_check_at=now
    )
    CitedPage.objects.filter(pk__in=cited.values("pk")).exclude(pk__in=needed.values("pk")).update(
        next_check_at=None
    )
