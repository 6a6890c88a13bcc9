"""What load balancers and monitors ask."""

from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.utils import timezone
from post_office.models import STATUS, Email

from claims.actions.note_outage import end_outage, note_outage
from claims.models import CitedPage, Notification, WebHost


def test_alive_touches_no_database(client):
    answer = client.get("/healthz")  # the database is out of bounds in this test

    assert answer.status_code == 200
    assert answer.json() == {"status": "alive"}
    assert "no-store" in answer["Cache-Control"]


def test_ready_when_every_part_is_there(client, db):
    answer = client.get("/readyz")

    assert answer.status_code == 200
    assert answer.json() == {
        "status": "ready",
        "parts": {"database": "ok", "migrations": "ok", "broker": "ok"},
        "web_outage": None,
        "oldest_seconds": {
            "due_page": None,
            "queued_email": None,
            "undigested_notification": None,
        },
    }


def test_ready_says_how_long_the_oldest_rows_wait(client, db):
    now = timezone.now()
    host = WebHost.objects.create(name="a.example")
    for minutes in (5, 60):
        due = now - timedelta(minutes=minutes)
        url = f"https://a.example/{minutes}"
        CitedPage.objects.create(host=host, url=url, next_check_at=due)
    Email.objects.create(from_email="a@b.example", to="c@d.example", status=STATUS.queued)

    waits = client.get("/readyz").json()["oldest_seconds"]

    assert 3600 <= waits["due_page"] < 3700
    assert 0 <= waits["queued_email"] < 100


def test_ready_says_since_when_our_own_line_to_the_web_is_down(client, db, now):
    note_outage(failed=9, heard=1, now=now)
    note_outage(failed=20, heard=0, now=now + timedelta(minutes=5))

    answer = client.get("/readyz")

    assert (answer.status_code, answer.json()["status"]) == (200, "ready")
    assert answer.json()["web_outage"] == {
        "began_at": "2024-09-02T10:00:00Z",
        "noticed_at": "2024-09-02T10:05:00Z",
        "hosts_failed": 20,
        "hosts_heard": 0,
    }


def test_an_outage_that_ended_is_no_longer_told(client, db, now):
    note_outage(failed=9, heard=1, now=now)
    end_outage(now=now + timedelta(minutes=6))

    assert client.get("/readyz").json()["web_outage"] is None


def test_not_ready_names_a_broker_that_is_away(client, db, settings):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json()["status"] == "not ready"
    assert answer.json()["parts"] == {
        "database": "ok",
        "migrations": "ok",
        "broker": "unreachable: ConnectionError",
    }


def test_not_ready_while_migrations_wait(client, db):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'claims'")

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json()["parts"]["migrations"].endswith(" not applied")


def test_not_ready_names_a_database_that_is_away(client, db):
    def refuse(*args: object) -> None:
        raise OperationalError("away")

    with connection.execute_wrapper(refuse):
        answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json()["parts"]["database"] == "unreachable: OperationalError"
    assert "oldest_seconds" not in answer.json()


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_probes_only_read(client, db, path):
    assert client.post(path).status_code == 405


def test_ready_says_how_long_the_oldest_notification_waits_for_its_digest(
    client, claim_in_review, editor
):
    change = claim_in_review.status_changes.get()
    since = timezone.now() - timedelta(hours=30)
    Notification.objects.create(change=change, recipient=editor, cadence="daily", created_at=since)

    waits = client.get("/readyz").json()["oldest_seconds"]

    assert 30 * 3600 <= waits["undigested_notification"] < 30 * 3600 + 100
