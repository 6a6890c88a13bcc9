"""Is it alive, and is it ready? For load balancers and monitors."""

from datetime import datetime

import redis
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Min
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from post_office.models import STATUS, Email

from claims.models import CitedPage, Notification, WebOutage

BROKER_TIMEOUT_SECONDS = 2


@never_cache
@require_safe
def healthz(_request: HttpRequest) -> JsonResponse:
    """Alive: this process answers. Touches neither database nor broker."""
    return JsonResponse({"status": "alive"})


@never_cache
@require_safe
def readyz(_request: HttpRequest) -> JsonResponse:
    """Ready: 200 when all that an answer needs is there, else 503 that says which part is not.

    `oldest_seconds` is how long the oldest unhandled rows wait, null when none does; a
    notification waits for its daily digest, so that a day of it is in order. `web_outage`
    says since when our own line to the web is down, null while it is not. Both are matters
    of the workers and do not make a web server unready: what it answers is in the database.
    """
    parts = _parts()
    is_ready = all(state == "ok" for state in parts.values())
    document: dict[str, object] = {"status": "ready" if is_ready else "not ready", "parts": parts}
    if parts["database"] == parts["migrations"] == "ok":
        document["web_outage"] = _web_outage()
        document["oldest_seconds"] = _oldest_seconds(timezone.now())
    return JsonResponse(document, status=200 if is_ready else 503)


def _parts() -> dict[str, str]:
    """Return "ok", or what is wrong, for each part that an answer needs."""
    database = _database()
    # Without a database the second look would only wait for its time-out again.
    migrations = _migrations() if database == "ok" else "unknown"
    return {"database": database, "migrations": migrations, "broker": _broker()}


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        return f"unreachable: {type(error).__name__}"
    return "ok"


def _migrations() -> str:
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        return f"unknown: {type(error).__name__}"
    return f"{len(waiting)} not applied" if waiting else "ok"


def _broker() -> str:
    if not settings.REDIS_URL:
        return "ok"
    try:
        with redis.Redis.from_url(
            settings.REDIS_URL,
            socket_connect_timeout=BROKER_TIMEOUT_SECONDS,
            socket_timeout=BROKER_TIMEOUT_SECONDS,
        ) as broker:
            broker.ping()
    except redis.RedisError as error:
        return f"unreachable: {type(error).__name__}"
    return "ok"


def _web_outage() -> dict[str, object] | None:
    outage = WebOutage.objects.lasting().first()
    if outage is None:
        return None
    return {
        "began_at": outage.began_at,
        "noticed_at": outage.noticed_at,
        "hosts_failed": outage.hosts_failed,
        "hosts_heard": outage.hosts_heard,
    }


def _oldest_seconds(now: datetime) -> dict[str, float | None]:
    due = CitedPage.objects.due(now).aggregate(at=Min("next_check_at"))["at"]
    unsent = Email.objects.filter(status__in=[STATUS.queued, STATUS.requeued])
    queued = unsent.aggregate(at=Min("created"))["at"]
    waiting = Notification.objects.filter(emailed_at=None).aggregate(at=Min("created_at"))["at"]
    return {
        "due_page": _seconds(now, due),
        "queued_email": _seconds(now, queued),
        "undigested_notification": _seconds(now, waiting),
    }


def _seconds(now: datetime, since: datetime | None) -> float | None:
    return round((now - since).total_seconds(), 1) if since else None
