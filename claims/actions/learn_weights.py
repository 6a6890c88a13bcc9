from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import datetime
from itertools import groupby
from operator import attrgetter

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from claims.actions.weights_in_use import weights_in_use
from claims.extraction.check_worthiness import Weights, hand_set
from claims.extraction.extract import VERSION, extract_claims
from claims.extraction.features import Features
from claims.extraction.learning import Decision, appraise, learn
from claims.extraction.passages import read_alone, reading_at, readings_of
from claims.models import Claim, LearnedWeights, Person
from claims.vocabulary import ACCEPTED_STATUSES, Language
from claims.workflow.permissions import Permission, require

ENOUGH = 30
"""So many accepted and so many dismissed claims there must be to learn anything from."""


def learn_weights(
    language: str, *, by: Person | None, now: datetime, dry_run: bool = False
) -> LearnedWeights:
    """Fit the check-worthiness of a language to the desk's own decisions.

    Returns the new weights with their figures, stored unless it is a dry run: from then on
    imports are scored with them. Claims that are known keep their scores. Raises
    ValidationError when the desk has decided too little, and when the weights would order
    its decisions worse than the shipped ones do.
    """
    require(by, Permission.CONFIRM_CLAIM)
    decisions = list(_decisions(language))
    accepted = sum(decision.accepted for decision in decisions)
    _require_enough(language, accepted, len(decisions) - accepted)
    shipped = hand_set(language)
    figures = appraise(decisions, shipped, _rivals(language))
    weights = learn(decisions, shipped)
    learned = LearnedWeights(
        language=language,
        number=LearnedWeights.objects.next_number(language),
        weights={"bias": weights.bias, **weights.features},
        features_version=VERSION,
        accepted=accepted,
        dismissed=len(decisions) - accepted,
        figures={name: asdict(each) for name, each in figures.items()},
        learned_by=by,
        learned_at=now,
    )
    if not dry_run:
        _require_progress(learned)
        learned.save()
    return learned


def _decisions(language: str) -> Iterator[Decision]:
    claims = Claim.objects.decided().filter(article__language=language)
    in_order = claims.select_related("article").order_by("version", "start")
    for _version, group in groupby(in_order, attrgetter("version_id")):
        decided = list(group)
        for claim, features in zip(decided, _features(decided), strict=True):
            yield Decision(
                features, claim.status in ACCEPTED_STATUSES, claim.article_id, claim.start
            )


def _features(claims: Sequence[Claim]) -> Iterator[Features]:
    """Yield what was measured when the claims of a version came in.

    What other rules measured is measured anew: the text of a version is frozen.
    """
    if all(claim.features_version == VERSION for claim in claims):
        yield from (claim.features for claim in claims)
        return
    version, article = claims[0].version, claims[0].article
    language, text = article.language, version.text
    readings = readings_of(
        extract_claims(text, language=language, published_on=article.published_on)
    )
    for claim in claims:
        place = claim.start, claim.end
        found = reading_at(*place, readings) or read_alone(text, *place, language=language)
        yield claim.features if claim.features_version == VERSION else found.features


def _rivals(language: str) -> dict[str, Weights]:
    in_use = weights_in_use()[language]
    return {"shipped": hand_set(language)} | ({in_use.name: in_use} if in_use.name else {})


def _require_enough(language: str, accepted: int, dismissed: int) -> None:
    if min(accepted, dismissed) < ENOUGH:
        raise ValidationError(
            _(
                "%(language)s: %(accepted)d accepted and %(dismissed)d dismissed claims are too"
                " few to learn from; there must be %(enough)d of each."
            ),
            code="too_few",
            params={
                "language": Language(language).label,
                "accepted": accepted,
                "dismissed": dismissed,
                "enough": ENOUGH,
            },
        )


def _require_progress(learned: LearnedWeights) -> None:
    """Refuse weights that are no help; what the desk uses now may have learned these by heart."""
    new, shipped = (learned.figures[name]["average_precision"] for name in ("learned", "shipped"))
    if new < shipped:
        raise ValidationError(
            _(
                "%(language)s: what was learned orders the decisions worse than the shipped"
                " weights do (average precision %(new).2f against %(shipped).2f), so it was"
                " not stored."
            ),
            code="no_progress",
            params={
                "language": learned.get_language_display(),
                "new": new,
                "shipped": shipped,
            },
        )
