"""On an article's page: sentences without a claim, and claims without their words."""

from dataclasses import replace

import pytest
from django.urls import reverse

from claims.actions.import_article import import_articles
from claims.extraction.extract import VERSION
from claims.models import Claim
from claims.readers.text import read_text
from tests.admin.conftest import html_of
from tests.admin.test_articles import AFTER, BEFORE, article_page

VIEW = "Das ist wirklich eine wunderbare, mutige Idee."
PLAN = "Nächstes Jahr wird die Stadt weitere Brücken bauen."


@pytest.fixture
def read(now):
    def read(text):
        draft = replace(read_text(text), language="de")
        return import_articles([draft], by=None, now=now, source="bridge.txt")[0]

    return read


@pytest.fixture
def bridge(read):
    return read(f"{BEFORE} {VIEW} {PLAN}").article


@pytest.fixture
def lost(read):
    """Return a claim that the newest version words otherwise."""
    read(BEFORE)
    (lost,) = read(AFTER).orphaned
    return lost


def press(client, button, article, words, **fields):
    """Press a button beside words of the newest version; return the page that follows."""
    version = article.current_version
    start = version.text.index(words)
    place = {"version": version.pk, "start": start, "end": start + len(words)}
    url = reverse(f"admin:claims_article_{button}", args=[article.pk])
    return client.post(url, place | fields, follow=True)


def messages(response):
    return [str(message) for message in response.context["messages"]]


def folded(html):
    return html.partition("What the import set aside")[2].partition("</details>")[0]


def test_sentences_without_a_claim_are_folded_with_what_spoke_against_them(
    browser, reporter, bridge
):
    html = article_page(browser(reporter), bridge)

    assert "Sentences without a claim (2)" in html
    view, _end, plan = folded(html).partition("</article>")
    assert VIEW in view
    assert "Opinion: contains judging words" in view
    assert PLAN in plan
    assert "Prediction: is about the future" in plan
    assert "<details>" in html.partition("Sentences without")[2].partition(VIEW)[0]


def test_an_article_of_claims_alone_shows_nothing_to_unfold(browser, reporter, read):
    article = read("Brücke\nSie ist 312 Meter lang und kostete 41 Millionen Euro.").article

    assert "Sentences without a claim" not in article_page(browser(reporter), article)


def test_one_click_makes_a_claim_of_a_sentence(browser, reviewer, bridge):
    response = press(browser(reviewer), "track", bridge, VIEW)

    claim = Claim.objects.get(quote=VIEW)
    assert claim.history.get().history_user == reviewer
    url = reverse("admin:claims_claim_change", args=[claim.pk])
    assert messages(response) == [f'This sentence is a claim now: <a href="{url}">{VIEW}</a>']
    assert "Sentences without a claim (1)" in response.content.decode()
    assert f'id="claim-{claim.pk}"' in response.content.decode()


def test_a_second_click_makes_no_second_claim(browser, reviewer, bridge):
    client = browser(reviewer)
    for _click in range(2):
        press(client, "track", bridge, VIEW)

    assert Claim.objects.filter(quote=VIEW).count() == 1


def test_a_claim_that_somebody_tracked_says_so(browser, reviewer, bridge):
    client = browser(reviewer)
    press(client, "track", bridge, VIEW)

    html = html_of(client, Claim.objects.get(quote=VIEW))

    assert "Somebody at the desk" in html.partition("Found by")[2].partition("</dd>")[0]
    assert "Tracked as a claim" in html.partition("History")[2]


def test_a_claim_of_the_rules_names_their_version(browser, reporter, bridge):
    html = html_of(browser(reporter), bridge.claims.first())

    assert f"({VERSION})" in html.partition("Found by")[2].partition("</dd>")[0]


def test_a_reporter_sees_the_sentences_and_no_button(browser, reporter, bridge):
    client = browser(reporter)

    assert "Track as a claim" not in article_page(client, bridge)
    assert messages(press(client, "track", bridge, VIEW)) == ["Your role does not permit this."]
    assert not Claim.objects.filter(quote=VIEW).exists()


@pytest.mark.parametrize("place", [{"start": ""}, {"end": "x"}, {"version": 999}, {"start": -1}])
def test_a_form_that_was_tampered_with_is_refused_in_a_sentence(browser, reviewer, bridge, place):
    response = press(browser(reviewer), "track", bridge, VIEW, **place)

    assert messages(response) == ["There are no such words in the article."]


def test_a_place_in_an_older_version_is_refused_in_a_sentence(browser, reviewer, bridge, read):
    old = bridge.current_version
    read(f"{BEFORE} {VIEW} {PLAN} Es regnet.")

    response = press(browser(reviewer), "track", bridge, VIEW, version=old.pk)

    assert messages(response) == [
        "The article has a new version since you opened it: please look at that one."
    ]


def test_looking_is_no_way_to_make_a_claim(browser, reviewer, bridge):
    url = reverse("admin:claims_article_track", args=[bridge.pk])

    assert browser(reviewer).get(url).status_code == 405


def test_a_lost_claim_is_shown_with_the_sentence_that_comes_closest(browser, reporter, lost):
    html = article_page(browser(reporter), lost.article)

    passage = html.partition("The closest passage now:")[2].partition("</q>")[0]
    assert passage.endswith("Die Brücke misst 312 Meter und kostete rund 40 Millionen Euro.")
    assert "A new claim stands there and would be withdrawn:" in html
    assert "put the claim here" not in html


def test_an_editor_puts_a_lost_claim_where_it_belongs(browser, editor, lost):
    client = browser(editor)
    assert "put the claim here" in article_page(client, lost.article)

    words = "Die Brücke misst 312 Meter und kostete rund 40 Millionen Euro."
    response = press(client, "reanchor", lost.article, words, claim=lost.pk)

    lost.refresh_from_db()
    assert (lost.quote, lost.orphaned_at) == (words, None)
    assert lost.history.first().history_user == editor
    assert "<ins>Die Brücke misst" in html_of(client, lost)
    (message,) = messages(response)
    assert message.startswith("The claim has a place in the article again. Does it still say the")
    assert "no longer has" not in response.content.decode()


def test_a_claim_of_another_article_cannot_be_put_here(browser, editor, claim, lost):
    response = press(browser(editor), "reanchor", claim.article, "zwölf neue", claim=lost.pk)

    assert messages(response) == ["There are no such words in the article."]


def test_a_lost_claim_whose_place_somebody_works_on_has_no_button(browser, editor, lost):
    Claim.objects.exclude(pk=lost.pk).update(status="in_review")

    html = article_page(browser(editor), lost.article)

    assert "Another claim stands there:" in html
    assert "put the claim here" not in html


def test_a_withdrawn_claim_needs_no_place(browser, editor, lost):
    Claim.objects.filter(pk=lost.pk).update(status="withdrawn")

    assert "no longer has" not in article_page(browser(editor), lost.article)


def test_more_sentences_and_lost_claims_cost_no_more_queries(
    browser, editor, read, django_assert_max_num_queries
):
    kept = ["Brücken", *(f"Absatz {n}" for n in range(40))]
    read("\n".join([*kept, *(f"Brücke {n} kostet {n} Millionen Euro." for n in range(20))]))
    views = [f"Brücke {n} ist wirklich schön." for n in range(20)]
    changed = read("\n".join([*kept, *views, "Brücke 21 kostet 9 Millionen Euro."]))
    client = browser(editor)

    with django_assert_max_num_queries(13):
        html = article_page(client, changed.article)

    assert html.count("The closest passage now:") == html.count("Track as a claim") == 20
