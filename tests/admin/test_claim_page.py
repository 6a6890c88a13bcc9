"""A claim's page: the sentence in its context, the work on it, and its whole history."""

import pytest
from django.urls import reverse

from claims.actions.add_note import add_note
from claims.actions.cite_evidence import cite_evidence
from claims.actions.take_step import take_step
from claims.admin.claimant_rules import RULES
from claims.extraction.attribution import CONFIDENCE
from claims.models import Claim, ReviewNote
from tests.admin.conftest import html_of, page_of, post

PAGE_QUERIES = 30


def test_the_quote_is_marked_between_its_neighbours(browser, reporter, claim):
    html = html_of(browser(reporter), claim)

    assert "Zwölf Busse für die Stadt\n<mark>Die Stadt kauft zwölf neue Busse.</mark>" in html
    assert "</mark> Sie kosten laut Bürgermeisterin Eva Roth" in html
    assert f"{reverse('admin:claims_article_change', args=[claim.article_id])}#claim-" in html


def test_it_says_in_words_how_the_claimant_and_the_score_came_about(browser, reporter, make_claim):
    claim = make_claim(
        claimant="Eva Roth",
        claimant_surface="Bürgermeisterin Eva Roth",
        claimant_rule="according_to",
        claimant_confidence=0.9,
        reasons=["number", "attributed"],
    )

    html = html_of(browser(reporter), claim)

    assert "as written: “Bürgermeisterin Eva Roth”" in html
    assert "“according to” and a name, 90% sure" in html
    assert "The sentence contains a number, says who claims it." in html


def test_every_rule_of_attribution_has_words():
    assert set(RULES) == set(CONFIDENCE)


def test_an_imported_rating_that_is_not_on_our_scale_asks_for_a_person(
    browser, reporter, make_claim
):
    claim = make_claim(
        imported_rating="Pants on fire", imported_explanation="Nobody <ordered> any."
    )
    html = html_of(browser(reporter), claim)

    assert "“Pants on fire”" in html
    assert "not on our scale: you must say what it means" in html
    assert "Nobody &lt;ordered&gt; any." in html


def test_an_orphaned_claim_says_so(browser, reporter, make_claim, now):
    html = html_of(browser(reporter), make_claim(orphaned_at=now))

    assert "A new version of the article no longer has these words" in html


def test_a_german_counts_one_piece_of_evidence_and_more(
    browser, reviewer, evidence, make_claim, now
):
    client, claim = browser(reviewer), evidence.claim
    with_one = html_of(client, claim, "de")
    cite_evidence(claim, by=reviewer, url="https://b.example/", stance="context", now=now)

    assert "<h2>Beleg (1)</h2>" in with_one
    assert "<h2>Belege (2)</h2>" in html_of(client, claim, "de")
    assert "<h2>Belege (0)</h2>" in html_of(client, make_claim("Zwölf Busse"), "de")


def test_a_german_reads_what_stands_in_the_text_in_german_quotation_marks(
    browser, reviewer, make_claim
):
    claim = make_claim(
        claimant="Stadtblatt",
        claimant_surface="Berichten",
        claimed_on="2024-09-01",
        claimed_on_precision="day",
        claimed_on_phrase="gestern",
        imported_rating="Pants on fire",
    )

    html = html_of(browser(reviewer), claim, "de")

    for words in ("Berichten", "gestern", "Pants on fire"):
        assert f"„{words}“" in html


def test_a_german_goes_to_the_previous_and_to_the_next_claim(browser, reviewer, make_claim):
    _first, middle, _last = (
        make_claim(quote, check_worthiness=worth)
        for quote, worth in (("Die", 0.9), ("Die Stadt", 0.8), ("Zwölf Busse", 0.7))
    )

    html = html_of(browser(reviewer), middle, "de")

    assert ">Vorherige</a>" in html
    assert ">Nächste</a>" in html


def test_a_note_is_markdown_that_can_carry_no_script(browser, reporter, claim, now):
    add_note(
        claim,
        by=reporter,
        now=now,
        text="*Call* [her](javascript:alert(1)) <img src=x onerror=alert(2)> <script>x</script>",
    )

    html = html_of(browser(reporter), claim)

    assert "<em>Call</em>" in html
    assert 'href="javascript' not in html
    assert "<img src=x" not in html
    assert "<script>x" not in html


def test_a_note_is_added_by_the_form(browser, reporter, claim):
    post(browser(reporter), "note", claim, text="Ask the works council.")

    assert [(note.text, note.by) for note in claim.notes.all()] == [
        ("Ask the works council.", reporter)
    ]


def test_an_administrator_reads_but_gets_no_form_to_write(browser, administrator, claim):
    client = browser(administrator)

    html = html_of(client, claim)
    post(client, "note", claim, text="Let me in.")

    assert "Add note" not in html
    assert "Add evidence" not in html
    assert "Save rating" not in html
    assert ReviewNote.objects.count() == 0


def test_a_rating_is_saved_without_a_step(browser, reviewer, claim_in_review):
    post(browser(reviewer), "rate", claim_in_review, rating="half_true", explanation="Six of them.")

    claim_in_review.refresh_from_db()
    assert (claim_in_review.rating, claim_in_review.explanation) == ("half_true", "Six of them.")
    assert claim_in_review.status == "in_review"


def test_a_verified_claim_shows_no_form_for_its_rating(browser, reviewer, verified_claim):
    client = browser(reviewer)

    html = html_of(client, verified_claim)
    refused = post(client, "rate", verified_claim, rating="false", explanation="No.")

    assert "Save rating" not in html
    assert "A claim is rated while it is in review" in refused.content.decode()
    verified_claim.refresh_from_db()
    assert verified_claim.rating == "true"


def test_history_tells_steps_edits_and_evidence_with_their_people(
    browser, reviewer, editor, verified_claim, now
):
    take_step(verified_claim, "flag", by=editor, now=now, reason="The fleet grew since.")

    html = html_of(browser(reviewer), verified_claim)

    assert "Flag for re-check: Verified → Needs re-check" in html
    assert "The fleet grew since." in html
    assert "Confirm rating: Awaiting second review → Verified" in html
    assert "rating: <del></del> <ins>True</ins>" in html
    assert "Evidence added" in html
    assert "Ria Reviewer" in html
    assert "Edda Editor" in html


def test_a_longer_history_costs_no_more_queries(
    browser, reviewer, awaiting_claim, editor, django_assert_max_num_queries, now
):
    for number in range(5):
        add_note(awaiting_claim, by=reviewer, now=now, text=f"Note {number}")
        take_step(awaiting_claim, "send_back", by=editor, now=now, reason="Once more.")
        take_step(awaiting_claim, "submit", by=reviewer, now=now)
    client = browser(editor)

    with django_assert_max_num_queries(PAGE_QUERIES):
        html_of(client, awaiting_claim)


def test_whoever_has_no_role_sees_no_claim(browser, make_person, claim):
    client = browser(make_person("guest"))

    assert client.get(page_of(claim)).status_code == 403
    assert post(client, "note", claim, text="Hello").status_code == 403


def test_a_claim_that_is_not_there_is_not_found(browser, reporter):
    url = reverse("admin:claims_claim_change", args=["00000000-0000-0000-0000-000000000000"])

    assert browser(reporter).get(url).status_code == 404


@pytest.mark.parametrize("name", ["step", "rate", "cite", "note"])
def test_a_stranger_cannot_post_to_a_claim(client, claim, name):
    response = client.post(reverse(f"admin:claims_claim_{name}", args=[claim.pk]), {})

    assert response.status_code == 302
    assert Claim.objects.get().status == "new"
