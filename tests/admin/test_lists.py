"""Every list of the desk: it opens for those who may see it, and its cost does not grow."""

import re

import pytest
from django.urls import reverse
from post_office.models import Email

from claims.actions.cite_evidence import cite_evidence
from claims.actions.take_step import take_step
from claims.models import Subscription

QUERIES = {
    "claims_statuschange": 8,
    "claims_correction": 7,
    "claims_citedpage": 6,
    "claims_subscription": 6,
    "claims_person": 8,
    "post_office_email": 6,
}


@pytest.fixture
def busy_desk(awaiting_claim, reviewer, editor, make_person, now):
    """Verified, reopened, rated anew and verified again; five of everything else."""
    take_step(awaiting_claim, "confirm", by=editor, now=now)
    for rating in ("mostly_true", "half_true"):
        take_step(awaiting_claim, "flag", by=editor, now=now, reason="News.")
        take_step(awaiting_claim, "reopen", by=reviewer, now=now, reason="News.")
        url = f"https://archive.example.org/{rating}"
        cite_evidence(awaiting_claim, by=reviewer, url=url, stance="context", now=now)
        take_step(awaiting_claim, "submit", by=reviewer, now=now, rating=rating)
        take_step(awaiting_claim, "confirm", by=editor, now=now)
    for number in range(5):
        person = make_person(f"watcher{number}")
        Subscription.objects.create(person=person, scope="claim", claim=awaiting_claim)
        Email.objects.create(
            from_email="desk@example.org", to=[person.email], subject="News", message="News"
        )
    return awaiting_claim


@pytest.mark.parametrize("name", QUERIES)
def test_a_list_opens_at_a_constant_cost(
    browser, administrator, busy_desk, django_assert_max_num_queries, name
):
    client = browser(administrator)

    with django_assert_max_num_queries(QUERIES[name]):
        response = client.get(reverse(f"admin:{name}_changelist"))

    assert len(response.context["cl"].result_list) >= 2


def test_a_correction_can_be_read_in_full(browser, reporter, busy_desk):
    correction = busy_desk.corrections.last()

    url = reverse("admin:claims_correction_change", args=[correction.pk])
    html = browser(reporter).get(url).content.decode()

    assert "Mostly true" in html
    assert "Half true" in html
    assert "_save" not in html


def test_a_step_in_the_history_can_be_read_and_not_changed(browser, superuser, busy_desk):
    change = busy_desk.status_changes.first()
    client = browser(superuser)
    url = reverse("admin:claims_statuschange_change", args=[change.pk])

    posted = client.post(url, {"reason": "Rewritten."})

    change.refresh_from_db()
    assert posted.status_code == 403
    assert change.reason == ""
    assert client.get(reverse("admin:claims_statuschange_add")).status_code == 403


def test_a_list_of_steps_names_who_took_them_and_who_broke_the_two_person_rule(
    browser, reporter, superuser, claim_in_review, evidence, now
):
    take_step(
        claim_in_review, "submit", by=superuser, now=now, rating="true", explanation="As seen."
    )
    take_step(claim_in_review, "confirm", by=superuser, now=now, reason="Nobody else is here.")
    take_step(claim_in_review, "flag", by=None, now=now, reason="News.")
    client = browser(reporter)

    rows = client.get(reverse("admin:claims_statuschange_changelist")).content.decode()

    who = re.findall(r'field-who[^>]*">([^<]+)</td>', rows)
    alone = re.findall(r'field-alone">([^<]+)</td>', rows)
    assert who[:3] == ["the system", "Sofia Super", "Sofia Super"]
    assert alone[:3] == ["–", "overridden", "–"]


@pytest.mark.parametrize("name", ["claims_claim", "claims_citedpage", "post_office_email"])
def test_the_way_back_from_a_list_has_one_step(browser, administrator, name):
    html = browser(administrator).get(reverse(f"admin:{name}_changelist")).content.decode()

    [way] = re.findall(r'<div class="breadcrumbs">(.+?)</div>', html, re.DOTALL)
    assert re.findall(r'href="([^"]+)"', way) == [reverse("admin:index")]


def test_a_german_filter_goes_by_its_name(browser, reporter, claim):
    html = browser(reporter).get(
        reverse("admin:claims_claim_changelist"), headers={"accept-language": "de"}
    )

    summaries = re.findall(r"<summary>\s*(.+?)\s*</summary>", html.content.decode())
    assert summaries[:3] == ["Status", "Zugewiesen an", "Zweitprüfung"]
