"""The public pages: what anybody may read, without a script."""

import json
import re
from datetime import timedelta

import pytest

from claims.actions.add_note import add_note
from claims.actions.change_status import change_status
from claims.actions.take_step import take_step
from claims.models import CitedPage, Claim, Evidence
from claims.vocabulary import Cause


def page_of(client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_first_page_lists_verified_claims_and_no_others(stranger, verified, make_claim):
    make_claim("Die Stadt kauft", text="Noch nicht geprüft.")

    page = page_of(stranger, "/")

    assert "Die Stadt kauft zwölf neue Busse." in page
    assert f"/claims/{verified.pk}/" in page
    assert "Mostly true" in page
    assert "Noch nicht geprüft." not in page


def test_a_passage_on_a_dead_page_is_said_to_be_of_old(stranger, verified):
    Evidence.objects.update(quote="Zwölf Busse", quote_state="found")
    CitedPage.objects.update(link_state="dead")

    page = page_of(stranger, f"/claims/{verified.pk}/")

    assert "Passage: Found (when the page could last be read)" in page


def test_the_first_page_of_an_empty_desk_says_so(stranger):
    assert "No claim has been verified yet." in page_of(stranger, "/")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=busse", True),
        ("q=fähre", False),
        ("rating=mostly_true", True),
        ("rating=false", False),
        ("rating=nonsense", True),
        ("q=busse&page=99", True),
        ("q=%00busse&page=x", True),
    ],
)
def test_the_first_page_is_searched(stranger, verified, query, found):
    page = page_of(stranger, f"/?{query}")

    assert (f"/claims/{verified.pk}/" in page) is found
    assert ("No public claim matches." in page) is not found


def test_a_claims_page_tells_what_was_found_and_on_which_evidence(stranger, verified):
    page = page_of(stranger, f"/claims/{verified.pk}/")

    assert "Die Stadt kauft zwölf neue Busse." in page
    assert "Mostly true" in page
    assert "So steht es im Haushalt." in page
    assert 'href="https://haushalt.example/busse"' in page
    assert "Zwölf Busse werden beschafft." in page
    assert "being re-checked" not in page


def test_a_claim_that_is_being_rechecked_says_so_and_why(stranger, verified, reviewer, now):
    take_step(verified, "flag", by=reviewer, now=now, reason="Der Haushalt wurde geändert.")

    page = page_of(stranger, f"/claims/{verified.pk}/")

    assert "This claim is being re-checked." in page
    assert "Der Haushalt wurde geändert." in page


@pytest.fixture
def put_back(verified, now):
    """The claim, put back on the desk because its only page was gone."""
    flag = {"cause": Cause.PAGE_DEAD, "evidence": verified.evidence.get()}
    change_status(verified, "flag", by=None, now=now, **flag)
    return verified


@pytest.mark.parametrize(
    ("page", "quote", "is_back"),
    [
        ({"link_state": "alive"}, {"quote_state": "found"}, True),
        ({"link_state": "failing"}, {"quote_state": "found"}, False),
        ({"link_state": "dead"}, {"quote_state": "found"}, False),
        ({"link_state": "blocked"}, {"quote_state": "found"}, False),
        ({"link_state": "alive"}, {"quote_state": "missing", "quote_misses": 2}, False),
        ({"link_state": "alive"}, {"quote_state": "found", "quote_misses": 1}, False),
    ],
)
def test_of_lost_evidence_that_came_back_it_is_said_so(stranger, put_back, page, quote, is_back):
    CitedPage.objects.update(**page)
    Evidence.objects.update(**quote)

    shown = page_of(stranger, f"/claims/{put_back.pk}/")

    assert "The cited page is gone: https://haushalt.example/busse" in shown
    assert ("It has come back since; the claim is being reviewed." in shown) is is_back


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        ("alive", "The page words this passage differently now, as of our visit on Sept. 9, 2024:"),
        ("dead", "When it could last be read, the page worded this passage differently:"),
    ],
)
def test_an_altered_passage_is_shown_as_the_page_words_it(stranger, verified, now, state, sentence):
    CitedPage.objects.update(link_state=state, last_checked_at=now + timedelta(days=7))
    Evidence.objects.update(quote_state="altered", matched="Zwölf Busse <werden> gekauft.")

    page = " ".join(page_of(stranger, f"/claims/{verified.pk}/").split())

    assert f"{sentence} “Zwölf Busse &lt;werden&gt; gekauft.”" in page


