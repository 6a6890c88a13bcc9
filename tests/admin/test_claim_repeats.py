"""Earlier claims beside a new one: what was found on them, and the link that a person makes."""

import pytest
from django.urls import reverse

from claims.actions.change_status import change_status
from claims.actions.import_article import import_articles
from claims.actions.link_repeat import link_repeat
from claims.models import Claim
from claims.readers.draft import DraftArticle, DraftClaim

pytestmark = pytest.mark.django_db


@pytest.fixture
def read(now):
    """Import an article of one claim; return the claim."""

    def read(sentence, **fields):
        claims = (DraftClaim(sentence, 0, len(sentence), sentence),)
        draft = DraftArticle(sentence, claims=claims, **{"language": "de", "title": "Neu"} | fields)
        (result,) = import_articles([draft], by=None, now=now)
        (claim,) = result.claims
        return claim

    return read


@pytest.fixture
def earlier(read):
    return read(
        "Die Firma Nordlicht beschäftigt 6 Mitarbeiter in Ulm.",
        title="Wer ist Nordlicht?",
        publisher="Stadtblatt",
    )


@pytest.fixture
def new(earlier, read):
    return read("Die Firma Nordlicht in Ulm beschäftigt 11 Mitarbeiter.")


def page(client, claim):
    return client.get(reverse("admin:claims_claim_change", args=[claim.pk])).content.decode()


def link(client, claim, earlier):
    url = reverse("admin:claims_claim_link", args=[claim.pk])
    answer = client.post(url, {"repeats": earlier.pk if earlier else ""}, follow=True)
    claim.refresh_from_db()
    return answer.content.decode()


def test_the_earlier_claim_stands_beside_the_new_one_with_its_article(browser, reporter, new):
    html = page(browser(reporter), new)

    assert "Similar earlier claims (1)" in html
    assert "Die Firma Nordlicht beschäftigt 6 Mitarbeiter in Ulm." in html
    assert "Wer ist Nordlicht? · Stadtblatt" in html
    assert "% alike" in html


def test_numbers_that_differ_are_shown(browser, reporter, new):
    assert "“11 Mitarbeiter” here, “6 Mitarbeiter” there" in page(browser(reporter), new)


def test_what_was_found_on_the_earlier_claim_is_shown(browser, reviewer, editor, new, earlier):
    Claim.objects.filter(pk=earlier.pk).update(
        status="verified",
        rating="false",
        rated_by=reviewer,
        explanation="Es sind neun, sagt das Register.",
        explained_by=reviewer,
        verified_by=editor,
        verified_at=new.created_at,
    )

    html = page(browser(reviewer), new)

    assert "Es sind neun, sagt das Register." in html
    assert '<span class="badge badge-rated-false">False</span>' in html
    assert '<span class="badge badge-verified">Verified</span>' in html


def test_an_earlier_claim_is_not_told_that_it_repeats_a_later_one(browser, reviewer, new, earlier):
    assert "Similar earlier claims" not in page(browser(reviewer), earlier)


def test_a_reviewer_links_the_claim_and_history_names_her(browser, reviewer, new, earlier):
    html = link(browser(reviewer), new, earlier)

    assert new.repeats == earlier
    assert "The claim was linked as a repeat." in html
    assert "Repeats an earlier claim" in html
    assert new.history.first().history_user == reviewer


def test_a_linked_claim_still_shows_the_numbers_that_differ(browser, reviewer, new, earlier):
    assert "“11 Mitarbeiter” here, “6 Mitarbeiter” there" in link(browser(reviewer), new, earlier)


def test_the_earlier_claim_names_those_that_repeat_it(browser, reviewer, new, earlier, now):
    link_repeat(new, earlier, by=reviewer, now=now)

    html = page(browser(reviewer), earlier)

    assert "Repeated by later claims" in html
    assert new.text in html


def test_a_link_can_be_removed(browser, reviewer, new, earlier, now):
    link_repeat(new, earlier, by=reviewer, now=now)

    assert "The link was removed." in link(browser(reviewer), new, None)
    assert new.repeats is None


def test_a_reporter_sees_suggestions_but_cannot_link(browser, reporter, new, earlier):
    client = browser(reporter)
    assert "Link as a repeat" not in page(client, new)

    assert "Your role does not permit this." in link(client, new, earlier)
    assert new.repeats is None


def test_what_is_refused_is_said(browser, reviewer, editor, new, earlier, now):
    change_status(earlier, "withdraw", by=editor, now=now, reason="Doppelt.")

    assert "A withdrawn claim is nothing to repeat." in link(browser(reviewer), new, earlier)
    assert new.repeats is None


def test_more_suggestions_cost_no_more_queries(
    browser, reviewer, new, read, django_assert_max_num_queries
):
    client = browser(reviewer)
    page(client, new)
    with django_assert_max_num_queries(1000) as with_one:
        page(client, new)
    for place in ("Kiel", "Bonn", "Jena"):
        read(f"Die Firma Nordlicht beschäftigt 6 Mitarbeiter in {place}.")
    last = read("Die Firma Nordlicht in Ulm beschäftigt 12 Mitarbeiter.")

    with django_assert_max_num_queries(len(with_one)):
        assert "Similar earlier claims (5)" in page(client, last)


def test_the_article_counts_what_each_new_claim_may_repeat(browser, reviewer, new, earlier, now):
    def article_page():
        url = reverse("admin:claims_article_change", args=[new.article_id])
        return browser(reviewer).get(url).content.decode()

    assert "may repeat 1 earlier claim" in article_page()

    link_repeat(new, earlier, by=reviewer, now=now)
    assert "may repeat" not in article_page()
