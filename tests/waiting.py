"""Waiting for what other processes do, by looking again until it is so."""

from collections.abc import Callable
from threading import Event
from time import monotonic
from typing import TypeVar

Found = TypeVar("Found")
LOOKS_EVERY = 0.05


def until(look: Callable[[], Found], *, seconds: float = 60) -> Found:
    """Return what `look` returns as soon as that is truthy; fail when it takes too long."""
    deadline = monotonic() + seconds
    while not (found := look()):
        assert monotonic() < deadline, f"waited {seconds} s in vain; the last look gave {found!r}"
        Event().wait(LOOKS_EVERY)
    return found
