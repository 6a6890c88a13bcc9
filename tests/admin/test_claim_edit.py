"""Correcting what the import made of a claim."""

import pytest
from django.urls import reverse

from claims.actions.edit_claim import edit_claim
from claims.models import Claim


def edit(client, claim, **fields):
    url = reverse("admin:claims_claim_edit", args=[claim.pk])
    unchanged = {"text": claim.text, "kind": claim.kind, "claimant": claim.claimant}
    return client.post(url, {**unchanged, **fields}, follow=True)


def test_a_reviewer_corrects_the_sentence_and_history_names_her(browser, reviewer, claim):
    edit(browser(reviewer), claim, text="The city buys twelve buses.", claimant="Eva Roth")

    claim.refresh_from_db()
    assert (claim.text, claim.claimant) == ("The city buys twelve buses.", "Eva Roth")
    assert claim.history.first().history_user == reviewer


def test_tags_are_words_between_commas(browser, reviewer, claim):
    edit(browser(reviewer), claim, tag_names="Verkehr, Haushalt, Verkehr,")

    assert sorted(tag.name for tag in claim.tags.all()) == ["Haushalt", "Verkehr"]


def test_a_date_without_its_precision_is_refused(browser, reviewer, claim):
    edit(browser(reviewer), claim, claimed_on="2024-08-15")

    claim.refresh_from_db()
    assert claim.claimed_on is None


def test_a_claim_can_repeat_an_earlier_one(browser, reviewer, claim, make_claim):
    earlier = make_claim("Zwölf Busse")

    response = edit(browser(reviewer), claim, repeats=str(earlier.pk))

    claim.refresh_from_db()
    assert claim.repeats == earlier
    assert reverse("admin:claims_claim_change", args=[earlier.pk]) in response.content.decode()


def test_an_edit_that_was_made_meanwhile_is_not_undone(browser, reviewer, claim, now):
    opened = claim.text
    edit_claim(claim, by=reviewer, now=now, text="Corrected by a colleague.")

    fields = {"text": opened, "initial-text": opened, "claimant": "Eva Roth"}
    edit(browser(reviewer), claim, **fields)

    claim.refresh_from_db()
    assert (claim.text, claim.claimant) == ("Corrected by a colleague.", "Eva Roth")


def test_the_form_brings_what_it_showed(browser, reviewer, claim):
    url = reverse("admin:claims_claim_edit", args=[claim.pk])

    html = browser(reviewer).get(url).content.decode()

    assert 'type="hidden" name="initial-text" value="Die Stadt kauft zwölf neue Busse."' in html


def test_an_edit_changes_only_its_fields(browser, reviewer, claim):
    edit(browser(reviewer), claim, status="verified", rating="true", quote="Something else")

    after = Claim.objects.get(pk=claim.pk)
    assert (after.status, after.rating, after.quote) == ("new", "", claim.quote)


@pytest.mark.parametrize("name", ["reporter", "administrator"])
def test_others_see_the_values_and_cannot_change_them(request, browser, claim, name):
    client = browser(request.getfixturevalue(name))

    response = edit(client, claim, text="Mine now.")

    assert response.status_code == 403
    claim.refresh_from_db()
    assert claim.text == "Die Stadt kauft zwölf neue Busse."
