"""Under what conditions a table came about, in a few sentences below its title."""

import os

from benchmarks.cases import HOSTS, WAITS, patience_seconds
from benchmarks.contest import Contest
from benchmarks.desk_settings import database_name

SETTINGS = ("LINKCHECK_BATCH", "LINKCHECK_CONCURRENCY")


def settings_line(contest: Contest) -> str:
    ours = ", ".join(f"{name}={os.environ.get(name, 'default')}" for name in SETTINGS)
    least = patience_seconds(contest.cases(), contest.timeout)
    return (
        f"{contest.count} URLs of seed {contest.seed} on {len(HOSTS)} hosts, time limit"
        f" {contest.timeout} s, pages {'compressed on request' if contest.zips else 'as they are'}."
        f" The prompt list lacks {' and '.join(sorted(WAITS))}; Factcheck and the pycurl loop end"
        " a drip at the limit, the other tools limit each wait only and see it through."
        f" Factcheck: one process where none other is named, {database_name()},"
        f" LINKCHECK_HOST_PAUSE=0, {ours}; one request in flight per host, so {len(HOSTS)} at"
        f" most, and the slowest host of the full list takes {least:.1f} s."
        f" {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the end."
    )
