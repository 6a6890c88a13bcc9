"""An article of ours that is not printed yet: its verified claims are nobody's but the desk's."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from claims.actions.take_step import take_step
from claims.models import Article, Claim

SENTENCE = "Die Stadt kauft zwölf neue Busse."
V1 = "/api/v1"
LISTS = [
    f"{V1}/claims/",
    f"{V1}/articles/",
    f"{V1}/export/claims.jsonl",
    f"{V1}/export/claims.csv",
    f"{V1}/feeds/claim-review.json",
    "/v1alpha1/claims:search?query=Busse",
    "/",
    "/feeds/corrections.atom",
]
OF_THE_CLAIM = [
    f"{V1}/claims/{{claim}}/",
    f"{V1}/claims/{{claim}}/history/",
    f"{V1}/claims/{{claim}}/claim-review/",
    f"{V1}/claims/{{claim}}/similar/",
    f"{V1}/articles/{{article}}/",
    f"{V1}/evidence/{{evidence}}/checks/",
    "/claims/{claim}/",
]


@pytest.fixture
def unprinted(walked: Claim, reviewer, editor, now) -> Claim:
    """A claim that was verified and corrected, in an article of ours without a date."""
    later = now + timedelta(days=1)
    take_step(walked, "flag", by=reviewer, now=later, reason="Neuer Haushalt.")
    take_step(walked, "reopen", by=reviewer, now=later, reason="Neue Zahl.")
    take_step(walked, "submit", by=reviewer, now=later, rating="false", explanation="Nur elf.")
    take_step(walked, "confirm", by=editor, now=later)
    Article.objects.update(ours=True, published_on=None)
    return walked


def told(client: Client, path: str, claim: Claim) -> tuple[int, str]:
    """Return the status and the whole text of an answer."""
    address = path.format(
        claim=claim.pk, article=claim.article_id, evidence=claim.evidence.get().pk
    )
    answer = client.get(address)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return answer.status_code, body.decode()


def mentions(text: str, claim: Claim) -> bool:
    return any(word in text for word in (SENTENCE, str(claim.pk), "Zwölf Busse für die Stadt"))


@pytest.mark.parametrize("path", LISTS)
def test_no_list_tells_a_stranger_of_it(caller, unprinted, path):
    status, text = told(caller.client, path, unprinted)

    assert status == 200
    assert not mentions(text, unprinted)


@pytest.mark.parametrize("path", OF_THE_CLAIM)
def test_none_of_its_addresses_is_there_for_a_stranger(caller, unprinted, path):
    assert told(caller.client, path, unprinted)[0] == 404


@pytest.mark.parametrize("path", LISTS)
def test_on_the_day_it_is_printed_every_list_has_it(caller, unprinted, path):
    Article.objects.update(published_on=timezone.localdate())

    assert mentions(told(caller.client, path, unprinted)[1], unprinted)


@pytest.mark.parametrize("path", OF_THE_CLAIM)
def test_on_the_day_it_is_printed_every_address_answers(caller, unprinted, path):
    Article.objects.update(published_on=timezone.localdate())

    assert told(caller.client, path, unprinted)[0] == 200


def test_a_day_before_it_is_printed_nothing_is_told(caller, unprinted):
    Article.objects.update(published_on=timezone.localdate() + timedelta(days=1))

    assert told(caller.client, f"{V1}/claims/{{claim}}/", unprinted)[0] == 404


def test_somebody_elses_article_is_out_without_a_date(caller, unprinted):
    Article.objects.update(ours=False)

    assert told(caller.client, f"{V1}/claims/{{claim}}/", unprinted)[0] == 200


@pytest.mark.parametrize("path", [*LISTS[:5], *OF_THE_CLAIM[:6]])
def test_the_desk_reads_it_all_along(caller_as, reporter, unprinted, path):
    status, _text = told(caller_as(reporter).client, path, unprinted)

    assert status == 200


@pytest.mark.parametrize("path", LISTS[:5])
def test_the_lists_of_the_desk_have_it_all_along(caller_as, reporter, unprinted, path):
    assert mentions(told(caller_as(reporter).client, path, unprinted)[1], unprinted)
