"""What the database says of the list after a visit to all of it, compared with the truth."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

from benchmarks.cases import LINK_STATES, Case
from claims.models import CitedPage, Claim, LinkCheck

RETRY_AFTER = timedelta(days=1)
"""What the server asks for with a 429."""


def differences(addresses: dict[str, Case], visit: int) -> list[str]:
    """Return a line for each thing that is wrong after the first (0) or second (1) visit."""
    pages = CitedPage.objects.prefetch_related("evidence", "checks")
    found = {page.url: page for page in pages}
    wrong = [
        line for url, case in addresses.items() for line in _of_page(case, found.pop(url), visit)
    ]
    unknown = [f"{url}: not on the list" for url in found]
    return wrong + unknown + _of_claims(list(addresses.values()), visit)


def false_dead(addresses: dict[str, Case], visit: int) -> int:
    """Return how many pages are given up that the truth has not given up."""
    dead = set(CitedPage.objects.filter(link_state="dead").values_list("url", flat=True))
    truly = {
        url for url, case in addresses.items() if LINK_STATES[case.kind.outcome][visit] == "dead"
    }
    return len(dead - truly)


def _of_page(case: Case, page: CitedPage, visit: int) -> Iterator[str]:
    checks: list[LinkCheck] = sorted(page.checks.all(), key=lambda check: check.pk)
    if len(checks) != visit + 1:
        yield f"{page.url}: {len(checks)} checks, not {visit + 1}"
        return
    (evidence,) = page.evidence.all()
    told = (page.last_outcome, page.link_state, evidence.quote_state)
    kind = case.kind
    truth = (kind.outcome, LINK_STATES[kind.outcome][visit], kind.quote_states[visit])
    if told != truth:
        yield f"{page.url}: {told}, not {truth} ({checks[-1].reason})"
    pause = page.next_check_at - page.last_checked_at
    if kind.name == "s429" and pause < RETRY_AFTER:
        yield f"{page.url}: due after {pause}, against its Retry-After"


def _of_claims(cases: list[Case], visit: int) -> list[str]:
    """Compare the claims that came back to the desk with the evidence that is lost."""
    lost = [
        case
        for case in cases
        if LINK_STATES[case.kind.outcome][visit] == "dead"
        or case.kind.quote_states[visit] == "missing"
    ]
    counted = Counter(Claim.objects.values_list("status", flat=True))
    truth = Counter(needs_recheck=len(lost), verified=len(cases) - len(lost))
    return [] if counted == +truth else [f"claims: {dict(counted)}, not {dict(truth)}"]
