"""The door to Factcheck's own processes, by what they are to do.

python -m benchmarks.desk VERB CONTEST [...]
"""

import sys

import django

django.setup()

from benchmarks import desk_visits, desk_workers, lease_cost  # noqa: E402 - after the set-up

MAINS = {"work": desk_workers.main, "lease": lease_cost.main}

if __name__ == "__main__":
    MAINS.get(sys.argv[1], desk_visits.main)()
