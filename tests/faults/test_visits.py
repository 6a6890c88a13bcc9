"""The embedded desk killed with SIGKILL in the middle of its visits to cited pages."""

import os
import signal
from collections import Counter
from collections.abc import Callable

import pytest

from tests.faults.records import Records
from tests.faults.stalling import StallingWeb
from tests.operations.desk import Desk, free_port
from tests.smtp import MailServer
from tests.waiting import until

Start = Callable[..., Desk]


def _kill_everything(desk: Desk) -> None:
    os.killpg(desk.process.pid, signal.SIGKILL)
    desk.ending()


def _kill_what_serves(desk: Desk) -> None:
    """Its watcher lives on, and puts a new one in its place."""
    os.kill(desk.child(), signal.SIGKILL)


@pytest.mark.parametrize("kill", [_kill_everything, _kill_what_serves])
def test_a_desk_killed_while_it_visits_makes_every_visit_in_the_end_and_none_twice(
    kill: Callable[[Desk], None],
    start_desk: Start,
    prepare: Callable[..., None],
    records: Records,
    web: StallingWeb,
) -> None:
    with MailServer() as mail_server:
        environment = {
            "LINKCHECK_ALLOWED_HOSTS": web.allowed,
            "LINKCHECK_HOST_PAUSE": "0.05",
            "EMAIL_URL": f"smtp://127.0.0.1:{mail_server.port}",
        }
        prepare(f"open_newsroom(pages={web.sound}, rotten={web.rotten}, watchers=2)", **environment)
        port = free_port()
        desk = start_desk(port=port, **environment)
        assert web.is_asked.wait(60)
        visited = until(lambda: _visited(records, by_now=10))
        assert records.leases() == 2

        kill(desk)
        web.goes_on.set()
        if desk.process.poll() is not None:
            start_desk(port=port, **environment)

        until(lambda: _visited(records, by_now=12))
        until(lambda: len(mail_server.mails) >= 2 and not records.unsent_emails())
        assert records.visits() == web.expected_visits()
        assert [web.asked.count(page) for page in visited] == [1] * 10
        assert records.link_states() == {"alive"}
        assert (records.flags(), records.leases()) == (1, 0)
        assert Counter(mail["To"] for mail in mail_server.mails) == {
            "watcher0@desk.example": 1,
            "watcher1@desk.example": 1,
        }


def _visited(records: Records, *, by_now: int) -> list[str]:
    """Return the pages visited since the desk opened, once they are so many; else nothing."""
    visits = records.visits()
    rotting = [page for page, number in visits.items() if number == 2]
    visited = [page for page in visits if page not in rotting]
    return visited if len(visited) >= by_now else []
