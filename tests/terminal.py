"""A terminal of our own, to see what a person at one sees."""

import fcntl
import os
import pty
import struct
import subprocess
import termios
from collections.abc import Mapping, Sequence


def seen_on_terminal(
    command: Sequence[str], *, cwd: str | os.PathLike[str], env: Mapping[str, str], columns: int
) -> str:
    """Run a command at a terminal so many `columns` wide, and return all that it showed."""
    ours, its = pty.openpty()
    fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    with subprocess.Popen(
        command, cwd=cwd, env=env, stdin=its, stdout=its, stderr=its, start_new_session=True
    ):
        os.close(its)
        shown = b"".join(_pieces(ours))
    os.close(ours)
    return shown.decode()


def _pieces(terminal: int) -> list[bytes]:
    """Return what comes from a terminal, until nobody holds its other end."""
    pieces = []
    while True:
        try:
            pieces.append(os.read(terminal, 65_536))
        except OSError:  # how Linux says that the other end was closed
            return pieces
