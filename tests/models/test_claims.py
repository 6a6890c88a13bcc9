"""Which claims anybody may read."""

from datetime import date, timedelta

import pytest
from django.db import connection

from claims.models import Article, Claim

TODAY = date(2024, 9, 2)


@pytest.mark.parametrize(
    ("ours", "published_on", "is_out"),
    [
        (False, None, True),
        (False, date(2024, 9, 3), True),
        (True, None, False),
        (True, date(2024, 9, 3), False),
        (True, date(2024, 9, 2), True),
        (True, date(2024, 9, 1), True),
    ],
)
def test_an_article_of_ours_is_out_from_its_day(article, ours, published_on, is_out):
    article.ours, article.published_on = ours, published_on
    article.save()

    assert article.is_out(TODAY) is is_out
    assert Article.objects.out(TODAY).exists() is is_out


@pytest.mark.parametrize(("ours", "is_public"), [(False, True), (True, False)])
def test_a_verdict_is_public_once_its_article_is_out(
    make_claim, article, reviewer, editor, now, ours, is_public
):
    article.ours = ours
    article.save()
    claim = make_claim(
        status="needs_recheck",
        rating="true",
        rated_by=reviewer,
        explanation="Ja.",
        explained_by=reviewer,
        verified_by=editor,
        verified_at=now,
    )

    assert claim.is_public is is_public
    assert Claim.objects.public(TODAY).exists() is is_public
    assert Claim.objects.with_verdict().exists()


def test_a_claim_in_the_making_is_not_public(claim_in_review):
    assert not claim_in_review.is_public
    assert not Claim.objects.public(TODAY).exists()


def test_the_claims_verified_last_have_an_index_in_their_order(db):
    """The first page shows twenty of them and must not sort them all."""
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, "claims_claim")

    index = found["claim_verified_latest"]
    assert (index["columns"], index["orders"]) == (["verified_at", "id"], ["DESC", "ASC"])


def test_the_claims_verified_last_come_first(make_claim, claim, reviewer, editor, now):
    people = {"rated_by": reviewer, "explained_by": reviewer, "verified_by": editor}
    texts = {"rating": "true", "explanation": "Ja.", "status": "verified"}
    older = make_claim("Die Stadt", verified_at=now, **people, **texts)
    newer = make_claim("zwölf", verified_at=now + timedelta(hours=1), **people, **texts)

    assert list(Claim.objects.latest_first()) == [newer, older]
