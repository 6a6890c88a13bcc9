"""What the desk plans with an article, told with its import."""

from datetime import UTC, datetime

import pytest

from claims.models import Article

ARTICLES = "/api/v1/articles/"
TEXT = "Neue Fähre im Hafen\nDie Fähre fasst 300 Autos und kostete 41 Millionen Euro."


def test_an_import_says_whose_the_article_is_and_when_it_is_due(caller_as, reporter):
    desk = caller_as(reporter)
    body = {"text": TEXT, "ours": True, "publish_at": "2026-03-01T06:00:00+01:00"}

    answer = desk.post(ARTICLES, body)

    article = Article.objects.get()
    assert answer.status_code == 201
    assert article.ours is True
    assert article.publish_at == datetime(2026, 3, 1, 5, 0, tzinfo=UTC)
    read = desk.get(f"{ARTICLES}{article.pk}/").json()
    assert (read["ours"], read["publish_at"]) == (True, "2026-03-01T05:00:00Z")


@pytest.mark.parametrize("as_a_form", [False, True])
def test_an_import_that_says_nothing_of_it_changes_nothing(caller_as, reporter, as_a_form):
    desk = caller_as(reporter)
    desk.post(ARTICLES, {"text": TEXT, "ours": True, "publish_at": "2026-03-01T06:00:00Z"})

    if as_a_form:
        desk.client.post(ARTICLES, {"text": TEXT})
    else:
        desk.post(ARTICLES, {"text": TEXT})

    article = Article.objects.get()
    assert article.ours is True
    assert article.publish_at == datetime(2026, 3, 1, 6, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("nonsense", 1),
        ("ours", "vielleicht"),
        ("publish_at", "morgen"),
        ("publish_at", "0001-01-01T00:00:00"),
        ("publish_at", "9999-12-31T23:59:59"),
    ],
)
def test_a_slip_is_refused_by_name(caller_as, reporter, field, value):
    answer = caller_as(reporter).post(ARTICLES, {"text": TEXT, field: value})

    assert answer.status_code == 400
    assert list(answer.json()["errors"]) == [field]
    assert Article.objects.count() == 0


@pytest.mark.parametrize(
    ("part", "body"),
    [
        ("transitions", {"transition": "start_review", "comment": "x"}),
        ("evidence", {"url": "https://a.example/", "stance": "context", "comment": "x"}),
        ("notes", {"text": "Hallo.", "comment": "x"}),
    ],
)
def test_no_body_has_a_field_that_nobody_reads(caller_as, reviewer, claim, part, body):
    answer = caller_as(reviewer).post(f"/api/v1/claims/{claim.pk}/{part}/", body)

    assert answer.status_code == 400
    assert list(answer.json()["errors"]) == ["comment"]
    assert answer.json()["errors"]["comment"][0].startswith("There is no such field here;")
