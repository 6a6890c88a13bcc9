"""What is measured of one run of one contestant, and who may not take part."""

from collections.abc import Callable
from typing import Any

from benchmarks.contest import Contest

Figures = dict[str, Any]
"""`urls`, `seconds`, `cpu_seconds`, `site_cpu_seconds` (of the server); of Factcheck also
memory and what was wrong."""

Row = tuple[str, str]
"""Who, and with which list."""

Contestant = Callable[[Contest], dict[str, Figures]]
