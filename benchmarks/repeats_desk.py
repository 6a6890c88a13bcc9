"""The door to the desk that looks for repeats, in the database of the environment.

    python -m benchmarks.repeats_desk quality DATA | growth FEW MANY

What is measured is printed as JSON. The database is filled, and left so.
"""

import json
import sys
from pathlib import Path

import django

django.setup()

from django.core.management import call_command  # noqa: E402 - after the set-up

from benchmarks.repeats_growth import growth  # noqa: E402
from benchmarks.repeats_quality import quality  # noqa: E402

if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    verb, *arguments = sys.argv[1:]
    figures = quality(Path(*arguments)) if verb == "quality" else growth(*map(int, arguments))
    sys.stdout.write(json.dumps(figures) + "\n")
