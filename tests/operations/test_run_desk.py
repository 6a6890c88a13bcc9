import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.request import urlopen

from tests.operations.desk import ROOT, Desk, embedded, free_port

Start = Callable[..., Desk]


def test_the_desk_says_where_it_is_and_answers_there(start_desk: Start) -> None:
    desk = start_desk()

    greeting = desk.wait_until_open()

    assert desk.address in greeting
    assert f"{desk.address}/admin/post_office/email/" in greeting
    assert urlopen(f"{desk.address}/admin/login/").status == 200


def test_ctrl_c_ends_the_desk_without_a_complaint(start_desk: Start) -> None:
    desk = start_desk()
    desk.wait_until_open()

    code, errors = desk.press_ctrl_c()

    assert code == 0
    assert errors == ""


def test_a_terminated_desk_ends_without_a_complaint(start_desk: Start) -> None:
    desk = start_desk()
    desk.wait_until_open()

    desk.process.terminate()

    assert desk.ending() == (0, "")


def test_ctrl_c_does_not_wait_for_a_browser_that_keeps_its_connection(start_desk: Start) -> None:
    desk = start_desk()
    desk.wait_until_open()

    with socket.create_connection(("127.0.0.1", desk.port)):
        code, errors = desk.press_ctrl_c()

    assert code == 0
    assert errors == ""


def test_a_killed_desk_can_be_started_again_at_once_on_its_port(start_desk: Start) -> None:
    killed = start_desk()
    killed.wait_until_open()
    killed.process.kill()

    restarted = start_desk(port=killed.port)

    assert restarted.address in restarted.wait_until_open()
    assert urlopen(f"{restarted.address}/admin/login/").status == 200


def test_a_killed_desk_leaves_no_process_behind(start_desk: Start) -> None:
    desk = start_desk()
    desk.wait_until_open()

    desk.process.kill()

    # Its output ends when the last process that could write to it is gone.
    assert desk.ending()[0] == -signal.SIGKILL


def test_a_serving_process_that_is_killed_is_replaced(start_desk: Start) -> None:
    desk = start_desk()
    desk.wait_until_open()

    os.kill(desk.child(), signal.SIGKILL)

    assert urlopen(f"{desk.address}/admin/login/").status == 200


def test_the_desk_ends_with_the_make_that_started_it(folder: Path) -> None:
    desk = f"{sys.executable} manage.py run_desk --with-parent --port={free_port()}"
    with subprocess.Popen(
        ["/bin/sh", "-c", f"{desk}; true"],
        cwd=ROOT,
        env=embedded(folder),
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as parent:
        assert parent.stdout
        while "Ctrl-C" not in parent.stdout.readline():
            assert parent.poll() is None

        parent.kill()

        try:
            assert parent.communicate(timeout=15)[0].strip() == ""
        except subprocess.TimeoutExpired:
            os.killpg(parent.pid, signal.SIGKILL)
            raise


def test_ctrl_c_does_not_wait_for_a_mail_server_that_says_nothing(
    start_desk: Start, folder: Path
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        silent.settimeout(30)
        silent_server = {"EMAIL_URL": f"smtp://127.0.0.1:{silent.getsockname()[1]}"}
        _queue_email(folder)
        desk = start_desk(**silent_server)
        desk.wait_until_open()
        connection, _ = silent.accept()

        with connection:
            code, errors = desk.press_ctrl_c()

    assert code == 0
    assert errors == ""


def test_a_taken_port_is_named_with_a_way_out(start_desk: Start) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]

        desk = start_desk(port=port)

        assert desk.ending() == (
            1,
            f"CommandError: Port {port} is taken by another program. "
            "Choose another one: make run PORT=8000\n",
        )


def test_a_second_desk_on_the_same_folder_is_refused(start_desk: Start) -> None:
    first = start_desk()
    first.wait_until_open()

    second = start_desk()

    assert second.ending() == (
        1,
        f"CommandError: The desk is already running at {first.address}: stop it there first.\n",
    )


def _queue_email(folder: Path) -> None:
    code = "from post_office import mail; mail.send('eva@desk.example', message='True.')"
    subprocess.run(
        [sys.executable, "manage.py", "shell", "--command", code],
        cwd=ROOT,
        env=embedded(folder),
        capture_output=True,
        check=True,
    )