def test_a_passage_that_was_found_is_not_explained(stranger, verified):
    Evidence.objects.update(quote_state="found", matched="Zwölf Busse werden beschafft.")

    assert "differently" not in page_of(stranger, f"/claims/{verified.pk}/")


def test_a_correction_shows_what_was_there_before(stranger, corrected):
    page = page_of(stranger, f"/claims/{corrected.pk}/")

    assert "Corrections" in page
    assert "So steht es im Haushalt." in page
    assert "Nur elf." in page


def test_a_claims_page_carries_its_claim_review(stranger, verified):
    page = page_of(stranger, f"/claims/{verified.pk}/")

    (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    assert json.loads(text)["claimReviewed"] == "Die Stadt kauft zwölf neue Busse."
    assert json.loads(text)["@type"] == "ClaimReview"


def test_words_of_a_claim_cannot_become_markup(stranger, make_claim, verified):
    evil = "</script><script>alert(1)</script><img src=x onerror=alert(2)>"
    Claim.objects.filter(pk=verified.pk).update(text=evil, explanation=evil)

    page = page_of(stranger, f"/claims/{verified.pk}/")

    assert "<script>alert" not in page
    assert "<img" not in page
    (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    assert json.loads(text)["claimReviewed"] == evil


def test_a_claim_that_is_not_public_has_no_page(client, reviewer, claim_in_review):
    assert client.get(f"/claims/{claim_in_review.pk}/").status_code == 404
    client.force_login(reviewer)
    assert client.get(f"/claims/{claim_in_review.pk}/").status_code == 404


def test_the_desks_inside_is_on_no_page(stranger, verified, reviewer, now):
    add_note(verified, by=reviewer, text="Quelle will nicht genannt werden.", now=now)

    page = page_of(stranger, f"/claims/{verified.pk}/")

    assert "genannt" not in page
    assert "Ria" not in page
    assert "Edda" not in page


@pytest.mark.parametrize("path", ["/", "/robots.txt", "/nowhere/"])
def test_every_page_keeps_the_strict_policy(stranger, path):
    policy = stranger.get(path)["Content-Security-Policy"]

    assert "default-src 'self'" in policy
    assert "unsafe" not in policy


def test_the_pages_ask_for_nothing_from_elsewhere_and_run_no_script(stranger, verified):
    for path in ("/", f"/claims/{verified.pk}/"):
        page = page_of(stranger, path)
        assert not re.search(r'<(?:script|img|link rel="stylesheet")[^>]*(?:src|href)="http', page)
        assert "<script>" not in page
        assert " style=" not in page


def test_the_queries_of_the_first_page_do_not_grow(
    stranger, verified, reviewer, editor, django_assert_num_queries
):
    for start in range(9):
        Claim.objects.create(
            article=verified.article,
            version=verified.version,
            text=f"Nummer {start}.",
            quote="Zwölf",
            start=start + 40,
            end=start + 45,
            kind="number",
            status="verified",
            rating="true",
            explanation="Ja.",
            rated_by=reviewer,
            explained_by=reviewer,
            verified_by=editor,
            verified_at=verified.verified_at + timedelta(hours=start),
        )

    with django_assert_num_queries(2):
        assert "Nummer 8." in page_of(stranger, "/")


def test_pages_are_asked_for_in_german(client, verified):
    answer = client.get("/", headers={"Accept-Language": "de"})

    assert '<html lang="de">' in answer.content.decode()


def test_crawlers_are_kept_out_of_the_desk_only(stranger):
    assert page_of(stranger, "/robots.txt") == "User-agent: *\nDisallow: /admin/\n"


def test_corrections_are_a_feed(stranger, corrected):
    feed = page_of(stranger, "/feeds/corrections.atom")

    assert "Die Stadt kauft zwölf neue Busse." in feed
    assert "Mostly true → False" in feed
    assert f"/claims/{corrected.pk}/#correction-" in feed


def test_a_correction_of_a_withdrawn_claim_leaves_the_feed(stranger, corrected, editor, now):
    take_step(corrected, "withdraw", by=editor, now=now, reason="Doppelt.")

    assert "Die Stadt" not in page_of(stranger, "/feeds/corrections.atom")
