from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from claims.models import Article, ArticleVersion


def require_current_version(version: ArticleVersion) -> None:
    """Lock the article against imports and raise ValidationError when it has a newer version.

    Whoever decides about a place in a text has looked at one version of it.
    """
    article = Article.objects.select_for_update().get(pk=version.article_id)
    if article.current_version != version:
        raise ValidationError(
            _("The article has a new version since you opened it: please look at that one."),
            code="new_version",
        )
