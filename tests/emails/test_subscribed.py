"""A mail says which subscription brings it."""

from datetime import date

import pytest

from claims.emails import daily_digest, status_changed
from claims.models import Subscription
from tests.emails.changes import change_of


@pytest.fixture
def change(claim):
    return change_of(claim)


@pytest.fixture
def watch(john, change):
    def watch(*scopes: str) -> None:
        targets = {"article": {"article": change.claim.article}, "claim": {"claim": change.claim}}
        for scope in scopes:
            Subscription.objects.create(person=john, scope=scope, **targets.get(scope, {}))

    return watch


@pytest.mark.parametrize(
    ("scope", "words"),
    [
        ("everything", "you subscribed to everything at Factcheck."),
        ("article", "you subscribed to the article “Zwölf Busse für die Stadt” at Factcheck."),
        ("claim", "you subscribed to this claim at Factcheck."),
    ],
)
def test_a_mail_names_what_its_reader_watches(change, watch, john, scope, words):
    watch(scope)

    mail = status_changed(change, john)

    assert words in " ".join(mail.text.split())
    assert words in mail.html


@pytest.mark.parametrize(
    ("scopes", "words"),
    [
        (["everything", "claim"], "you subscribed to everything at"),
        (
            ["article", "claim"],
            "you subscribed to the article “Zwölf Busse für die Stadt”, 1 claim at",
        ),
        (["claim"], "you subscribed to 1 claim at"),
        ([], "you subscribed to this at"),
    ],
)
def test_a_digest_names_all_that_brought_it(change, watch, john, scopes, words):
    watch(*scopes)

    mail = daily_digest([change], john, date(2024, 9, 3))

    assert words in " ".join(mail.text.split())
    assert words in mail.html


def test_what_others_watch_is_not_named(change, watch, anna):
    watch("claim")

    assert "weil Sie bei Factcheck alles abonniert haben" in status_changed(change, anna).html
