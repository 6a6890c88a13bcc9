"""A database with as many cited pages as wanted, all due, each cited by a claim of its own.

One row of each model is made as the desk makes it; the rest are its copies, made inside
PostgreSQL.
"""

from datetime import timedelta
from uuid import uuid4

from django.db import connection, models
from django.utils import timezone

from benchmarks.cases import PLAIN, Case, quote_of
from benchmarks.newsroom import furnish
from benchmarks.scenes import Scene
from claims.models import CitedPage, Claim, Evidence, WebHost


def fill(pages: int, scene: Scene) -> None:
    """Fill an empty database with `pages` pages on as many hosts."""
    furnish({"https://www.zeitung.example/bericht": Case(0, PLAIN, "", "", quote_of(0))})
    page, host = CitedPage.objects.get(), WebHost.objects.get()
    CitedPage.objects.update(next_check_at=None)
    # A host for each page: a batch leads to as many in a small database as in a large one.
    of_page = scene.host.format(pages=pages)
    _copy(WebHost, pages, {"id": f"{host.pk} + g", "name": "'www.zeitung-' || g || '.example'"})
    _copy(
        CitedPage,
        pages,
        {
            "id": f"{page.pk} + g",
            "host_id": f"{host.pk + 1} + ({of_page})",
            "url": "t.url || g",
            "next_check_at": scene.due,
        },
    )
    claim = "md5('claim' || g)::uuid"
    _copy(Claim, pages, {"id": claim, "start": "1000 * g", "end": '1000 * g + t."end" - t.start'})
    evidence = {"id": "md5(g::text)::uuid", "claim_id": claim, "page_id": f"{page.pk} + g"}
    _copy(Evidence, pages, evidence)
    if scene.is_busy:
        until = timezone.now() + timedelta(hours=1)
        WebHost.objects.filter(pk=host.pk + 1).update(lease=uuid4(), leased_until=until)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _copy(model: type[models.Model], count: int, changed: dict[str, str]) -> None:
    """Add `count` copies of the model's only row, with SQL over `g` for the `changed` columns."""
    names = [field.column for field in model._meta.concrete_fields]
    columns = ", ".join(f'"{name}"' for name in names)
    values = ", ".join(changed.get(name, f't."{name}"') for name in names)
    template = f"(SELECT * FROM {model._meta.db_table} LIMIT 1) t"  # noqa: S608 - all ours
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {model._meta.db_table} ({columns})"  # noqa: S608 - as above
            f" SELECT {values} FROM generate_series(1, {count}) g, {template}"
        )
