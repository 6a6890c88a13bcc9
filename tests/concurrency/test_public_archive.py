"""Workers who want to ask a public archive at the same moment."""

from datetime import timedelta
from threading import Barrier, Event

import pytest

from claims.actions.ask_archive import ask_archive
from claims.actions.wish_for_copies import wish_for_copies
from claims.models import CitedPage, PublicCopy, WebHost
from tests.concurrency.race import at_once
from tests.web import Reply, ScriptedWeb

pytestmark = [pytest.mark.services("postgresql"), pytest.mark.django_db(transaction=True)]

CAPTURE = '[["timestamp","statuscode"],["20240829235959","200"]]'


class SlowArchive(ScriptedWeb):
    """Answers everything alike, once it may; `asked` is set by the first request."""

    def __init__(self):
        super().__init__()
        self.asked, self.may_answer = Event(), Event()

    def reply_to(self, seen):
        self.requests.append(seen)
        self.asked.set()
        return Reply(CAPTURE, holds_until=self.may_answer)


@pytest.fixture
def archive(settings):
    with SlowArchive() as archive:
        settings.LINKCHECK_WAYBACK_URL = archive.url("")
        settings.LINKCHECK_ALLOWED_HOSTS = [archive.host]
        yield archive


@pytest.fixture
def dead_pages(now):
    host = WebHost.objects.create(name="stadt.example")
    return [
        CitedPage.objects.create(
            host=host,
            url=f"https://stadt.example/{number}",
            link_state="dead",
            failures=2,
            first_failed_at=now,
            next_check_at=now,
        )
        for number in range(20)
    ]


def test_workers_who_wish_at_once_leave_one_wish_a_page(archive, dead_pages, now):
    start = Barrier(4)

    def wish():
        start.wait(60)
        wish_for_copies(dead_pages, now=now)

    assert not [error for error in at_once(*[wish] * 4) if isinstance(error, Exception)]

    assert PublicCopy.objects.count() == len(dead_pages)


def test_workers_who_ask_at_once_make_one_request(archive, dead_pages, now):
    archive.may_answer.set()
    wish_for_copies(dead_pages, now=now)
    start = Barrier(4)

    def ask():
        start.wait(60)
        return ask_archive(now=now)

    answers = at_once(*[ask] * 4)

    assert sorted(type(answer).__name__ for answer in answers) == [
        "NoneType",
        "NoneType",
        "NoneType",
        "PublicCopy",
    ]
    assert len(archive.requests) == 1


def test_while_one_worker_waits_for_an_answer_no_other_asks(archive, dead_pages, now):
    wish_for_copies(dead_pages, now=now)

    def come_second():
        archive.asked.wait(60)
        try:
            return ask_archive(now=now + timedelta(seconds=30))
        finally:
            archive.may_answer.set()

    first, second = at_once(lambda: ask_archive(now=now), come_second)

    assert (first.page, second) == (dead_pages[0], None)
    assert len(archive.requests) == 1


def test_an_answer_that_comes_when_the_wish_has_changed_hands_is_dropped(archive, dead_pages, now):
    wish_for_copies(dead_pages, now=now)
    later = now + timedelta(days=1)

    def change_hands():
        archive.asked.wait(60)
        PublicCopy.objects.update(next_try_at=later, tries=3)
        archive.may_answer.set()

    late, _changed = at_once(lambda: ask_archive(now=now), change_hands)

    assert late is None
    assert set(PublicCopy.objects.values_list("url", "tries", "next_try_at")) == {("", 3, later)}
