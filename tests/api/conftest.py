"""Clients as strangers and as people of the desk, and claims that the public can read."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from knox.models import AuthToken

from claims.actions.publish_claim import publish_claim
from claims.models import Article, ArticleVersion, Claim, Person
from claims.vocabulary import Kind

SECRETS = "kein-Geheimnis-7"


class Caller:
    """A client that speaks JSON, with a person's token or without any."""

    def __init__(self, token: str = "") -> None:
        headers = {"Accept-Language": "en"}
        self.client = Client(
            headers=headers | ({"Authorization": f"Token {token}"} if token else {})
        )

    def get(self, path: str, **query: object):
        return self.client.get(path, query)

    def post(self, path: str, body: object = None):
        return self.client.post(path, body or {}, content_type="application/json")


@pytest.fixture
def caller(db: None) -> Caller:
    """Somebody without an account."""
    return Caller()


@pytest.fixture
def caller_as() -> Callable[[Person], Caller]:
    return lambda person: Caller(AuthToken.objects.create(person)[1])


@pytest.fixture
def make_article(db: None, now: datetime) -> Callable[..., Article]:
    def make(title: str = "Die Brücke am Hafen", **fields: object) -> Article:
        article = Article.objects.create(title=title, **{"language": "de"} | fields)
        ArticleVersion.objects.create(
            article=article, number=1, text=title * 40, text_sha256="1" * 64, imported_at=now
        )
        return article

    return make


@pytest.fixture
def make_verified(
    article: Article, reviewer: Person, editor: Person, now: datetime
) -> Callable[..., Claim]:
    """Make a public claim; the n-th one was verified n hours after `now`."""
    made: list[Claim] = []

    def make(text: str = "Die Stadt kauft zwölf neue Busse.", **fields: object) -> Claim:
        stands_in = fields.pop("article", article)
        version = stands_in.current_version
        start = len(made)
        values = {
            "kind": Kind.NUMBER,
            "status": "verified",
            "rating": "true",
            "explanation": "Der Haushalt nennt die Zahl.",
            "verified_at": now + timedelta(hours=len(made)),
        } | fields
        claim = Claim.objects.create(
            article=stands_in,
            version=version,
            text=text,
            quote=version.text[start : start + 10],
            start=start,
            end=start + 10,
            rated_by=reviewer,
            explained_by=reviewer,
            verified_by=editor,
            **values,
        )
        made.append(claim)
        publish_claim(claim, now=now)
        return claim

    return make


@pytest.fixture
def walked(walk_all_the_way: Callable[[str], Claim]) -> Claim:
    """A claim that people took all the way: cited, rated, submitted, confirmed."""
    return walk_all_the_way("true")


@pytest.fixture(autouse=True)
def no_warm_content_types() -> None:
    """Query counts start from the same cold cache in every test."""
    ContentType.objects.clear_cache()
