from datetime import datetime

from django.conf import settings

from claims.models import Claim, PublishedClaim, with_document_parts
from claims.publishing.document import claim_document


def publish_claim(claim: Claim, *, now: datetime) -> PublishedClaim | None:
    """Bring the read model of one claim in step; None when the claim has no verdict.

    Whether it may be read yet is asked at each reading: an article of ours comes out by
    the calendar, and nobody writes a row at midnight. Called
    inside the transaction of every action that changes what the public sees.
    """
    if not claim.has_verdict or claim.verified_at is None:
        PublishedClaim.objects.filter(claim=claim).delete()
        return None
    published, _created = PublishedClaim.objects.update_or_create(
        claim=claim,
        defaults={
            "document": claim_document(_whole(claim), base_url=settings.BASE_URL),
            "verified_at": claim.verified_at,
            "updated_at": now,
        },
    )
    return published


def _whole(claim: Claim) -> Claim:
    """Read the claim with all that its document shows, in four queries."""
    return with_document_parts(Claim.objects.all()).get(pk=claim.pk)
