"""Correcting what is known about an article."""

from django.utils import timezone

from claims.actions.publish_claim import publish_claim
from claims.models import Article, Person


def save_article(article: Article, by: Person) -> None:
    """Store the article, and show its new title and date with every claim that is public."""
    now = timezone.now()
    article.save_edit(by=by, at=now)
    for claim in article.claims.public():
        publish_claim(claim, now=now)
