from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count

import pytest
from django.db import connection
from post_office.models import Email

from claims.actions.notify import notify
from claims.actions.send_digests import send_digests
from claims.models import Claim, Notification, Person, StatusChange, Subscription

SUNDAY = datetime(2024, 9, 1, 10, 0, tzinfo=UTC)
MONDAY_BEFORE_SEVEN = datetime(2024, 9, 2, 4, 59, tzinfo=UTC)
MONDAY_AT_SEVEN = datetime(2024, 9, 2, 5, 0, tzinfo=UTC)
MONDAY_AT_NOON = datetime(2024, 9, 2, 10, 0, tzinfo=UTC)
TUESDAY_AT_SEVEN = datetime(2024, 9, 3, 5, 0, tzinfo=UTC)


@pytest.fixture
def reader(make_person: Callable[..., Person]) -> Person:
    return _reader(make_person, "anna")


def _reader(make_person: Callable[..., Person], name: str) -> Person:
    person = make_person(name)
    Subscription.objects.create(person=person, scope="everything", cadence="daily")
    return person


def _change(claim: Claim, at: datetime) -> None:
    change = StatusChange.objects.create(
        claim=claim, transition="start_review", from_status="new", to_status="in_review", at=at
    )
    notify(change, now=at)


def test_a_digest_is_written_at_seven_of_the_desks_own_time(reader, claim):
    _change(claim, SUNDAY)

    before, at_seven = send_digests(now=MONDAY_BEFORE_SEVEN), send_digests(now=MONDAY_AT_SEVEN)

    assert (before, at_seven) == (0, 1)
    assert Email.objects.get().to == ["anna@example.org"]


def test_all_changes_of_a_day_are_in_one_email(reader, claim, make_claim):
    _change(claim, SUNDAY)
    _change(make_claim("Sie kosten laut Bürgermeisterin Eva Roth 4,8 Millionen Euro."), SUNDAY)

    assert send_digests(now=MONDAY_AT_SEVEN) == 1

    email = Email.objects.get()
    assert email.subject == "[Factcheck] 2 changes, digest of Sept. 2, 2024"
    assert "zwölf neue Busse" in email.message
    assert "4,8 Millionen Euro" in email.html_message
    assert list(Notification.objects.values_list("email", "emailed_at")) == [
        (email.pk, MONDAY_AT_SEVEN),
        (email.pk, MONDAY_AT_SEVEN),
    ]


def test_a_second_run_writes_nothing(reader, claim):
    _change(claim, SUNDAY)

    assert [send_digests(now=MONDAY_AT_SEVEN), send_digests(now=MONDAY_AT_NOON)] == [1, 0]


def test_what_happens_after_seven_waits_for_the_next_morning(reader, claim):
    _change(claim, MONDAY_AT_SEVEN)

    runs = [send_digests(now=MONDAY_AT_NOON), send_digests(now=TUESDAY_AT_SEVEN)]

    assert runs == [0, 1]


def test_a_digest_that_was_missed_is_written_later_the_same_day(reader, claim):
    _change(claim, SUNDAY)

    assert send_digests(now=MONDAY_AT_NOON) == 1


def test_a_latecomer_to_a_digest_waits_for_the_next_one(reader, claim, make_claim):
    _change(claim, SUNDAY)
    send_digests(now=MONDAY_AT_SEVEN)
    _change(make_claim("Sie kosten laut Bürgermeisterin Eva Roth"), MONDAY_BEFORE_SEVEN)

    assert [send_digests(now=MONDAY_AT_NOON), send_digests(now=TUESDAY_AT_SEVEN)] == [0, 1]


def test_each_reader_gets_a_digest_of_their_own(reader, make_person, claim):
    _reader(make_person, "bela")
    _change(claim, SUNDAY)

    assert send_digests(now=MONDAY_AT_SEVEN) == 2
    assert sorted(email.to[0] for email in Email.objects.all()) == [
        "anna@example.org",
        "bela@example.org",
    ]


def test_what_was_emailed_at_once_is_in_no_digest(make_person, claim):
    Subscription.objects.create(person=make_person("anna"), scope="everything")
    _change(claim, SUNDAY)

    assert send_digests(now=MONDAY_AT_SEVEN) == 0


def test_who_left_or_has_no_address_gets_no_digest(reader, make_person, claim):
    mute = _reader(make_person, "mute")
    _change(claim, SUNDAY)
    Person.objects.filter(pk=reader.pk).update(is_active=False)
    Person.objects.filter(pk=mute.pk).update(email="")

    assert send_digests(now=MONDAY_AT_SEVEN) == 0


def test_a_digest_of_ten_changes_costs_as_many_queries_as_one_of_one(
    reader, claim, django_assert_num_queries
):
    for _ in range(10):
        _change(claim, SUNDAY)

    with django_assert_num_queries(9):
        send_digests(now=MONDAY_AT_SEVEN)


def test_two_workers_write_one_digest_per_reader(reader, claim):
    _change(claim, SUNDAY)
    queries_of_first = count()
    written_by_second = []

    def second_cuts_in(execute, *query):
        # Right after the first worker has read who is to be written to.
        if next(queries_of_first) == 1:
            written_by_second.append(send_digests(now=MONDAY_AT_SEVEN))
        return execute(*query)

    with connection.execute_wrapper(second_cuts_in):
        written_by_first = send_digests(now=MONDAY_AT_SEVEN)

    assert (written_by_first, written_by_second) == (0, [1])
    assert Email.objects.count() == 1
