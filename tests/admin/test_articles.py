"""An article's page: its text with the claims marked, and what is known about it."""

from dataclasses import replace
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from claims.actions.import_article import import_articles
from claims.models import Article, PublishedClaim
from claims.readers.text import read_text
from tests.admin.conftest import page_of

BEFORE = """Neue Brücke über die Weser
Die Brücke ist 312 Meter lang und kostete 41 Millionen Euro. Am Mittwoch öffnete sie."""
AFTER = BEFORE.replace("ist 312 Meter lang und kostete 41", "misst 312 Meter und kostete rund 40")


def article_page(client, article):
    response = client.get(reverse("admin:claims_article_change", args=[article.pk]))
    assert response.status_code == 200
    return response.content.decode()


def test_claims_are_marked_in_the_text_and_linked(browser, reporter, claim_in_review):
    claim = claim_in_review

    html = article_page(browser(reporter), claim.article)

    assert (
        f'<a id="claim-{claim.pk}" class="marked marked-in_review" href="{page_of(claim)}' in html
    )
    assert ">Die Stadt kauft zwölf neue Busse.</a> Sie kosten laut" in html


def test_overlapping_claims_show_every_word_once(browser, reporter, make_claim):
    make_claim("Die Stadt kauft zwölf neue Busse.")
    claim = make_claim("zwölf neue Busse.")

    html = article_page(browser(reporter), claim.article)

    text = html.partition('class="article-text"')[2].partition("</section>")[0]
    assert text.count("zwölf neue Busse.") == 1
    assert ">Die Stadt kauft zwölf neue Busse.</a>" in text


def test_an_orphan_is_shown_with_the_closest_passage(browser, reporter, now):
    before, after = read_text(BEFORE), read_text(AFTER)
    import_articles([before], by=None, now=now, source="bridge.txt")
    result = import_articles([after], by=None, now=now, source="bridge.txt")[0]

    html = article_page(browser(reporter), result.article)

    assert len(result.orphaned) == 1
    assert "Claims that the current version no longer has" in html
    assert "misst 312 Meter" in html.partition("The closest passage now:")[2].partition("</q>")[0]


def test_markup_in_an_article_stays_text(browser, reporter, now):
    draft = read_text("Ein <b>Titel</b>\n<script>x</script> Die Stadt zahlt 300 Millionen Euro.")
    result = import_articles(
        [replace(draft, language="de")], by=None, now=now, source="markup.txt"
    )[0]

    html = article_page(browser(reporter), result.article)

    assert "<script>x" not in html
    assert "<b>Titel" not in html


def test_more_claims_cost_no_more_queries(
    browser, reporter, make_claim, django_assert_max_num_queries
):
    for quote in ("Die Stadt", "kauft zwölf", "neue Busse", "4,8 Millionen Euro"):
        claim = make_claim(quote)
    client = browser(reporter)

    with django_assert_max_num_queries(9):
        article_page(client, claim.article)


def test_the_list_counts_claims_in_a_constant_number_of_queries(
    browser, reporter, make_claim, django_assert_max_num_queries
):
    make_claim("Die Stadt")
    Article.objects.bulk_create(Article(title=f"Nr. {n}", language="de") for n in range(8))
    client = browser(reporter)

    with django_assert_max_num_queries(8):
        html = client.get(reverse("admin:claims_article_changelist")).content.decode()

    assert '<td class="field-open_claims">1</td>' in html


def test_articles_due_within_a_week_with_open_claims_are_found(browser, reporter, claim):
    Article.objects.update(publish_at=timezone.now() + timedelta(days=2))
    later = Article.objects.create(title="Later", language="de", publish_at=timezone.now())

    response = browser(reporter).get(reverse("admin:claims_article_changelist"), {"due": "open"})

    assert list(response.context["cl"].result_list) == [claim.article]
    assert later not in response.context["cl"].result_list


def test_a_reviewer_corrects_the_metadata_and_the_public_sees_it(browser, reviewer, verified_claim):
    url = reverse("admin:claims_article_edit", args=[verified_claim.article_id])
    fields = {"title": "Twelve buses", "language": "de", "publisher": "Stadtblatt"}

    browser(reviewer).post(url, fields)

    published = PublishedClaim.objects.get(claim=verified_claim)
    assert published.document["article"]["title"] == "Twelve buses"
    assert verified_claim.article.history.first().history_user == reviewer


def test_a_reporter_cannot_change_the_metadata(browser, reporter, article):
    url = reverse("admin:claims_article_edit", args=[article.pk])

    response = browser(reporter).post(url, {"title": "Mine now", "language": "de"})

    assert response.status_code == 403
    article.refresh_from_db()
    assert article.title == "Zwölf Busse für die Stadt"


def test_a_claim_that_left_the_text_counts_as_open_nowhere(browser, reporter, make_claim, now):
    make_claim("Die Stadt", orphaned_at=now)
    Article.objects.update(publish_at=timezone.now() + timedelta(days=2))
    changelist = reverse("admin:claims_article_changelist")
    client = browser(reporter)

    listed = client.get(changelist).content.decode()
    due = client.get(changelist, {"due": "open"})

    assert '<td class="field-all_claims">1</td>' in listed
    assert '<td class="field-open_claims">0</td>' in listed
    assert list(due.context["cl"].result_list) == []
