from collections.abc import Iterable, Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from simple_history.utils import bulk_create_with_history

from claims.linkcheck.canonical import UnacceptableUrl, host_of
from claims.linkcheck.guard import UnsafeAddress
from claims.linkcheck.policy import citable_url
from claims.models import CitedPage, Claim, Evidence, Person, WebHost
from claims.readers.draft import DraftEvidence
from claims.workflow.permissions import Permission, require

BATCH = 500


def cite_sources(
    sources: Sequence[tuple[Claim, DraftEvidence]], *, by: Person | None, now: datetime
) -> None:
    """Put under claims just made what their source names for them, in a few queries for all.

    Nobody else knows these claims yet and none is public: there is nothing to lock or to
    publish but the pages. Raises ValidationError with the address that cannot be cited.
    """
    require(by, Permission.ADD_EVIDENCE)
    spelt = {piece.url: _citable(piece.url) for _claim, piece in sources}
    pages = _pages_at(sorted(set(spelt.values())), now)
    evidence: dict[tuple[object, ...], Evidence] = {}
    for claim, piece in sources:
        page, quote = pages[spelt[piece.url]], piece.quote.strip()
        evidence.setdefault(
            (claim.pk, page.pk, piece.stance, quote),
            Evidence(
                claim=claim,
                page=page,
                url=piece.url.strip(),
                stance=piece.stance,
                quote=quote,
                note=piece.note.strip(),
                added_by=by,
                added_at=now,
            ),
        )
    bulk_create_with_history(
        list(evidence.values()), Evidence, batch_size=BATCH, default_user=by, default_date=now
    )


def _citable(url: str) -> str:
    try:
        return citable_url(url.strip())
    except (UnacceptableUrl, UnsafeAddress) as refusal:
        raise ValidationError({"evidence_url": f"{url}: {refusal}"}, code="invalid") from refusal


def _pages_at(urls: Sequence[str], now: datetime) -> dict[str, CitedPage]:
    """Return the pages at these addresses, locked by key and due for a visit at once."""
    hosts = _hosts_called(sorted({host_of(url) for url in urls}))
    CitedPage.objects.bulk_create(
        (CitedPage(url=url, host=hosts[host_of(url)], next_check_at=now) for url in urls),
        ignore_conflicts=True,
        batch_size=BATCH,
    )
    # Locked, so that whoever gives one of them up under another claim sees that we rely on it.
    pages = CitedPage.objects.select_for_update().order_by("pk").in_bulk(urls, field_name="url")
    _make_due(pages.values(), now)
    return pages


def _hosts_called(names: Sequence[str]) -> dict[str, WebHost]:
    WebHost.objects.bulk_create(
        (WebHost(name=name) for name in names), ignore_conflicts=True, batch_size=BATCH
    )
    return WebHost.objects.in_bulk(names, field_name="name")


def _make_due(pages: Iterable[CitedPage], now: datetime) -> None:
    known = [page for page in pages if page.next_check_at != now]
    for page in known:
        page.next_check_at = now
    CitedPage.objects.bulk_update(known, ["next_check_at"], batch_size=BATCH)
