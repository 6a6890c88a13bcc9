"""What is remembered of a page between visits never hides that a passage has left it."""

import pytest

from claims.actions.change_status import change_status
from claims.actions.cite_evidence import cite_evidence
from claims.actions.retract_evidence import retract_evidence
from claims.models import CitedPage, Evidence, QuoteCheck, Snapshot
from tests.actions.protocol import PAGE, SENTENCE, visit
from tests.web import Reply

WITHOUT = PAGE.replace(SENTENCE, "Darüber wurde nicht abgestimmt.")
OTHER_SENTENCE = "Sie fahren ab Mai."
SECOND = "Sie kosten laut Bürgermeisterin Eva Roth 4,8 Millionen Euro."


def quote_states() -> list[str]:
    return list(QuoteCheck.objects.order_by("pk").values_list("state", flat=True))


@pytest.mark.parametrize("headers", [{}, {"ETag": '"2"'}], ids=["bytes", "etag"])
def test_a_version_that_could_not_be_searched_is_not_taken_for_one_with_the_quote(
    verified, web, headers
):
    visit()
    unread = {"Content-Type": "application/octet-stream"}
    web.pages["/protokoll"] = Reply(WITHOUT, headers=headers | unread)
    visit()
    web.pages["/protokoll"] = Reply(WITHOUT, headers=headers)

    visit()
    visit()

    verified.refresh_from_db()
    assert quote_states() == ["found", "missing", "missing"]
    assert verified.status == "needs_recheck"


def test_a_passage_that_is_cited_again_is_looked_for_again(verify, make_claim, reviewer, web, now):
    verify(make_claim(), ("/protokoll", SENTENCE))
    other = make_claim(SECOND)
    change_status(other, "start_review", by=reviewer, now=now)
    citation = {"url": web.url("/protokoll"), "stance": "supports", "quote": OTHER_SENTENCE}
    piece = cite_evidence(other, by=reviewer, now=now, **citation)
    visit()
    retract_evidence(piece, by=reviewer, now=now)
    web.pages["/protokoll"] = Reply(PAGE.replace(OTHER_SENTENCE, ""), headers={"ETag": '"2"'})
    visit()

    again = cite_evidence(other, by=reviewer, now=now, **citation)
    assert (again.pk, again.quote_state) == (piece.pk, "unknown")
    visit()
    visit()

    assert Evidence.objects.get(pk=piece.pk).quote_state == "missing"


def test_a_copy_that_was_there_before_the_citation_is_the_one_with_the_quote(
    verify, make_claim, web
):
    verify(make_claim(), ("/protokoll", SENTENCE))
    visit()
    later = verify(make_claim(SECOND), ("/protokoll", OTHER_SENTENCE))
    visit()
    web.pages["/protokoll"] = PAGE.replace(OTHER_SENTENCE, "")
    visit()

    first, second = Snapshot.objects.order_by("pk")
    assert later.evidence.get().copy_id == first.pk
    assert Evidence.objects.get(quote=SENTENCE).copy_id == second.pk


def test_an_etag_too_long_to_be_kept_is_not_sent_back_in_part(verified, web):
    web.pages["/protokoll"] = Reply(PAGE, headers={"ETag": f'"{"e" * 400}"'})

    visit()
    visit()

    assert CitedPage.objects.get().etag == ""
    assert "if-none-match" not in web.requests[-1].headers
