from datetime import datetime

from claims.models import CitedPage, Claim


def schedule_pages(claim: Claim, *, now: datetime) -> None:
    """Visit the pages a claim cites for as long as some claim relies on them.

    A page that nobody relies on any more is left alone; one that is needed again is due now.
    """
    cited = _locked_pages(claim)
    needed = set(CitedPage.objects.relied_on().filter(pk__in=cited).values_list("pk", flat=True))
    CitedPage.objects.filter(pk__in=needed, next_check_at=None).update(next_check_at=now)
    CitedPage.objects.filter(pk__in=cited - needed).update(next_check_at=None)


def _locked_pages(claim: Claim) -> set[int]:
    """Lock the claim's pages: whoever cites one of them elsewhere at this moment is waited for."""
    cited = CitedPage.objects.filter(evidence__claim=claim).values("pk")
    pages = CitedPage.objects.select_for_update().filter(pk__in=cited).order_by("pk")
    return {page.pk for page in pages}
