"""The API keeps to its own schema, whatever it is asked."""

from collections.abc import Iterator

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from knox.models import AuthToken
from schemathesis import GenerationMode
from schemathesis.checks import (
    content_type_conformance,
    not_a_server_error,
    response_schema_conformance,
    status_code_conformance,
)

from claims.models import Claim, Person
from factcheck.wsgi import application

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
SCHEMA = schemathesis.openapi.from_wsgi("/api/schema/", application)
OPERATIONS = [found.ok() for found in SCHEMA.get_all_operations()]
WELL_ASKED = [(GenerationMode.POSITIVE, each) for each in OPERATIONS]
WRONGLY_ASKED = [
    (GenerationMode.NEGATIVE, each) for each in OPERATIONS if len(each.query) or len(each.body)
]


def name_of(parameter: object) -> str:
    return getattr(parameter, "label", str(parameter))


FEW_AND_ALWAYS_THE_SAME = settings(
    max_examples=8,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(autouse=True)
def one_connection() -> Iterator[None]:
    """Keep the test's transaction open across requests, as Django's own test client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def ids(walked: Claim) -> dict[str, str]:
    return {
        "claim_id": str(walked.pk),
        "article_id": str(walked.article_id),
        "evidence_id": str(walked.evidence.get().pk),
    }


@pytest.fixture
def token(editor: Person) -> str:
    return AuthToken.objects.create(editor)[1]


@pytest.mark.parametrize(("mode", "operation"), WELL_ASKED + WRONGLY_ASKED, ids=name_of)
def test_whatever_is_asked_is_answered_as_the_schema_says(mode, operation, ids, token):
    known = {name: value for name, value in ids.items() if f"{{{name}}}" in operation.path}
    strategy = operation.as_strategy(mode, path_parameters=known)

    @given(case=strategy)
    @FEW_AND_ALWAYS_THE_SAME
    def answers(case: schemathesis.Case) -> None:
        case.call_and_validate(headers={"Authorization": f"Token {token}"}, checks=CHECKS)

    answers()
