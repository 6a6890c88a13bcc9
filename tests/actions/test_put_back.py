"""Claims that lose their evidence in one group of visits are published and told of together."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.models import Notification, PublishedClaim, Subscription
from tests.actions.protocol import PAGE, SENTENCE, visit

QUOTES = (
    "Die Stadt kauft zwölf neue Busse.",
    "Sie kosten laut Bürgermeisterin Eva Roth 4,8 Millionen Euro.",
)


@pytest.fixture
def put_back(make_claim, verify, web):
    """Verify two claims on one page, which then loses what they quote; visit it once."""
    claims = [verify(make_claim(quote), ("/protokoll", SENTENCE)) for quote in QUOTES]
    web.pages["/protokoll"] = PAGE.replace(SENTENCE, "")
    visit()
    return claims


def test_claims_lost_together_are_published_in_one_statement(put_back):
    with CaptureQueriesContext(
        connection,
    ) as statements:
        visit()

    told = [query["sql"] for query in statements if "claims_publishedclaim" in query["sql"]]
    documents = PublishedClaim.objects.values_list("document__status", flat=True)
    assert len(told) == 1
    assert [*documents] == ["needs_recheck", "needs_recheck"]


def test_whether_anybody_watches_is_asked_once_for_all(put_back):
    with CaptureQueriesContext(connection) as statements:
        visit()

    asked = [query for query in statements if "claims_subscription" in query["sql"]]
    assert len(asked) == 1


@pytest.mark.parametrize(("scope", "told"), [("everything", 2), ("article", 2), ("claim", 1)])
def test_a_watcher_hears_of_each_claim_that_she_watches(put_back, article, reviewer, scope, told):
    target = {"article": {"article": article}, "claim": {"claim": put_back[0]}}
    Subscription.objects.create(
        person=reviewer, scope=scope, cadence="daily", **target.get(scope, {})
    )

    visit()

    assert Notification.objects.filter(recipient=reviewer).count() == told
