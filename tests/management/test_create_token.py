from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from knox.models import AuthToken


def created(*arguments: str) -> str:
    out = StringIO()
    call_command("create_token", *arguments, stdout=out)
    return out.getvalue().strip()


def test_a_token_lets_its_person_write(client, reporter, claim):
    token = created("rita")

    answer = client.post(
        f"/api/v1/claims/{claim.pk}/notes/",
        {"text": "Hallo"},
        content_type="application/json",
        headers={"Authorization": f"Token {token}"},
    )

    assert answer.status_code == 201
    assert claim.notes.get().by == reporter


def test_only_the_hash_of_a_token_is_kept(reporter):
    token = created("rita")

    assert token not in AuthToken.objects.get().digest


def test_a_token_ends_when_asked_to(reporter):
    created("rita", "--days", "2")

    kept = AuthToken.objects.get()
    assert kept.expiry - kept.created == pytest.approx(timedelta(days=2), abs=timedelta(seconds=9))


def test_a_person_who_is_not_there_gets_no_token(db):
    with pytest.raises(CommandError, match="no active person called “rita”"):
        created("rita")


def test_a_person_who_left_gets_no_token(make_person):
    make_person("lea", is_active=False)

    with pytest.raises(CommandError, match="no active person"):
        created("lea")


@pytest.mark.parametrize("days", ["0", "-1", "4000"])
def test_a_token_is_not_for_ever(reporter, days):
    with pytest.raises(CommandError, match="--days"):
        created("rita", f"--days={days}")
