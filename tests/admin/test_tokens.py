"""A person's keys to the API, seen and taken away on her page."""

import pytest
from django.urls import NoReverseMatch, reverse
from knox.models import AuthToken


@pytest.fixture
def token(reporter):
    return AuthToken.objects.create(reporter)


def form_of(person, token, **changes: str) -> dict[str, str]:
    """Return what the browser sends of a person's page with one token on it."""
    fields = {
        "username": person.username,
        "language": person.language,
        "is_active": "on",
        "auth_token_set-TOTAL_FORMS": "1",
        "auth_token_set-INITIAL_FORMS": "1",
        "auth_token_set-0-digest": token.digest,
        "auth_token_set-0-user": str(person.pk),
    }
    return fields | changes


def page_of(person):
    return reverse("admin:claims_person_change", args=[person.pk])


def test_an_administrator_sees_which_tokens_a_person_has(browser, administrator, reporter, token):
    row, secret = token

    page = browser(administrator).get(page_of(reporter)).content.decode()

    assert f"{row.token_key}…" in page
    assert secret not in page


def test_an_administrator_takes_a_token_away(browser, administrator, reporter, token, client):
    row, secret = token
    fields = form_of(reporter, row, **{"auth_token_set-0-DELETE": "on"})

    browser(administrator).post(page_of(reporter), fields)

    assert not AuthToken.objects.exists()
    answer = client.get("/api/v1/claims/", headers={"Authorization": f"Token {secret}"})
    assert answer.status_code == 401


def test_saving_a_person_keeps_her_tokens(browser, administrator, reporter, token):
    row, _secret = token

    browser(administrator).post(page_of(reporter), form_of(reporter, row))

    assert AuthToken.objects.get() == row


def test_an_administrator_cannot_take_a_superusers_token(browser, administrator, superuser):
    row, _secret = AuthToken.objects.create(superuser)
    fields = form_of(superuser, row, **{"auth_token_set-0-DELETE": "on"})

    answer = browser(administrator).post(page_of(superuser), fields)

    assert answer.status_code == 403
    assert AuthToken.objects.get() == row


def test_a_new_person_has_no_tokens_to_show(browser, administrator):
    page = browser(administrator).get(reverse("admin:claims_person_add")).content.decode()

    assert "API token" not in page


def test_tokens_have_no_list_of_their_own(db):
    with pytest.raises(NoReverseMatch):
        reverse("admin:knox_authtoken_changelist")
