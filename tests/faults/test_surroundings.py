"""A worker whose archive is full, and one to whom no name means anything; then both heal."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django import Settings

from claims.models import CitedPage, Snapshot, StoredRobotsFile, WebOutage
from tests.faults.newsroom import PAGE, open_newsroom
from tests.faults.records import Records, own_records
from tests.faults.surroundings import Names, obstacle, with_tiny_disk
from tests.faults.workers import StartWorker, nudge
from tests.waiting import until
from tests.web import ScriptedWeb

pytestmark = [
    pytest.mark.services("postgresql", "redis"),
    pytest.mark.django_db(transaction=True),
]
PAGES = 6


@pytest.fixture(autouse=True)
def _mounts() -> None:
    if obstacle():
        pytest.skip(f"no mounts of one's own: {obstacle()}")


def test_a_full_disk_costs_copies_and_no_visit_and_they_are_made_up_for(
    start_worker: StartWorker, redis: object, settings: Settings, tmp_path: Path
) -> None:
    noise = os.urandom  # it cannot be compressed
    pages = {f"/{number}": f"{PAGE}<p>{noise(9_000).hex()}</p>" for number in range(PAGES)}
    records = own_records()
    with ScriptedWeb(pages) as web:
        allowed = {"LINKCHECK_ALLOWED_HOSTS": web.host, "LINKCHECK_HOST_PAUSE": "0.05"}
        settings.LINKCHECK_ALLOWED_HOSTS = [web.host]
        open_newsroom(pages=[web.url(path) for path in pages], watchers=0)
        full = tmp_path / "full"
        crammed = start_worker(
            "crammed", inside=with_tiny_disk(full), MEDIA_ROOT=str(full), **allowed
        )
        nudge("check_due_pages")
        until(lambda: [*records.visits().values()] == [1] * PAGES)
        until(lambda: records.leases() == 0)
        assert "No space left on device" in (crammed.folder / "log").read_text()
        assert (records.link_states(), Snapshot.objects.count()) == ({"alive"}, 0)

        crammed.kill()
        start_worker("roomy", MEDIA_ROOT=str(tmp_path / "archive"), **allowed)
        make_due()
        nudge("check_due_pages")

        until(lambda: [*records.visits().values()] == [2] * PAGES)
        assert (records.link_states(), records.flags()) == ({"alive"}, 0)
        assert Snapshot.objects.count() == PAGES


@pytest.mark.parametrize(
    ("hosts", "failures"),
    [
        pytest.param(3, 1, id="few names, whose fault it may be"),
        pytest.param(8, 0, id="all names of many, which is ours"),
    ],
)
def test_names_that_mean_nothing_for_a_while_kill_no_page(
    hosts: int,
    failures: int,
    start_worker: StartWorker,
    redis: object,
    settings: Settings,
    tmp_path: Path,
) -> None:
    names = [f"amt{number}.test" for number in range(hosts)]
    records, known = own_records(), Names(tmp_path)
    with ScriptedWeb({"/": PAGE}) as web:
        allowed = [f"{name}:{web.port}" for name in names]
        settings.LINKCHECK_ALLOWED_HOSTS = allowed
        open_newsroom(pages=[web.url("/", name) for name in names], watchers=0)
        start_worker(
            "lost",
            inside=known.inside(),
            LINKCHECK_ALLOWED_HOSTS=",".join(allowed),
            LINKCHECK_HOST_PAUSE="0.05",
        )
        nudge("check_due_pages")
        until(lambda: [*records.visits().values()] == [1] * hosts and not records.leases())
        until(lambda: WebOutage.objects.exists() == (not failures))
        assert web.connections == 0
        assert {*CitedPage.objects.values_list("failures", flat=True)} == {failures}

        known.heal(names)
        make_due()

        until(lambda: states_after_a_nudge(records) == {"alive"})
        assert [*records.visits().values()] == [2] * hosts
        assert records.flags() == 0


def states_after_a_nudge(records: Records) -> set[str]:
    nudge("check_due_pages")
    return records.link_states()


def make_due() -> None:
    """Do what the next hours do."""
    earlier = timezone.now() - timedelta(hours=1)
    CitedPage.objects.exclude(next_check_at=None).update(next_check_at=earlier)
    WebOutage.objects.update(began_at=earlier, noticed_at=earlier)
    StoredRobotsFile.objects.update(fetched_at=earlier)
