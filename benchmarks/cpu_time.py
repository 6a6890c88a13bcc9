"""Seconds of CPU that other processes of this machine took so far, as /proc tells."""

import os
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def cpu_seconds(pid: int) -> float:
    """Return what a process took by itself; 0 if it is not there (any more)."""
    return _seconds(_fields(pid)[11:13])


def tree_cpu_seconds(pid: int) -> float:
    """Return what a process took with its children, those that have ended included."""
    children = [child for child in _pids() if _fields(child)[1:2] == [str(pid)]]
    return _seconds(_fields(pid)[11:15]) + sum(map(tree_cpu_seconds, children))


def _pids() -> list[int]:
    return [int(folder.name) for folder in Path("/proc").iterdir() if folder.name.isdigit()]


def _seconds(fields: list[str]) -> float:
    return sum(map(int, fields)) / TICKS


def _fields(pid: int) -> list[str]:
    """Return what follows the program's name: state, parent, and from the 12th on the times."""
    try:
        line = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return []
    return line.rpartition(")")[2].split()
