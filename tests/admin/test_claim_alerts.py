"""What stands at the top of a claim that needs somebody: the reason, and what became of it."""

import pytest
from django.urls import reverse

from claims.actions.change_status import change_status
from claims.actions.cite_evidence import cite_evidence
from claims.actions.take_step import take_step
from claims.models import CitedPage, Evidence, LinkCheck, Snapshot
from tests.admin.conftest import html_of

CAUSES = {
    "page_dead": "The cited page is gone: https://archive.example.org/fleet",
    "quote_missing": "The quoted passage no longer stands on https://archive.example.org/fleet",
    "quote_changed": (
        "In place of the quoted passage, https://archive.example.org/fleet says something else"
    ),
}
LOST_QUOTES = {
    "quote_missing": {"quote_state": "missing"},
    "quote_changed": {"quote_state": "altered", "says_otherwise": True, "matched": "Nine buses."},
}


@pytest.fixture
def put_back(verified_claim, now):
    """Have the system put the claim back; its evidence is lost as the cause says."""

    def put_back(cause):
        if cause == "page_dead":
            CitedPage.objects.update(link_state="dead", last_checked_at=now)
        else:
            CitedPage.objects.update(link_state="alive", last_checked_at=now)
            Evidence.objects.update(**LOST_QUOTES[cause])
        piece = verified_claim.evidence.get()
        change_status(verified_claim, "flag", by=None, now=now, cause=cause, evidence=piece)
        return verified_claim

    return put_back


def box(html):
    """Return what stands above everything that can be done with the claim."""
    return html.partition('id="put-back"')[2].partition("</section>")[0]


def rotten(html):
    return html.partition('<p class="notice" id="rotten">')[2].partition("</p>")[0]


@pytest.mark.parametrize("cause", CAUSES)
def test_a_claim_that_the_system_put_back_says_why_above_all_else(
    browser, reviewer, put_back, cause
):
    claim = put_back(cause)

    html = html_of(browser(reviewer), claim)

    assert CAUSES[cause] in box(html)
    assert "the system, Sept. 2, 2024" in box(html)
    assert html.index('id="put-back"') < html.index('id="steps"')
    assert html.index('id="put-back"') < html.index("In its article")


def test_the_reason_shows_what_a_page_says_in_place_of_a_quote(browser, reviewer, put_back):
    claim = put_back("quote_changed")

    assert "<q>Nine buses.</q>" in box(html_of(browser(reviewer), claim))


def test_the_reason_leads_to_the_visits_to_our_copy_and_to_the_changes(
    browser, reviewer, put_back, evidence, now
):
    claim = put_back("quote_missing")
    copies = [take_copy(evidence.page, now, text) for text in ("Twelve buses.", "Nine buses.")]

    reason = box(html_of(browser(reviewer), claim))

    assert reverse("admin:claims_citedpage_change", args=[evidence.page_id]) in reason
    assert reverse("site:archive", args=[copies[1].pk]) in reason
    assert "Show the changes" not in reason


def test_a_claim_that_a_person_put_back_says_her_reason_and_her_name(
    browser, reviewer, editor, verified_claim, now
):
    take_step(verified_claim, "flag", by=editor, now=now, reason="The <fleet> grew since.")

    reason = box(html_of(browser(reviewer), verified_claim))

    assert "The &lt;fleet&gt; grew since." in reason
    assert "Edda Editor, Sept. 2, 2024" in reason


def test_only_the_last_reason_counts(browser, reviewer, editor, put_back, now):
    claim = put_back("page_dead")
    take_step(claim, "reaffirm", by=editor, now=now, reason="Our copy has it.")
    take_step(claim, "flag", by=editor, now=now, reason="A reader wrote.")

    reason = box(html_of(browser(reviewer), claim))

    assert "A reader wrote." in reason
    assert "The cited page is gone" not in reason


