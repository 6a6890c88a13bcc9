"""A scripted web, and a policy that may visit it."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from claims.linkcheck.policy import FetchPolicy
from tests.web import ScriptedWeb


@pytest.fixture
def web() -> Iterator[ScriptedWeb]:
    with ScriptedWeb() as web:
        yield web


@pytest.fixture
def canary() -> Iterator[ScriptedWeb]:
    """A second server, inside the network and not allowed: nobody may ever connect to it."""
    with ScriptedWeb() as canary:
        yield canary
        assert canary.connections == 0


@pytest.fixture
def policy(web: ScriptedWeb) -> FetchPolicy:
    """Visits `web` under its address alone, without pauses, so that tests take no time."""
    return FetchPolicy(
        timeout=timedelta(seconds=5),
        host_pause=timedelta(0),
        allowed_hosts=frozenset({web.host}),
    )
