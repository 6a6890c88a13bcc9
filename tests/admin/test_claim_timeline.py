from django.urls import reverse

from claims.actions.change_status import change_status
from claims.actions.cite_evidence import cite_evidence
from claims.actions.rate_claim import rate_claim


def test_the_history_says_why_the_system_put_a_claim_back(
    client, claim_in_review, reviewer, editor, now
):
    claim = claim_in_review
    rate_claim(claim, by=reviewer, rating="true", explanation="Im Protokoll.", now=now)
    piece = cite_evidence(
        claim, by=reviewer, url="https://rathaus.example/protokoll", stance="supports", now=now
    )
    change_status(claim, "submit", by=reviewer, now=now)
    change_status(claim, "confirm", by=editor, now=now)
    change_status(claim, "flag", by=None, now=now, cause="page_dead", evidence=piece)
    client.force_login(editor)

    page = client.get(reverse("admin:claims_claim_change", args=[claim.pk]))

    assert "The cited page is gone: https://rathaus.example/protokoll" in page.content.decode()
