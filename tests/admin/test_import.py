"""The page where articles come in."""

from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from claims.models import Article, Claim
from tests.scripted_model import MODEL

ADD = "/admin/claims/article/add/"
TEXT = """Neue Brücke über die Weser
Die Brücke ist 312 Meter lang und kostete 41 Millionen Euro."""


def send(client, **fields):
    return client.post(ADD, fields, follow=True)


def test_a_pasted_text_becomes_an_article_with_its_claims(browser, reporter):
    response = send(browser(reporter), text=TEXT, publisher="Weserblick", published_on="2024-08-15")

    article = Article.objects.get()
    assert (article.title, article.language) == ("Neue Brücke über die Weser", "de")
    assert (article.publisher, str(article.published_on)) == ("Weserblick", "2024-08-15")
    quote = "Die Brücke ist 312 Meter lang und kostete 41 Millionen Euro."
    assert [claim.quote for claim in article.claims.all()] == [quote]
    assert [str(message) for message in response.context["messages"]] == [
        "“Neue Brücke über die Weser”: claims: 1 new, 0 unchanged, 0 orphaned."
    ]
    assert article.current_version.imported_by == reporter


def test_what_a_language_model_added_is_told_beside_the_rest(browser, reporter, set_up_model):
    set_up_model().points_at("Neue Brücke über die Weser")

    response = send(browser(reporter), text=TEXT)

    assert [str(message) for message in response.context["messages"]] == [
        "“Neue Brücke über die Weser”: claims: 2 new, 0 unchanged, 0 orphaned.",
        f"Claims that the language model {MODEL} added: 1."
        " Passages that it named and that do not stand in the text: 0.",
    ]


def test_importing_the_same_file_twice_creates_nothing(browser, reporter):
    client = browser(reporter)
    for _time in range(2):
        response = send(client, file=SimpleUploadedFile("bridge.txt", TEXT.encode()))

    assert Article.objects.count() == 1
    assert "claims: 0 new, 1 unchanged, 0 orphaned" in response.content.decode()


def test_an_empty_file_is_refused_at_its_field(browser, reporter):
    response = send(browser(reporter), file=SimpleUploadedFile("empty.txt", b" \n"))

    assert response.context["form"].errors == {"file": ["empty.txt is empty."]}
    assert Article.objects.count() == 0


def test_a_binary_file_is_refused_and_leaves_no_rows(browser, reporter):
    response = send(browser(reporter), file=SimpleUploadedFile("x.png", b"\x89PNG\r\n\x1a\n\0\0"))

    assert list(response.context["form"].errors) == ["file"]
    assert Article.objects.count() == 0


def test_a_text_without_any_claim_is_refused(browser, reporter):
    response = send(browser(reporter), text="Wie schön! Ob das wohl so bleibt?", language="de")

    assert Article.objects.count() == 0
    assert response.context["form"].non_field_errors()


def test_an_address_that_must_not_be_contacted_is_refused(browser, reporter):
    response = send(browser(reporter), address="http://169.254.169.254/latest/meta-data/")

    (sentence,) = response.context["form"].errors["address"]
    assert sentence.endswith(".")
    assert not sentence.endswith("..")
    assert Article.objects.count() == 0


@pytest.mark.parametrize("fields", [{}, {"text": TEXT, "address": "https://example.org/"}])
def test_exactly_one_source_is_asked_for(browser, reporter, fields):
    response = send(browser(reporter), **fields)

    assert response.context["form"].non_field_errors() == [
        "Give exactly one: a text, a file or an address."
    ]


def test_the_import_button_is_for_those_who_may_import(browser, reporter, administrator):
    url = reverse("admin:claims_article_changelist")

    assert ADD in browser(reporter).get(url).content.decode()
    assert ADD not in browser(administrator).get(url).content.decode()
    assert browser(administrator).get(ADD).status_code == 403


def test_claims_of_an_import_are_new(browser, reporter):
    send(browser(reporter), text=TEXT)

    assert [claim.status for claim in Claim.objects.all()] == ["new"]


def test_an_import_says_whose_the_article_is_and_when_it_is_due(browser, reporter):
    send(browser(reporter), text=TEXT, ours="on", publish_at="2026-03-01T06:00")

    article = Article.objects.get()
    assert article.ours is True
    assert article.publish_at == datetime(2026, 3, 1, 5, 0, tzinfo=UTC)


def test_importing_again_with_empty_boxes_keeps_the_plan(browser, reporter):
    client = browser(reporter)
    send(client, text=TEXT, ours="on", publish_at="2026-03-01T06:00")
    send(client, text=TEXT)

    article = Article.objects.get()
    assert article.ours is True
    assert article.publish_at == datetime(2026, 3, 1, 5, 0, tzinfo=UTC)
