"""The door to Factcheck's own process; see `benchmarks.desk_visits`."""

import django

django.setup()

from benchmarks.desk_visits import main  # noqa: E402 - models exist only after the set-up

if __name__ == "__main__":
    main()
