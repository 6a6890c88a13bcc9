"""The claim list: what it shows, what it finds, and what it costs."""

import pytest
from django.urls import reverse, reverse_lazy

from claims.actions.cite_evidence import cite_evidence
from claims.actions.edit_claim import edit_claim
from claims.actions.rate_claim import rate_claim
from claims.actions.take_step import take_step
from claims.models import Article, CitedPage, Claim, Evidence, Person
from claims.workflow.steps import steps_for

LIST = reverse_lazy("admin:claims_claim_changelist")
LIST_QUERIES = 10


def sentences(client, **filters):
    """Return the claims of the list, in its order."""
    response = client.get(LIST, filters)
    assert response.status_code == 200
    return [claim.text for claim in response.context["cl"].result_list]


@pytest.fixture
def two_claims(make_claim):
    return (
        make_claim("Zwölf Busse", text="A modest claim.", check_worthiness=0.3),
        make_claim("zwölf neue Busse", text="A bold claim.", check_worthiness=0.9),
    )


def test_a_german_reads_the_score_with_a_comma_and_rounded(browser, reporter, claim):
    Claim.objects.update(check_worthiness=0.996)

    html = browser(reporter).get(LIST, headers={"accept-language": "de"}).content.decode()

    assert '<meter min="0" max="1" value="1.00"></meter> 1,00' in html


def test_the_most_check_worthy_claim_comes_first(browser, reporter, two_claims):
    assert sentences(browser(reporter)) == ["A bold claim.", "A modest claim."]


@pytest.mark.parametrize("words", ["bold", "zwölf neue", "Roth", "für die Stadt"])
def test_a_claim_is_found_by_sentence_quote_claimant_and_article(
    browser, reporter, make_claim, words
):
    make_claim("zwölf neue Busse", text="A bold claim.", claimant="Eva Roth")

    assert sentences(browser(reporter), q=words) == ["A bold claim."]


def test_a_search_for_other_words_finds_nothing(browser, reporter, two_claims):
    assert sentences(browser(reporter), q="tramway") == []


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"status__exact": "in_review"}, ["Claim with evidence."]),
        ({"link_state": "dead"}, ["Claim with evidence."]),
        ({"link_state": "alive"}, []),
        ({"quote": "altered"}, ["Claim with evidence."]),
        ({"quote": "found"}, []),
        ({"public": "yes"}, []),
        ({"public": "no"}, ["Claim with evidence.", "Imported claim."]),
        ({"assigned": "me"}, ["Claim with evidence."]),
        ({"assigned": "nobody"}, ["Imported claim."]),
        ({"imported": "unmapped"}, ["Imported claim."]),
        ({"imported": "mapped"}, []),
        ({"orphaned": "yes"}, ["Imported claim."]),
        ({"orphaned": "no"}, ["Claim with evidence."]),
        ({"kind__exact": "quote"}, ["Imported claim."]),
        ({"article__publisher": "Stadtblatt"}, ["Claim with evidence.", "Imported claim."]),
        ({"article__language__exact": "en"}, []),
    ],
)
def test_a_filter_keeps_just_its_claims(
    browser, reviewer, claim_in_review, evidence, make_claim, now, filters, expected
):
    Claim.objects.filter(pk=claim_in_review.pk).update(text="Claim with evidence.")
    CitedPage.objects.update(link_state="dead")
    Evidence.objects.update(quote_state="altered")
    make_claim(
        "Zwölf Busse",
        text="Imported claim.",
        kind="quote",
        imported_rating="Pants on fire",
        orphaned_at=now,
        check_worthiness=0.1,
    )

    assert sentences(browser(reviewer), **filters) == expected


@pytest.mark.parametrize(
    ("fields", "public"),
    [({}, "yes"), ({"ours": True}, "no"), ({"ours": True, "published_on": "2024-09-02"}, "yes")],
)
def test_a_verdict_on_an_article_of_ours_is_public_once_that_is_out(
    browser, reporter, verified_claim, fields, public
):
    Article.objects.update(**fields)

    for value in ("yes", "no"):
        listed = sentences(browser(reporter), public=value)
        assert listed == ([verified_claim.text] if value == public else [])


def test_claims_are_filtered_by_article(browser, reporter, claim):
    other = Article.objects.create(title="Another", language="en")

    assert sentences(browser(reporter), article=str(claim.article_id)) == [claim.text]
    assert sentences(browser(reporter), article=str(other.pk)) == []


def test_a_broken_article_filter_leads_back_to_the_list(browser, reporter, claim):
    response = browser(reporter).get(LIST, {"article": "no-uuid"})

    assert response.status_code == 302


