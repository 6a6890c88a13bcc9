"""Every time that the API tells is in UTC and ends in Z, wherever the desk is."""

import re

import pytest

from claims.actions.index_claims import index_claims
from claims.models import Article, LinkCheck

TIME = re.compile(r'"[a-zA-Z_]+":\s?"(\d{4}-\d\d-\d\dT[^"]+)"')
UTC = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{6})?Z")


@pytest.mark.parametrize(
    "path",
    [
        "claims/",
        "claims/{claim}/",
        "claims/{claim}/history/",
        "claims/{claim}/claim-review/",
        "claims/{repeat}/similar/",
        "articles/",
        "articles/{article}/",
        "evidence/{evidence}/checks/",
        "export/claims.jsonl",
        "feeds/claim-review.json",
    ],
)
def test_times_are_told_in_utc(caller_as, reporter, walked, make_verified, now, path):
    repeat = make_verified(walked.text)
    index_claims([walked, repeat])
    evidence = walked.evidence.get()
    LinkCheck.objects.create(
        page=evidence.page, checked_at=now, outcome="alive", link_state="alive"
    )
    Article.objects.update(publish_at=now)
    address = path.format(
        claim=walked.pk, repeat=repeat.pk, article=walked.article_id, evidence=evidence.pk
    )

    answer = caller_as(reporter).get(f"/api/v1/{address}")

    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    times = TIME.findall(body.decode())
    assert times
    assert [time for time in times if not UTC.fullmatch(time)] == []


@pytest.mark.parametrize(
    ("path", "body", "field"),
    [
        ("claims/{claim}/notes/", {"text": "Hallo."}, "at"),
        ("evidence/{evidence}/recheck/", {}, "next_check_at"),
    ],
)
def test_what_was_written_is_answered_in_utc(caller_as, editor, walked, path, body, field):
    address = path.format(claim=walked.pk, evidence=walked.evidence.get().pk)

    answer = caller_as(editor).post(f"/api/v1/{address}", body)

    assert UTC.fullmatch(answer.json()[field])
