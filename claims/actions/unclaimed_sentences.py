from collections.abc import Iterable

from claims.extraction.check_worthiness import Weights
from claims.extraction.extract import extract_claims
from claims.extraction.found import FoundClaim
from claims.extraction.passages import readings_of
from claims.models import ArticleVersion, Claim

LONGEST_TEXT = 200_000
"""Characters that are read while somebody waits for a page: half a second's work."""


def unclaimed_sentences(
    version: ArticleVersion, *, standing: Iterable[Claim], weights: Weights
) -> list[FoundClaim]:
    """Return the sentences of a version on which none of these claims stands.

    Opinions and predictions, as our rules read them now; so a sentence may be among them
    that could be checked, but was read otherwise when the article came in. [] for a text
    that is longer than any article: a table of claims, which leaves no sentence out.
    """
    if len(version.text) > LONGEST_TEXT:
        return []
    article = version.article
    extraction = extract_claims(
        version.text,
        language=article.language,
        published_on=article.published_on,
        weights=weights,
    )
    places = [(claim.start, claim.end) for claim in standing]
    return [
        found
        for found in readings_of(extraction)
        if not any(start < found.end and found.start < end for start, end in places)
    ]
