"""The demo's desk: the article, the people and the work that `seeds/desk.json` tells of."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from operator import itemgetter
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from claims.actions.add_note import add_note
from claims.actions.cite_evidence import cite_evidence
from claims.actions.edit_claim import edit_claim
from claims.actions.import_article import import_articles
from claims.actions.readdress_demo import readdress_demo
from claims.actions.replay_visit import replay_visit
from claims.actions.sync_roles import sync_roles
from claims.actions.take_step import take_step
from claims.linkcheck.canonical import canonical_url, host_of
from claims.models import Article, CitedPage, Claim, Person, Subscription
from claims.readers.text import read_text
from claims.vocabulary import Role, Scope

SEEDS = settings.BASE_DIR / "seeds"

Told = dict[str, Any]
"""An object of `seeds/desk.json`; seeds/README.md says what is in it."""

Deed = tuple[int, Callable[..., object]]
"""How many days ago it was done, and what to call with the `now` of that day."""


@transaction.atomic
def seed_demo(*, now: datetime) -> dict[str, str]:
    """Put the demo on the desk; return the one-time password of each person by user name.

    Every deed is done by the action that the desk itself uses, at the time at which it is
    told to have happened, oldest first. Subscriptions come last, so that nobody is mailed
    about the past. Where somebody of the demo is on the desk already, nothing is changed
    but the port of the demo's pages, and {} is returned. Raises ValidationError where the
    demo's pages may not be visited.
    """
    desk: Told = json.loads((SEEDS / "desk.json").read_text(encoding="utf-8"))
    if Person.objects.filter(username__in=[told["key"] for told in desk["people"]]).exists():
        readdress_demo(now=now)
        return {}
    _require_visitable_pages()
    sync_roles()
    passwords = {told["key"]: get_random_string(16) for told in desk["people"]}
    people = {told["key"]: _person(told, passwords[told["key"]]) for told in desk["people"]}
    article = _article(desk["article"], people, now)
    _do([*_work(desk["claims"], article, people), *_visits(desk["pages"])], now)
    follow_up = _article(desk["follow_up"], people, now)
    _schedule(desk["pages"], now)
    for told in desk["subscriptions"]:
        _subscribe(told, follow_up if told.get("follow_up") else article, people)
    return passwords


def _require_visitable_pages() -> None:
    host = host_of(canonical_url(settings.BASE_URL))
    if host not in settings.LINKCHECK_ALLOWED_HOSTS:
        raise ValidationError(
            _("The demo's pages are at %(host)s: add it to LINKCHECK_ALLOWED_HOSTS first."),
            params={"host": host},
        )


def _person(told: Told, password: str) -> Person:
    """Create someone of the demo; its administrator is a superuser, who may override rules."""
    person = Person.objects.create_user(
        username=told["key"],
        password=password,
        is_staff=True,
        is_superuser=told["role"] == Role.ADMINISTRATOR,
        **{name: told[name] for name in ("email", "first_name", "last_name", "language")},
    )
    person.groups.add(Group.objects.get(name=told["role"]))
    return person


def _article(told: Told, people: Mapping[str, Person], now: datetime) -> Article:
    draft = replace(
        read_text((SEEDS / told["file"]).read_text(encoding="utf-8")),
        language=told["language"],
        publisher=told["publisher"],
        published_on=date.fromisoformat(told["published_on"]),
    )
    [result] = import_articles(
        [draft],
        by=people[told["imported_by"]],
        now=now - timedelta(days=told["days_ago"]),
        source=told["file"],
        by_rules_alone=True,  # inside our transaction, and the same on every desk
    )
    return result.article


def _do(deeds: Iterable[Deed], now: datetime) -> None:
    """Do everything in the order in which it happened; of one day, in the order told."""
    for days_ago, deed in sorted(deeds, key=itemgetter(0), reverse=True):
        deed(now=now - timedelta(days=days_ago))


def _work(claims: Iterable[Told], article: Article, people: Mapping[str, Person]) -> Iterator[Deed]:
    for told in claims:
        claim = _claim(told["sentence_contains"], article)
        first = told["steps"][0]
        by, days_ago = people[first["by"]], first["days_ago"]
        yield days_ago, partial(edit_claim, claim, by=by, tags=told["tags"])
        for evidence in told["evidence"]:
            passage = {name: evidence[name] for name in ("stance", "quote", "note")}
            url = _url(evidence["page"])
            yield days_ago, partial(cite_evidence, claim, by=by, url=url, **passage)
        for note in told["notes"]:
            yield (
                note["days_ago"],
                partial(add_note, claim, by=people[note["by"]], text=note["text"]),
            )
        for step in told["steps"]:
            yield step["days_ago"], _step(claim, step, told, people[step["by"]])


def _claim(words: str, article: Article) -> Claim:
    """Return the claim in which `words` stand; raises Claim.DoesNotExist where there is none."""
    at = article.text.index(words)
    return article.claims.get(start__lte=at, end__gt=at)


def _step(claim: Claim, step: Told, told: Told, by: Person) -> Callable[..., object]:
    """Return the step; whoever submits a claim says with it what was found."""
    submits = step["transition"] == "submit"
    return partial(
        take_step,
        claim,
        step["transition"],
        by=by,
        reason=step.get("reason", ""),
        rating=told["rating"] if submits else "",
        explanation=told["explanation"] if submits else "",
    )


def _visits(pages: Mapping[str, Told]) -> Iterator[Deed]:
    for path, told in pages.items():
        for visit in told["visits"]:
            body = (SEEDS / "web" / visit["file"]).read_bytes()
            yield (
                visit["days_ago"],
                partial(replay_visit, _url(path), body=body, http_status=visit["http_status"]),
            )


def _schedule(pages: Mapping[str, Told], now: datetime) -> None:
    """Make the demo's pages due when the newcomer is watching."""
    for path, told in pages.items():
        due_at = now + timedelta(minutes=told["due_in_minutes"])
        CitedPage.objects.filter(url=_url(path)).update(next_check_at=due_at)


def _subscribe(told: Told, article: Article, people: Mapping[str, Person]) -> None:
    scope = Scope(told["scope"])
    Subscription.objects.create(
        person=people[told["person"]],
        scope=scope,
        article=article if scope == Scope.ARTICLE else None,
        claim=_claim(told["sentence_contains"], article) if scope == Scope.CLAIM else None,
        cadence=told["cadence"],
    )


def _url(path: str) -> str:
    return f"{settings.BASE_URL}{path}"
