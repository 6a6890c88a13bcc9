from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from claims.actions.queue_emails import queue_emails
from claims.emails import status_changed
from claims.models import Claim, Notification, Person, StatusChange, Subscription
from claims.vocabulary import Cadence, Scope


@transaction.atomic
def notify(change: StatusChange, *, now: datetime) -> list[Notification]:
    """Tell everyone who watches the claim of one change, once, and return what was noted.

    Whoever asked to hear at once has an e-mail in the queue as soon as the transaction is
    committed; the others wait for their digest. Calling it again tells nobody twice.
    """
    watchers = _watchers(change)
    if not watchers:
        return []
    change = _with_all_that_a_mail_shows(change)
    at_once = [person for person, cadence in watchers.items() if cadence == Cadence.IMMEDIATE]
    mails = [(person, status_changed(change, person)) for person in at_once]
    emails = dict(zip(at_once, queue_emails(mails, thread=f"claim-{change.claim_id}"), strict=True))
    return Notification.objects.bulk_create(
        Notification(
            change=change,
            recipient=person,
            cadence=cadence,
            email=emails.get(person),
            created_at=now,
            emailed_at=now if person in emails else None,
        )
        for person, cadence in watchers.items()
    )


def notify_of_all(changes: Sequence[StatusChange], *, now: datetime) -> None:
    """Tell everyone of many changes; one query tells that nobody watches any of the claims."""
    if changes and _subscriptions([change.claim for change in changes]).exists():
        for change in changes:
            notify(change, now=now)


def _with_all_that_a_mail_shows(change: StatusChange) -> StatusChange:
    """Return the change read afresh, so that its mails cost no query each."""
    return StatusChange.objects.select_related("claim__article", "by", "evidence__page").get(
        pk=change.pk
    )


def _watchers(change: StatusChange) -> dict[Person, Cadence]:
    """Return who is to be told, and how: at once as soon as one subscription says so."""
    watchers: dict[Person, Cadence] = {}
    for subscription in _subscriptions([change.claim]).exclude(
        person__notifications__change=change
    ):
        person, cadence = subscription.person, Cadence(subscription.cadence)
        if watchers.get(person) != Cadence.IMMEDIATE:
            watchers[person] = cadence
    return watchers


def _subscriptions(claims: Collection[Claim]) -> QuerySet[Subscription]:
    """Return who can be told of any of the claims."""
    watched = (
        Q(scope=Scope.EVERYTHING)
        | Q(scope=Scope.ARTICLE, article__in={claim.article_id for claim in claims})
        | Q(scope=Scope.CLAIM, claim__in=claims)
    )
    return (
        Subscription.objects.filter(watched, person__is_active=True)
        .exclude(person__email="")
        .select_related("person")
        .order_by("person_id")
    )
