"""Which subscription brings a mail, in the reader's language."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.vocabulary import Scope

if TYPE_CHECKING:
    from claims.models import Person, StatusChange


def what_is_watched(change: "StatusChange", recipient: "Person") -> str:
    """Return what brings `recipient` the mail: who watches neither claim nor article, watches all.

    Two queries are made, once, however many readers are told.
    """
    claim, article = change.claim, change.claim.article
    prefetch_related_objects([claim], "subscriptions", "article__subscriptions")
    if recipient.pk in {watcher.person_id for watcher in claim.subscriptions.all()}:
        return _("this claim")
    if recipient.pk in {watcher.person_id for watcher in article.subscriptions.all()}:
        return _("the article “%(title)s”") % {"title": article.title}
    return _("everything")


def all_that_is_watched(changes: Iterable["StatusChange"], recipient: "Person") -> str:
    """Return which subscriptions bring a digest; they may have ended since the changes."""
    subscriptions = list(recipient.subscriptions.select_related("article"))
    if any(each.scope == Scope.EVERYTHING for each in subscriptions):
        return _("everything")
    claims = {change.claim_id for change in changes}
    articles = {change.claim.article_id for change in changes}
    titles = [
        each.article.title for each in subscriptions if each.article and each.article.pk in articles
    ]
    single = [each for each in subscriptions if each.claim_id in claims]
    told = [_("the article “%(title)s”") % {"title": title} for title in titles]
    if single:
        told.append(
            ngettext("%(count)d claim", "%(count)d claims", len(single)) % {"count": len(single)}
        )
    return ", ".join(told) or _("this")
