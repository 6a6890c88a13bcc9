"""Peer: a task per URL, as it is mostly written: requests, and two statements in a transaction.

Runs in its own environment. The tables have the columns of Factcheck's that such a tool
fills; no guard, no robots.txt, no politeness, no search, no archive.
"""

import hashlib
import os
import time

import psycopg
import requests
from celery import Celery

MAX_BYTES = 5_000_000
TABLES = """
CREATE TABLE page (
    id bigint PRIMARY KEY, url varchar(2000) NOT NULL UNIQUE, link_state varchar(10) NOT NULL,
    last_checked_at timestamptz, next_check_at timestamptz
);
CREATE INDEX ON page (next_check_at);
CREATE TABLE link_check (
    id bigserial PRIMARY KEY, page_id bigint NOT NULL REFERENCES page, checked_at timestamptz
    NOT NULL, http_status integer, final_url varchar(2000) NOT NULL, error varchar(300) NOT NULL,
    elapsed_ms integer NOT NULL, size_bytes integer NOT NULL, content_sha256 varchar(64) NOT NULL
);
CREATE INDEX ON link_check (page_id, checked_at);
"""
ADD_CHECK = """
INSERT INTO link_check (page_id, checked_at, http_status, final_url, error, elapsed_ms,
                        size_bytes, content_sha256)
VALUES (%s, now(), %s, %s, %s, %s, %s, %s)
"""
UPDATE_PAGE = """
UPDATE page SET link_state = %s, last_checked_at = now(),
                next_check_at = now() + interval '30 days' WHERE id = %s
"""

app = Celery("peer", broker=os.environ["REDIS_URL"])
app.conf.task_ignore_result = True
connections: list[psycopg.Connection] = []


@app.task
def check_page(page_id: int, url: str, timeout: float) -> None:
    began_at = time.monotonic()
    status, final_url, error, body = _fetch(url, timeout)
    elapsed_ms = int((time.monotonic() - began_at) * 1000)
    digest = hashlib.sha256(body).hexdigest()
    state = "alive" if status and status < 400 else "failing"
    with _connection().transaction() as transaction:
        execute = transaction.connection.execute
        execute(ADD_CHECK, (page_id, status, final_url, error, elapsed_ms, len(body), digest))
        execute(UPDATE_PAGE, (state, page_id))


def _fetch(url: str, timeout: float) -> tuple[int | None, str, str, bytes]:
    try:
        with requests.get(url, timeout=timeout, stream=True) as answer:
            body = answer.raw.read(MAX_BYTES, decode_content=True)
            return answer.status_code, answer.url, "", body
    except (requests.RequestException, OSError) as error:
        return None, "", type(error).__name__, b""


def _connection() -> psycopg.Connection:
    """Return the connection of this process, which it keeps."""
    if not connections:
        connections.append(psycopg.connect(os.environ["DATABASE_URL"], autocommit=True))
    return connections[0]
