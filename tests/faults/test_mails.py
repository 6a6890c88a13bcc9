"""The embedded desk killed with SIGKILL while it hands over e-mails by SMTP.

No mail is lost, and none comes twice but in one window, which SMTP leaves open to every
sender: a mail that the server had accepted when its sender died, before he could write that
down. It comes again under the same Message-ID, by which mailboxes know it.
"""

import os
import signal
from collections import Counter
from collections.abc import Callable

import pytest

from tests.faults.records import Records
from tests.faults.stalling import StallingMailServer
from tests.operations.desk import Desk, free_port
from tests.waiting import until

Start = Callable[..., Desk]
WATCHERS = 6


@pytest.mark.parametrize(
    ("keeps_it", "copies"),
    [
        pytest.param(False, [1, 1, 1, 1, 1, 1], id="the server drops the mail under way"),
        pytest.param(True, [1, 1, 1, 1, 1, 2], id="the server keeps the mail under way"),
    ],
)
def test_a_desk_killed_while_it_mails_loses_none_and_repeats_only_what_was_under_way(
    keeps_it: bool,
    copies: list[int],
    start_desk: Start,
    prepare: Callable[..., None],
    records: Records,
) -> None:
    prepare(f"open_newsroom(watchers={WATCHERS}); raise_alarm()")
    with StallingMailServer(keeps_it=keeps_it) as server:
        environment = {"EMAIL_URL": f"smtp://127.0.0.1:{server.port}"}
        port = free_port()
        desk = start_desk(port=port, **environment)
        assert server.is_stalling.wait(60)
        os.killpg(desk.process.pid, signal.SIGKILL)
        desk.ending()
        assert records.unsent_emails() == 4

        start_desk(port=port, **environment)

        until(lambda: not records.unsent_emails())
        arrived = Counter((mail["To"], mail["Message-ID"]) for mail in server.mails)
        assert sorted(to for to, _id in arrived) == [
            f"watcher{number}@desk.example" for number in range(WATCHERS)
        ]
        assert sorted(arrived.values()) == copies
        server.goes_on.set()
