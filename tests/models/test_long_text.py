"""Long texts are written row by row, and are ordinary text in every other way."""

import pytest
from django.db import connection

from claims.actions.cite_evidence import cite_evidence
from claims.models import LinkCheck, Snapshot
from claims.models.long_text import LongTextField


def test_for_migrations_it_is_a_text_field():
    _, path, positional, named = LongTextField(blank=True).deconstruct()

    assert (path, positional, named) == ("django.db.models.TextField", [], {"blank": True})
    assert LongTextField().db_type(connection) == "text"


@pytest.fixture
def checks(claim_in_review, reviewer, now):
    evidence = cite_evidence(
        claim_in_review, by=reviewer, url="https://archive.example.org/", stance="supports", now=now
    )
    visit = {"page": evidence.page, "checked_at": now, "outcome": "alive", "link_state": "alive"}
    return [LinkCheck.objects.create(**visit) for _ in range(2)]


@pytest.mark.services("postgresql")
def test_texts_of_copies_are_compressed_quickly(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT attcompression FROM pg_attribute"
            " WHERE attrelid = %s::regclass AND attname = 'text'",
            [Snapshot._meta.db_table],
        )

        assert cursor.fetchone()[0] in ("l", b"l")


@pytest.mark.services("postgresql")
def test_copies_are_not_written_as_arrays(checks, now, django_assert_num_queries):
    with django_assert_num_queries(1) as queries:
        Snapshot.objects.bulk_create(
            Snapshot(visit=check, page=check.page, taken_at=now, text="Zwölf neue Busse.")
            for check in checks
        )

    assert "UNNEST" not in queries[0]["sql"]
