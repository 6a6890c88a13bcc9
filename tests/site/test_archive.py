"""Our copies of cited pages, as the public may read them."""

from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256

import pytest

from claims.actions.cite_evidence import cite_evidence
from claims.actions.publish_claim import publish_claim
from claims.actions.take_step import take_step
from claims.models import Article, LinkCheck, QuoteCheck, Snapshot

TEXT = "Der Haushalt\nZwölf Busse werden beschafft.\n\n<script>alert(1)</script>\n"


@pytest.fixture
def take_copy(verified, now) -> Callable[..., Snapshot]:
    """Store copies of the page that the verified claim cites, each a day after the last."""
    page = verified.evidence.get().page

    def take(text: str = TEXT) -> Snapshot:
        taken_at = now + timedelta(days=Snapshot.objects.count())
        check = LinkCheck.objects.create(
            page=page,
            checked_at=taken_at,
            outcome="alive",
            link_state="alive",
            content_sha256=sha256(text.encode()).hexdigest(),
        )
        return Snapshot.objects.create(
            visit=check,
            page=page,
            text=text,
            taken_at=taken_at,
            warc="a.warc.gz",
            content_sha256=sha256(text.encode()).hexdigest(),
        )

    return take


def test_the_document_of_a_claim_leads_to_the_newest_copy(stranger, verified, take_copy, now):
    take_copy()
    newest = take_copy("Der neue Haushalt")
    publish_claim(verified, now=now)

    (evidence,) = stranger.get(f"/api/v1/claims/{verified.pk}/").json()["evidence"]

    assert evidence["archive_url"] == f"http://127.0.0.1:8000/archive/{newest.pk}/"
    assert "Der neue Haushalt" in stranger.get(f"/archive/{newest.pk}/").content.decode()


def test_the_copy_that_still_has_the_quote_wins(stranger, verified, take_copy, now):
    with_quote = take_copy()
    QuoteCheck.objects.create(
        visit=with_quote.visit, evidence=verified.evidence.get(), state="found", score=1.0
    )
    take_copy("Der neue Haushalt")
    publish_claim(verified, now=now)

    (evidence,) = stranger.get(f"/api/v1/claims/{verified.pk}/").json()["evidence"]

    assert evidence["archive_url"] == f"http://127.0.0.1:8000/archive/{with_quote.pk}/"


def test_the_page_of_a_claim_leads_to_the_copy(stranger, verified, take_copy):
    snapshot = take_copy()

    page = stranger.get(f"/claims/{verified.pk}/").content.decode()

    assert f'<a href="/archive/{snapshot.pk}/" rel="nofollow">our copy</a>' in page


def test_a_page_without_a_copy_leads_nowhere(stranger, verified):
    (evidence,) = stranger.get(f"/api/v1/claims/{verified.pk}/").json()["evidence"]

    assert evidence["archive_url"] is None
    assert "our copy" not in stranger.get(f"/claims/{verified.pk}/").content.decode()


def test_a_copy_shows_the_text_its_address_and_its_day(stranger, take_copy):
    page = stranger.get(f"/archive/{take_copy().pk}/").content.decode()

    assert "<p>Zwölf Busse werden beschafft.</p>" in page
    assert 'href="https://haushalt.example/busse"' in page
    assert "Sept. 2, 2024" in page


def test_nothing_of_a_copy_can_run(stranger, take_copy):
    answer = stranger.get(f"/archive/{take_copy().pk}/")

    assert "<script" not in answer.content.decode()
    assert answer["Content-Security-Policy"].startswith(
        "sandbox allow-downloads; default-src 'none'"
    )
    assert "unsafe" not in answer["Content-Security-Policy"]


def test_search_engines_are_told_to_leave_a_copy_out(stranger, take_copy):
    assert stranger.get(f"/archive/{take_copy().pk}/")["X-Robots-Tag"] == "noindex"


def test_a_copy_of_what_no_public_claim_cites_is_the_desks(
    stranger, client, reviewer, editor, verified, take_copy, now
):
    address = f"/archive/{take_copy().pk}/"
    take_step(verified, "withdraw", by=editor, now=now, reason="Doppelt.")
    client.force_login(reviewer)

    assert stranger.get(address).status_code == 404
    assert client.get(address).status_code == 200


def test_a_copy_cited_by_an_unprinted_article_is_the_desks(stranger, take_copy):
    address = f"/archive/{take_copy().pk}/"
    Article.objects.update(ours=True)

    assert stranger.get(address).status_code == 404


def test_a_copy_under_evidence_that_was_taken_back_is_the_desks(stranger, verified, take_copy, now):
    address = f"/archive/{take_copy().pk}/"
    verified.evidence.update(retracted_at=now)

    assert stranger.get(address).status_code == 404


def test_an_account_without_a_role_reads_what_everybody_reads(
    client, make_person, verified, take_copy
):
    address = f"/archive/{take_copy().pk}/"
    Article.objects.update(ours=True)
    client.force_login(make_person("nora"))

    assert client.get(address).status_code == 404


def test_more_evidence_costs_the_document_no_more_queries(
    verified, take_copy, reviewer, now, django_assert_num_queries
):
    take_copy()
    take_step(verified, "flag", by=reviewer, now=now, reason="Neue Quellen.")
    for number in range(3):
        url = f"https://haushalt.example/{number}"
        cite_evidence(verified, by=reviewer, url=url, stance="context", now=now)

    # The claim with its article, its tags, its evidence with pages and copies; then the row.
    with django_assert_num_queries(4):
        publish_claim(verified, now=now)
