"""What a piece of work took: seconds, seconds of CPU, and the most memory."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

MB = 1024 * 1024


@dataclass
class Cost:
    seconds: float = 0.0
    cpu_seconds: float = 0.0


@contextmanager
def measured(who: int = resource.RUSAGE_SELF) -> Iterator[Cost]:
    """Fill the yielded cost at the end of the block; `who` may be RUSAGE_CHILDREN."""
    cost = Cost()
    began_at, cpu_before = perf_counter(), _cpu_seconds(who)
    yield cost
    cost.seconds = perf_counter() - began_at
    cost.cpu_seconds = _cpu_seconds(who) - cpu_before


def _cpu_seconds(who: int) -> float:
    usage = resource.getrusage(who)
    return usage.ru_utime + usage.ru_stime


def memory_bytes(name: str = "VmRSS") -> int:
    """Return what this process holds now, or held at most ("VmHWM")."""
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    (line,) = (line for line in lines if line.startswith(f"{name}:"))
    return int(line.split()[1]) * 1024
