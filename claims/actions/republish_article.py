from datetime import datetime

from claims.actions.publish_claim import publish_claim
from claims.models import Article


def republish_article(article: Article, *, now: datetime) -> None:
    """Bring what is public of an article's claims in step with a new title, address or date.

    Called inside the transaction that changes the article. The claims are locked by their
    key, as everywhere, so that none of them is withdrawn between reading and publishing.
    """
    for claim in article.claims.with_verdict().select_for_update().order_by("pk"):
        publish_claim(claim, now=now)
