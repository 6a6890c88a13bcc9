"""How far a cited page has drifted from what the reviewers of each claim saw."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from claims.linkcheck.drift import drift
from claims.models import CitedPage, Evidence, Snapshot


@dataclass(frozen=True)
class Reliance:
    """A piece of evidence, the copy its reviewers saw, and how much has changed since.

    `share` is in words, "" where there is nothing to compare.
    """

    evidence: Evidence
    seen: Snapshot | None = None
    share: str = ""
    is_as_seen: bool = False


def reliances(page: CitedPage, newest: Snapshot | None) -> list[Reliance]:
    """Return all evidence on the page; what was taken back comes last."""
    pieces = Snapshot.objects.seen_for(page.evidence.select_related("claim", "page"))
    rows: list[Any] = sorted(pieces, key=lambda piece: piece.retracted_at is not None)
    seen = Snapshot.objects.in_bulk({piece.seen_id for piece in rows} - {None})
    shares = {pk: _share(copy, newest) for pk, copy in seen.items()}
    return [
        Reliance(
            evidence=piece,
            seen=seen.get(piece.seen_id),
            share=shares.get(piece.seen_id, ""),
            is_as_seen=newest is not None and piece.seen_id == newest.pk,
        )
        for piece in rows
    ]


def share_in_words(share: float) -> str:
    """Return a percentage; small changes are not rounded away, nor are large ones rounded up."""
    if 0 < share < 0.01:
        return _("less than 1%")
    return _("%(share)s%%") % {"share": 100 if share == 1 else min(99, round(100 * share))}


def _share(seen: Snapshot, newest: Snapshot | None) -> str:
    if newest is None or not (seen.text or newest.text):
        return ""
    return share_in_words(drift(seen.text, newest.text))
