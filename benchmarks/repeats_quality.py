"""How high the claim that a text repeats stands among all that the desk finds."""

from pathlib import Path
from statistics import mean

from benchmarks.repeats_data import tweets, verified_claims
from benchmarks.repeats_precision import average_precision_at
from benchmarks.repeats_shelf import Shelf, Story, passing
from claims.actions.find_repeats import Bounds, find_repeats
from claims.actions.index_claims import index_claims
from claims.models import Claim

RANKED = 5
_ANY = Bounds(most=RANKED, least=0.0, within=0.0, later=False)
"""However bad."""


def quality(data: Path) -> dict[str, float]:
    """Return the mean average precision of the first five, and on how much it was taken."""
    reviews, texts = verified_claims(data), tweets(data)
    claims = Shelf().take([Story(each.title, [each.text], "en") for each in reviews])
    names = {claim.pk: each.name for claim, each in zip(claims, reviews, strict=True)}
    precisions = []
    for each in texts:
        ranked = [names[claim.pk] for claim in _first(each.text)]
        precisions.append(average_precision_at(RANKED, ranked, each.repeats))
    return {"map": mean(precisions), "texts": len(texts), "claims": len(claims)}


def _first(text: str) -> list[Claim]:
    with passing(Story("", [text], "en")) as claim:
        index_claims([claim])
        found = find_repeats([claim], among=Claim.objects.all(), bounds=_ANY)
        return [repeat.claim for repeat in found[claim.pk]]
