from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from threading import Event, Thread

import pytest
from django.db import connection, transaction
from post_office.models import STATUS, Email
from pytest_django import Settings

from claims.actions.queue_emails import queue_emails
from claims.actions.send_emails import send_emails
from claims.emails import Mail
from claims.models import Person
from tests.smtp import MailServer

NOW = datetime(2024, 9, 2, 10, 0, tzinfo=UTC)
"""Earlier than any queued row was written: only its own due time counts."""

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def server(settings: Settings) -> Iterator[MailServer]:
    with MailServer() as server:
        _deliver_to(server, settings)
        yield server


def _deliver_to(server: MailServer, settings: Settings) -> None:
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    settings.POST_OFFICE = {
        "BACKENDS": {"default": "django.core.mail.backends.smtp.EmailBackend"},
        "MAX_RETRIES": 2,
        "RETRY_INTERVAL": timedelta(minutes=5),
        "MESSAGE_ID_ENABLED": True,
        "MESSAGE_ID_FQDN": "factcheck.example",
    }


def _queue(*names: str) -> list[Email]:
    mail = Mail(subject="Zu prüfen: „Öl“", text="Größer als Öl\n", html="<p>Größer als Öl</p>")
    people = [Person(username=name, email=f"{name}@example.org") for name in names]
    return queue_emails([(person, mail) for person in people], thread="claim-7")


def test_an_email_goes_out_once_with_a_text_and_an_html_part(server):
    _queue("anna")

    counts = [send_emails(now=NOW), send_emails(now=NOW)]

    assert counts == [1, 0]
    [mail] = server.mails
    assert server.recipients == [["anna@example.org"]]
    assert mail["Subject"] == "Zu prüfen: „Öl“"
    assert mail.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    assert [part.get_content().strip() for part in mail.iter_parts()] == [
        "Größer als Öl",
        "<p>Größer als Öl</p>",
    ]


def test_an_email_says_that_a_machine_wrote_it_and_which_thread_it_belongs_to(server):
    _queue("anna")

    send_emails(now=NOW)

    [mail] = server.mails
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["List-Id"] == "<claims.factcheck.example>"
    assert mail["References"] == mail["In-Reply-To"] == "<claim-7@factcheck.example>"
    assert mail["Message-ID"].endswith("@factcheck.example>")


def test_two_workers_send_one_email_per_subscriber(server):
    _queue("anna", "bela", "carla")
    server.holds = answer = Event()
    first = Thread(target=_send_and_hang_up)
    first.start()
    assert server.is_asked.wait(10)

    sent_by_second = send_emails(now=NOW)

    answer.set()
    first.join(10)
    assert sent_by_second == 2
    assert sorted(server.recipients) == [
        ["anna@example.org"],
        ["bela@example.org"],
        ["carla@example.org"],
    ]


def _send_and_hang_up() -> None:
    try:
        send_emails(now=NOW)
    finally:
        connection.close()


def test_a_mail_server_that_is_down_costs_the_wait_and_no_mail(settings):
    server = MailServer()
    _deliver_to(server, settings)
    _queue("anna", "bela")

    while_down = [send_emails(now=NOW + timedelta(hours=hour)) for hour in range(48)]
    with server:
        send_emails(now=NOW + timedelta(hours=48))

    assert set(while_down) == {0}
    assert sorted(server.recipients) == [["anna@example.org"], ["bela@example.org"]]


def test_an_unreachable_mail_server_is_written_into_the_log_of_the_email(settings):
    _deliver_to(MailServer(), settings)
    [email] = _queue("anna")

    send_emails(now=NOW)

    email.refresh_from_db()
    assert email.status == STATUS.requeued
    assert email.scheduled_time == datetime(2024, 9, 2, 10, 5, tzinfo=UTC)
    assert [log.exception_type for log in email.logs.all()] == ["ConnectionRefusedError"]


def test_an_email_that_is_refused_is_tried_again_after_the_interval(server):
    [email] = _queue("anna")
    server.replies = ["451 Try again later"]

    counts = [send_emails(now=NOW + timedelta(minutes=minute)) for minute in (0, 4, 5)]

    assert counts == [0, 0, 1]
    email.refresh_from_db()
    assert (email.status, email.number_of_retries) == (STATUS.sent, 1)
    assert [log.exception_type for log in email.logs.order_by("id")] == ["SMTPDataError", ""]


@pytest.mark.parametrize("reply", ["451 Try again later", "421 Closing the connection"])
def test_an_email_that_is_refused_does_not_hold_up_the_next(server, reply):
    _queue("anna", "bela")
    server.replies = [reply]

    sent = send_emails(now=NOW)

    assert sent == 1
    assert server.recipients == [["bela@example.org"]]


def test_an_email_is_given_up_after_its_last_try(server):
    [email] = _queue("anna")
    server.replies = ["554 No"] * 9

    for hour in range(5):
        send_emails(now=NOW + timedelta(hours=hour))

    email.refresh_from_db()
    assert email.status == STATUS.failed
    assert email.logs.count() == 3


def test_a_resend_after_a_crash_carries_the_same_message_id(server):
    [email] = _queue("anna")
    send_emails(now=NOW)
    # The worker died between the server's "250 OK" and its own note of it.
    Email.objects.filter(pk=email.pk).update(status=STATUS.queued)

    counts = [send_emails(now=NOW + timedelta(minutes=minute)) for minute in (4, 5)]

    assert counts == [0, 1]
    assert [mail["Message-ID"] for mail in server.mails] == [email.message_id] * 2


def test_a_rollback_recalls_the_email(server):
    with transaction.atomic():
        _queue("anna")
        transaction.set_rollback(True)

    assert send_emails(now=NOW) == 0
    assert server.mails == []


def test_a_batch_ends_at_its_limit(server):
    _queue("anna", "bela", "carla")

    assert send_emails(now=NOW, limit=2) == 2
    assert send_emails(now=NOW, limit=2) == 1
