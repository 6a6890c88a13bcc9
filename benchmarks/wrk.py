"""wrk on the same paths: what the server itself can give."""

import json
import re
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

SECONDS = 5
CONNECTIONS = 20
SCRIPT = """
local paths = {{ {paths} }}
local turn = 0
request = function()
  turn = turn % #paths + 1
  return wrk.format("GET", paths[turn])
end
"""
TOTAL = re.compile(r"(\d+) requests in ([\d.]+)(ms|s|m),")
IN_SECONDS = {"ms": 0.001, "s": 1.0, "m": 60.0}


def requests_per_second(program: str, root: str, paths: list[str]) -> tuple[int, float]:
    """Return how many answers one thread of wrk got, and in how many seconds."""
    with TemporaryDirectory() as folder:
        script = Path(folder, "paths.lua")
        script.write_text(SCRIPT.format(paths=",".join(map(json.dumps, paths))), encoding="utf-8")
        command = [program, "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "-s", str(script), root]
        told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return total(told)


def total(told: str) -> tuple[int, float]:
    """Return requests and seconds from what wrk prints at its end."""
    found = TOTAL.search(told)
    if found is None:
        raise ValueError(f"wrk does not say what it reached: {told}")
    return int(found[1]), float(found[2]) * IN_SECONDS[found[3]]
