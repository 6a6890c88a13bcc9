"""What a test may need beside Python, and what happens on a machine that lacks it.

`@pytest.mark.services("postgresql", "redis", "chromium")` names the needs of a test;
"postgresql-server" and "redis-server" are programs, to start servers of one's own. Where one
is missing the test is skipped and the reason says what was not run; with REQUIRE_SERVICES
set, as in `make test-services`, it fails instead.
"""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from redis import Redis, RedisError


def pytest_runtest_setup(item: pytest.Item) -> None:
    for marker in item.iter_markers("services"):
        for service in marker.args:
            obstacle = OBSTACLES[service]()
            if obstacle and os.environ.get("REQUIRE_SERVICES"):
                pytest.fail(f"{service}: {obstacle}", pytrace=False)
            if obstacle:
                pytest.skip(f"{service}: {obstacle}")


def chromium_path() -> str | None:
    """Return the browser to drive: CHROMIUM, else the first one installed, else None."""
    installed = map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))
    return os.environ.get("CHROMIUM") or next(filter(None, installed), None)


def _without_postgresql() -> str:
    return "" if settings.DATABASE_URL else "DATABASE_URL is not set, see make test-services"


def _without_redis() -> str:
    if not settings.REDIS_URL:
        return "REDIS_URL is not set, see make test-services"
    try:
        Redis.from_url(settings.REDIS_URL).ping()
    except RedisError as error:
        return str(error)
    return ""


def _without_chromium() -> str:
    return "" if chromium_path() else "no browser found, install chromium or set CHROMIUM"


def _without_postgresql_server() -> str:
    installed = [*Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    return "" if shutil.which("initdb") or installed else "no initdb found, install postgresql"


def _without_redis_server() -> str:
    return "" if shutil.which("redis-server") else "no redis-server found, install redis-server"


OBSTACLES: dict[str, Callable[[], str]] = {
    "postgresql": _without_postgresql,
    "redis": _without_redis,
    "chromium": _without_chromium,
    "postgresql-server": _without_postgresql_server,
    "redis-server": _without_redis_server,
}
