"""Correcting what is known about an article."""

from django.utils import timezone

from claims.actions.publish_claim import publish_claim
from claims.models import Article


def save_article(article: Article) -> None:
    """Store the article, and show its new title and date with every claim that is public."""
    article.save()
    for claim in article.claims.public():
        publish_claim(claim, now=timezone.now())