@pytest.mark.parametrize(
    ("cause", "piece", "sentence"),
    [
        ("page_dead", {}, "The page has come back since."),
        ("quote_missing", {"quote_state": "found"}, "The quoted passage has come back since."),
        ("quote_missing", {"quote_state": "altered"}, "A similar passage has come back since."),
        ("quote_missing", {"retracted": True}, "This piece of evidence has been retracted since."),
    ],
)
def test_what_became_of_the_lost_evidence_is_told(
    browser, reviewer, put_back, now, cause, piece, sentence
):
    claim = put_back(cause)
    CitedPage.objects.update(link_state="alive")
    Evidence.objects.update(
        quote_state=piece.get("quote_state", "found"),
        retracted_at=now if "retracted" in piece else None,
    )

    assert sentence in box(html_of(browser(reviewer), claim))


@pytest.mark.parametrize("link_state", ["dead", "blocked", "unsafe", "failing"])
def test_a_page_that_nobody_can_read_has_not_come_back(browser, reviewer, put_back, link_state):
    claim = put_back("page_dead")
    CitedPage.objects.update(link_state=link_state)

    assert "come back" not in box(html_of(browser(reviewer), claim))


def test_a_claim_that_is_not_put_back_has_no_such_box(browser, reviewer, editor, put_back, now):
    claim = put_back("page_dead")
    take_step(claim, "reaffirm", by=editor, now=now, reason="Our copy has it.")

    assert box(html_of(browser(reviewer), claim)) == ""


@pytest.mark.parametrize(
    ("piece", "page"),
    [
        ({"quote_state": "altered"}, {}),
        ({"quote_state": "missing"}, {}),
        ({}, {"link_state": "dead"}),
    ],
)
def test_a_verified_claim_says_at_the_top_that_evidence_is_altered_or_lost(
    browser, reviewer, verified_claim, piece, page
):
    Evidence.objects.update(**{"quote_state": "found"} | piece)
    CitedPage.objects.update(**{"link_state": "alive"} | page)

    notice = rotten(html_of(browser(reviewer), verified_claim))

    assert "1 piece of evidence of this verified claim is altered or lost:" in notice
    assert '<a href="#evidence">' in notice


@pytest.mark.parametrize(
    "piece", [{"quote_state": "found"}, {"quote": "", "quote_state": "altered"}]
)
def test_a_verified_claim_whose_evidence_is_sound_says_nothing(
    browser, reviewer, verified_claim, piece
):
    Evidence.objects.update(**piece)

    assert rotten(html_of(browser(reviewer), verified_claim)) == ""


def test_a_claim_that_nobody_has_verified_warns_of_nothing(browser, reviewer, evidence):
    Evidence.objects.update(quote_state="altered")

    assert rotten(html_of(browser(reviewer), evidence.claim)) == ""


def test_further_lost_evidence_is_told_beside_the_reason(browser, reviewer, put_back, now):
    claim, url = put_back("page_dead"), "https://b.example/"
    alone = rotten(html_of(browser(reviewer), claim))
    cite_evidence(claim, by=reviewer, url=url, stance="context", quote="Nine.", now=now)
    Evidence.objects.filter(url=url).update(quote_state="missing")

    assert alone == ""
    assert "1 more piece of evidence is altered or lost:" in (
        rotten(html_of(browser(reviewer), claim))
    )


def test_a_german_reads_the_reason_in_german(browser, reviewer, put_back):
    claim = put_back("page_dead")
    CitedPage.objects.update(link_state="alive")

    reason = box(html_of(browser(reviewer), claim, "de"))

    for words in (
        "Warum diese Behauptung erneut zu prüfen ist",
        "Die zitierte Seite ist verschwunden: https://archive.example.org/fleet",
        "Die Seite ist inzwischen wieder da.",
    ):
        assert words in reason


def test_the_reason_costs_no_more_the_longer_the_history_is(
    browser, reviewer, editor, put_back, now, django_assert_max_num_queries
):
    claim = put_back("page_dead")
    for number in range(4):
        take_step(claim, "reaffirm", by=editor, now=now, reason="Our copy has it.")
        take_step(claim, "flag", by=editor, now=now, reason=f"Reader {number} wrote.")
    client = browser(reviewer)

    with django_assert_max_num_queries(31):
        html_of(client, claim)


def take_copy(page, at, text):
    visit = LinkCheck.objects.create(
        page=page, checked_at=at, outcome="alive", link_state="alive", http_status=200
    )
    return Snapshot.objects.create(
        visit=visit, page=page, text=text, warc="lost.warc.gz", taken_at=at
    )
