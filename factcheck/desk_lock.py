"""One embedded desk per `var/` folder."""

import fcntl
import time
from datetime import timedelta
from pathlib import Path
from typing import IO


class AlreadyRunningError(Exception):
    """Another desk works on the same folder; the text is that desk's address."""


def hold_desk(path: Path, *, address: str, patience: timedelta) -> IO[str]:
    """Take the lock at `path` for this process and its children, and note `address` in it.

    The kernel lets go of it when the last of them is gone, however it died, so a restart
    waits no longer than `patience` for what is left of a killed desk. Keep the returned file.
    """
    lock = path.open("a+", encoding="utf-8")
    deadline = time.monotonic() + patience.total_seconds()
    while not _take(lock):
        if time.monotonic() > deadline:
            lock.seek(0)
            raise AlreadyRunningError(lock.read())
        time.sleep(0.1)
    lock.truncate(0)
    lock.write(address)
    lock.flush()
    return lock


def _take(lock: IO[str]) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
