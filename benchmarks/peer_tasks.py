"""Peer: one Celery task per URL and two workers; see `benchmarks.peer_tasks_app`.

python -m benchmarks.peer_tasks CONTEST
"""

import json
import os
import sys

import psycopg

from benchmarks.contest import Contest
from benchmarks.peer_tasks_app import TABLES, app, check_page
from benchmarks.two_workers import work

ADD_PAGE = "INSERT INTO page (id, url, link_state) VALUES (%s, %s, 'unchecked')"
COUNT = "SELECT count(*) FROM link_check"


def main() -> None:
    contest = Contest.read(sys.argv[1])
    pages = list(enumerate(contest.addresses()))
    unsent = iter(pages)
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        connection.execute(TABLES)
        with connection.cursor() as cursor:
            cursor.executemany(ADD_PAGE, pages)

        def send_all() -> None:
            for number, url in unsent:
                check_page.delay(number, url, contest.timeout)

        def is_done() -> bool:
            return connection.execute(COUNT).fetchone() == (len(pages),)

        figures = work(app, "benchmarks.peer_tasks_app", send_all, is_done)
    sys.stdout.write(json.dumps(figures | {"urls": len(pages)}) + "\n")


if __name__ == "__main__":
    main()
