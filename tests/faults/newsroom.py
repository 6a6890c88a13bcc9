"""What faults are tried on: one verified claim, the pages that it rests on, and its watchers.

Called in the environment of the desk in question, by `manage.py shell` where that is another
process. Everything is done by the desk's own actions.
"""

from collections.abc import Sequence
from datetime import timedelta

from django.contrib.auth.models import Group
from django.utils import timezone

from claims.actions.change_status import change_status
from claims.actions.cite_evidence import cite_evidence
from claims.actions.import_article import import_articles
from claims.actions.rate_claim import rate_claim
from claims.actions.replay_visit import replay_visit
from claims.actions.sync_roles import sync_roles
from claims.models import CitedPage, Claim, Person, Subscription
from claims.readers.text import read_text
from claims.vocabulary import Role, Scope

ARTICLE = "Neue Halle\nDie Stadt Aue zahlt 14 Millionen Euro für die neue Sporthalle."
SENTENCE = "Der Rat der Stadt Aue gab am Donnerstag 14 Millionen Euro für die Halle frei."
PAGE = f"<title>Beschluss</title><h1>Beschluss</h1><p>{SENTENCE}</p>" + (
    "<p>Die Sitzung war öffentlich, das Protokoll liegt im Rathaus aus.</p>" * 20
)
ROTTEN_PAGE = PAGE.replace(SENTENCE, "Die Freigabe wurde vertagt.")


def open_newsroom(*, pages: Sequence[str] = (), rotten: Sequence[str] = (), watchers: int) -> None:
    """Verify a claim on these addresses, and make all of them due, in this order.

    `rotten` ones were visited twice before: the quote was found, then missed once. Watchers
    subscribe last, so that nobody is mailed about the past.
    """
    sync_roles()
    now = timezone.now() - timedelta(days=30)
    reviewer, editor = _person("ria", Role.REVIEWER), _person("edda", Role.EDITOR)
    [result] = import_articles([read_text(ARTICLE)], by=None, now=now, source="halle.txt")
    [claim] = result.claims
    change_status(claim, "start_review", by=reviewer, now=now)
    for url in [*pages, *rotten, *([] if pages else ["https://rathaus.example/beschluss"])]:
        cite_evidence(claim, by=reviewer, url=url, stance="supports", quote=SENTENCE, now=now)
    rate_claim(claim, by=reviewer, rating="true", explanation="Beschlossen.", now=now)
    change_status(claim, "submit", by=reviewer, now=now)
    change_status(claim, "confirm", by=editor, now=now)
    for url in rotten:
        replay_visit(url, body=PAGE.encode(), now=now + timedelta(days=1))
        replay_visit(url, body=ROTTEN_PAGE.encode(), now=now + timedelta(days=28))
    _make_due([*pages, *rotten])
    for number in range(watchers):
        person = _person(f"watcher{number}", Role.REPORTER)
        Subscription.objects.create(person=person, scope=Scope.EVERYTHING)


def raise_alarm() -> None:
    """Put the claim back on the desk by hand: one e-mail is queued for each watcher."""
    reviewer = Person.objects.get(username="ria")
    change_status(
        Claim.objects.get(), "flag", by=reviewer, now=timezone.now(), reason="Neuer Beschluss."
    )


def _person(name: str, role: Role) -> Person:
    person = Person.objects.create(username=name, email=f"{name}@desk.example", is_staff=True)
    person.groups.add(Group.objects.get(name=role))
    return person


def _make_due(urls: Sequence[str]) -> None:
    CitedPage.objects.exclude(url__in=urls).update(next_check_at=None)
    for place, url in enumerate(urls):
        due_at = timezone.now() - timedelta(hours=1) + timedelta(seconds=place)
        CitedPage.objects.filter(url=url).update(next_check_at=due_at)
