from datetime import datetime

from claims.extraction.extract import VERSION
from claims.models import LearnedWeights, Person
from claims.workflow.permissions import Permission, require


def use_shipped_weights(language: str, *, by: Person | None, now: datetime) -> LearnedWeights:
    """Let the shipped weights of a language count again; what was learned is kept.

    Changes nothing where they count already.
    """
    require(by, Permission.CONFIRM_CLAIM)
    newest = LearnedWeights.objects.filter(language=language).first()
    if newest and not newest.weights:
        return newest
    return LearnedWeights.objects.create(
        language=language,
        number=LearnedWeights.objects.next_number(language),
        features_version=VERSION,
        learned_by=by,
        learned_at=now,
    )
