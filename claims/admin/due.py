"""Which articles are in a hurry."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from claims.models import Article, Claim

SOON = timedelta(days=7)


def due_with_open_claims(articles: QuerySet[Article], now: datetime) -> QuerySet[Article]:
    """Keep what is to be published within a week, or should have been, and is not cleared."""
    open_claims = Claim.objects.holding_back().filter(article=OuterRef("pk"))
    return articles.filter(Exists(open_claims), publish_at__lte=now + SOON)
