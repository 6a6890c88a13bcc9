from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from claims.actions.require_current_version import require_current_version
from claims.actions.store_claims import claim_of, store_claims
from claims.actions.unclaimed_sentences import unclaimed_sentences
from claims.actions.weights_in_use import weights_in_use
from claims.extraction.passages import read_passage
from claims.models import ArticleVersion, Claim, Person
from claims.vocabulary import Extractor
from claims.workflow.permissions import Permission, require


@transaction.atomic
def track_sentence(
    version: ArticleVersion, *, start: int, end: int, by: Person, now: datetime
) -> Claim:
    """Make a claim of a sentence that the import set aside, because a person wants it checked.

    Doing it again returns the claim that stands there. Raises ValidationError when the
    article has changed since, and when there is no such sentence.
    """
    require(by, Permission.REVIEW_CLAIM)
    require_current_version(version)
    standing = list(version.claims.standing().order_by("start"))
    for claim in standing:
        if claim.start < end and start < claim.end:
            return claim
    weights = weights_in_use()[version.article.language]
    sentences = unclaimed_sentences(version, standing=standing, weights=weights)
    if (start, end) not in {(found.start, found.end) for found in sentences}:
        raise ValidationError(_("There is no such sentence in the article."), code="no_sentence")
    found = read_passage(
        version.text, start, end, readings=sentences, language=version.article.language
    )
    claim = claim_of(version, found, extractor=Extractor.PERSON, extractor_version="")
    return store_claims([claim], by=by, now=now)[0]
