from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.conf import settings

from claims.models import Claim, PublishedClaim, with_document_parts
from claims.publishing.document import claim_document


def publish_claims(claims: Collection[UUID], *, now: datetime) -> None:
    """Bring the read model of these claims in step; what has no verdict is not in it.

    Whether a claim may be read yet is asked at each reading: an article of ours comes out
    by the calendar, and nobody writes a row at midnight. Called inside the transaction of
    every action that changes what the public sees; a handful of queries for any number.
    """
    whole = with_document_parts(Claim.objects.filter(pk__in=claims))
    published = [
        PublishedClaim(
            claim=claim,
            document=claim_document(claim, base_url=settings.BASE_URL),
            verified_at=claim.verified_at,
            updated_at=now,
        )
        for claim in whole
        if claim.has_verdict and claim.verified_at is not None
    ]
    if len(published) < len(claims):
        kept = [row.claim_id for row in published]
        PublishedClaim.objects.filter(claim__in=claims).exclude(claim__in=kept).delete()
    PublishedClaim.objects.bulk_create(
        published,
        update_conflicts=True,
        unique_fields=["claim"],
        update_fields=["document", "verified_at", "updated_at"],
    )