def test_claims_are_filtered_by_tag(browser, reviewer, two_claims, now):
    edit_claim(two_claims[0], by=reviewer, now=now, tags=["Verkehr"])
    tag = two_claims[0].tags.get()

    assert sentences(browser(reviewer), tags__id__exact=tag.pk) == ["A modest claim."]


def test_the_claims_that_wait_for_me_are_those_i_may_confirm(
    browser, claim_in_review, evidence, reviewer, second_reviewer, editor, now
):
    """Neither whoever rated nor whoever explained it; the list and the button agree."""
    awaiting_claim = claim_in_review
    rate_claim(awaiting_claim, by=reviewer, rating="true", explanation="So far.", now=now)
    rate_claim(awaiting_claim, by=second_reviewer, rating="true", explanation="Twelve.", now=now)
    take_step(awaiting_claim, "submit", by=reviewer, now=now)
    for person in (reviewer, second_reviewer):
        person.groups.set(editor.groups.all())

    for pk, waits in [(editor.pk, True), (reviewer.pk, False), (second_reviewer.pk, False)]:
        person = Person.objects.get(pk=pk)
        listed = sentences(browser(person), second_review="mine") == [awaiting_claim.text]
        confirm = next(
            step for step in steps_for(awaiting_claim, person) if step.transition.name == "confirm"
        )
        assert listed is waits
        assert (confirm.obstacle == "") is waits


def test_states_are_words_and_not_colours_alone(browser, reporter, evidence):
    CitedPage.objects.update(link_state="failing")

    html = browser(reporter).get(LIST).content.decode()

    assert '<span class="badge badge-in_review">In review</span>' in html
    assert '<span class="badge badge-failing">page: Failing</span>' in html
    assert '<span class="badge badge-unknown">quote: Unknown</span>' in html


def test_the_worst_page_of_the_evidence_is_shown(browser, evidence, reviewer, now):
    cite_evidence(
        evidence.claim, by=reviewer, url="https://b.example.org/", stance="context", now=now
    )
    CitedPage.objects.filter(url__contains="b.example").update(link_state="dead")
    CitedPage.objects.filter(url__contains="archive.").update(link_state="alive")

    html = browser(reviewer).get(LIST).content.decode()

    assert "2&nbsp;" in html
    assert "page: Dead" in html
    assert "page: Alive" not in html


@pytest.mark.parametrize("link_state", ["dead", "blocked", "unsafe"])
def test_a_page_that_cannot_be_read_does_not_seem_to_have_its_quote(
    browser, reporter, evidence, link_state
):
    Evidence.objects.update(quote_state="found")
    CitedPage.objects.update(link_state=link_state)

    html = browser(reporter).get(LIST).content.decode()

    assert f"badge-{link_state}" in html
    assert "quote: Found" not in html


def test_a_claim_is_shown_as_text_and_never_as_markup(browser, reporter, make_claim):
    make_claim(text="<script>alert(1)</script> twelve", claimant="<b>Roth</b>")

    html = browser(reporter).get(LIST).content.decode()

    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; twelve" in html
    assert "&lt;b&gt;Roth&lt;/b&gt;" in html


def test_a_longer_list_costs_no_more_queries(
    browser, reviewer, make_claim, django_assert_max_num_queries, now
):
    for quote in ("Die", "Die Stadt", "Die Stadt kauft", "Zwölf", "Zwölf Busse"):
        claim = make_claim(quote, assigned_to=reviewer)
        for host in ("a", "b"):
            cite_evidence(
                claim,
                by=reviewer,
                url=f"https://{host}.example.org/{quote}",
                stance="context",
                now=now,
            )
    client = browser(reviewer)

    with django_assert_max_num_queries(LIST_QUERIES):
        assert len(sentences(client)) == 5


def test_nothing_is_deleted_and_nothing_changed_in_bulk(browser, superuser, claim):
    client = browser(superuser)

    listed = client.get(LIST)
    deleted = client.post(reverse("admin:claims_claim_delete", args=[claim.pk]), {"post": "yes"})
    bulk = client.post(LIST, {"action": "delete_selected", "_selected_action": [claim.pk]})

    assert listed.context["action_form"] is None
    assert deleted.status_code == 403
    assert bulk.status_code in (200, 302)
    assert Claim.objects.filter(pk=claim.pk).exists()


def test_a_stranger_is_sent_to_the_login(client, claim):
    response = client.get(LIST)

    assert response.status_code == 302
    assert response["Location"].startswith("/admin/login/")


def test_a_claim_is_not_typed_in_by_hand(browser, superuser):
    assert browser(superuser).get(reverse("admin:claims_claim_add")).status_code == 403
