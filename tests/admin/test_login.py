"""Coming in."""

import pytest


@pytest.mark.parametrize("next_url", ["", "https://evil.example/", "//evil.example/"])
def test_who_logs_in_lands_on_the_desk(client, reporter, next_url):
    answer = client.post(
        f"/admin/login/?next={next_url}", {"username": "rita", "password": "kein-Geheimnis-7"}
    )

    assert answer.status_code == 302
    assert answer["Location"] == "/admin/"
