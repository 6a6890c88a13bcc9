from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from claims.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _demo(settings, tmp_path: Path) -> None:
    settings.BASE_URL = "http://127.0.0.1:8000"
    settings.LINKCHECK_ALLOWED_HOSTS = ["127.0.0.1:8000"]
    settings.MEDIA_ROOT = tmp_path


def seed() -> list[str]:
    out = StringIO()
    call_command("seed", stdout=out)
    return out.getvalue().splitlines()


def test_seed_prints_a_working_password_for_everyone_once() -> None:
    first, second = seed(), seed()

    assert [line.split()[0] for line in first[1:]] == ["anna", "ben", "clara", "david", "admin"]
    assert [line.split(maxsplit=2)[2] for line in first[1:]] == [
        "reporter",
        "reviewer",
        "reviewer",
        "editor",
        "administrator, superuser",
    ]
    for name, password, _role in (line.split(maxsplit=2) for line in first[1:]):
        assert Person.objects.get(username=name).check_password(password)
    assert second == ["The people of the demo are known here; nothing was changed."]


def test_seed_says_which_setting_keeps_it_from_its_pages(settings) -> None:
    settings.LINKCHECK_ALLOWED_HOSTS = []

    with pytest.raises(CommandError, match="add it to LINKCHECK_ALLOWED_HOSTS first"):
        seed()
