from datetime import datetime

from django.db import transaction

from claims.actions.index_claims import index_claims
from claims.actions.republish_article import republish_article
from claims.models import Article, Person
from claims.workflow.permissions import Permission, require


@transaction.atomic
def edit_article(article: Article, *, by: Person, now: datetime) -> Article:
    """Store what a person corrected about an article; its text is the import's alone.

    The new title, address and date are shown with every claim of it that is public.
    """
    require(by, Permission.CHANGE_ARTICLE)
    article.save_edit(by=by, at=now)
    republish_article(article, now=now)
    index_claims(list(article.claims.all()))
    return article
