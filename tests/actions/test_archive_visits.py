"""What a group of visits leaves in the archive."""

import json
import os
import resource
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator
from warcio.cli import main as warcio_tool

from claims.actions.archive_visits import write_copies
from claims.linkcheck.inspection import Order, Report, inspect
from claims.linkcheck.visit import Visit
from claims.models import CitedPage, LinkCheck, Snapshot, WebHost

HTML = {"content-type": "text/html; charset=utf-8"}
FLEET = b"<title>Fleet</title><p>Twelve buses were ordered.</p>"
BUDGET = b"<title>Budget</title><p>They cost 4.8 million euros.</p>"


@pytest.fixture(autouse=True)
def archive(settings, tmp_path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def make_page(db) -> Callable[[str], CitedPage]:
    host = WebHost.objects.create(name="archive.example.org")
    return lambda name: CitedPage.objects.create(
        host=host, url=f"https://archive.example.org/{name}"
    )


@pytest.fixture
def report_on(now) -> Callable[..., Report]:
    def report(page, body=FLEET, days=0, status=200, headers=HTML):
        visit = Visit(
            url=page.url,
            final_url=page.url,
            http_status=status,
            visited_at=now + timedelta(days=days),
            headers=headers,
            body=body,
        )
        return inspect(Order(page.url), visit)

    return report


def record(visits) -> dict[int, Snapshot]:
    """Write the copies and then their rows, as the recorder of visits does."""
    copies = write_copies(visits)
    for page, report in visits:
        if copy := copies.get(page.pk):
            copy.visit = LinkCheck.objects.create(
                page=page,
                checked_at=report.visit.visited_at,
                outcome=report.outcome,
                link_state="alive",
                final_url=report.visit.final_url,
                content_sha256=report.content_sha256,
            )
            page.copied_sha256 = copy.content_sha256
    Snapshot.objects.bulk_create(copies.values())
    return copies


def files_of(archive):
    return sorted(archive.rglob("*.warc.gz"), key=lambda path: path.stat().st_mtime_ns)


def records_of(content):
    """Return type, address and body of each record, the warcinfo left out."""
    found = ArchiveIterator(BytesIO(content), check_digests="raise")
    records = [
        (each.rec_type, each.rec_headers["WARC-Target-URI"], each.content_stream().read())
        for each in found
    ]
    return [record for record in records if record[0] != "warcinfo"]


def last_record_of(path):
    return list(ArchiveIterator(BytesIO(path.read_bytes())))[-1]


def test_a_group_of_visits_shares_one_file(archive, make_page, report_on):
    fleet, budget = make_page("fleet"), make_page("budget")

    copies = record([(fleet, report_on(fleet)), (budget, report_on(budget, BUDGET))])

    [file] = files_of(archive)
    assert records_of(file.read_bytes()) == [
        ("response", fleet.url, FLEET),
        ("response", budget.url, BUDGET),
    ]
    assert copies[budget.pk].text == "They cost 4.8 million euros."


def test_each_copy_finds_its_own_record(make_page, report_on):
    fleet, budget = make_page("fleet"), make_page("budget")

    record([(fleet, report_on(fleet)), (budget, report_on(budget, BUDGET))])

    assert records_of(Snapshot.objects.get(page=budget).record()) == [
        ("response", budget.url, BUDGET)
    ]


def test_a_standard_tool_checks_and_indexes_the_archive(archive, make_page, report_on, capsys):
    fleet, mirror = make_page("fleet"), make_page("mirror")
    record([(fleet, report_on(fleet)), (mirror, report_on(mirror, BUDGET))])
    record([(fleet, report_on(fleet, b"", days=1, status=304)), (mirror, report_on(mirror))])
    files = [str(file) for file in files_of(archive)]

    with pytest.raises(SystemExit) as check:
        warcio_tool(["check", *files])
    warcio_tool(["index", "--fields", "warc-type,warc-target-uri", *files])

    assert not check.value.code
    index = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [list(entry.values()) for entry in index] == [
        ["warcinfo"],
        ["response", fleet.url],
        ["response", mirror.url],
        ["warcinfo"],
        ["revisit", fleet.url],
        ["revisit", mirror.url],
    ]


def test_the_file_says_who_wrote_it(archive, make_page, report_on):
    page = make_page("fleet")

    record([(page, report_on(page))])

    [file] = files_of(archive)
    with file.open("rb") as content:
        warcinfo = next(iter(ArchiveIterator(content)))
        assert warcinfo.rec_headers["WARC-Filename"] == file.name
        assert b"software: Factcheck/" in warcinfo.content_stream().read()


def test_a_page_that_stayed_as_it_was_gets_a_revisit_and_no_copy(archive, make_page, report_on):
    page = make_page("fleet")
    record([(page, report_on(page))])

    copies = record([(page, report_on(page, days=1))])

    assert copies == {}
    assert records_of(files_of(archive)[1].read_bytes()) == [("revisit", page.url, b"")]


def test_a_page_that_its_server_calls_unchanged_gets_a_revisit(archive, make_page, report_on):
    page = make_page("fleet")
    record([(page, report_on(page))])

    copies = record([(page, report_on(page, b"", days=1, status=304))])

    assert copies == {}
    revisit = last_record_of(files_of(archive)[1])
    assert revisit.rec_headers["WARC-Profile"].endswith("/server-not-modified")
    assert revisit.rec_headers["WARC-Refers-To-Date"] == "2024-09-02T10:00:00Z"


def test_an_unchanged_page_that_was_never_kept_leaves_nothing(archive, make_page, report_on):
    page = make_page("fleet")

    copies = record([(page, report_on(page, b"", status=304))])

    assert (copies, copies.lost) == ({}, frozenset())
    assert files_of(archive) == []


def test_a_page_that_changed_gets_another_copy(make_page, report_on):
    page = make_page("fleet")
    record([(page, report_on(page))])

    record([(page, report_on(page, BUDGET, days=1))])

    assert [copy.text for copy in Snapshot.objects.order_by("taken_at")] == [
        "Twelve buses were ordered.",
        "They cost 4.8 million euros.",
    ]


def test_a_page_that_changed_back_shares_its_first_record(archive, make_page, report_on):
    page = make_page("fleet")
    record([(page, report_on(page))])
    record([(page, report_on(page, BUDGET, days=1))])

    record([(page, report_on(page, days=2))])

    newest = Snapshot.objects.latest("taken_at")
    assert records_of(newest.record()) == [("response", page.url, FLEET)]
    assert records_of(files_of(archive)[2].read_bytes()) == [("revisit", page.url, b"")]


def test_another_page_with_the_same_bytes_shares_the_record(archive, make_page, report_on):
    fleet, mirror = make_page("fleet"), make_page("mirror")
    record([(fleet, report_on(fleet))])

    record([(mirror, report_on(mirror, days=1))])
    record([(mirror, report_on(mirror, b"", days=2, status=304))])

    copy = Snapshot.objects.get(page=mirror)
    assert records_of(copy.record()) == [("response", fleet.url, FLEET)]
    for file in files_of(archive)[1:]:
        revisit = last_record_of(file)
        assert revisit.rec_headers["WARC-Target-URI"] == mirror.url
        assert revisit.rec_headers["WARC-Refers-To-Target-URI"] == fleet.url
        assert revisit.rec_headers["WARC-Refers-To-Date"] == "2024-09-02T10:00:00Z"


def test_copies_of_one_group_never_rely_on_each_other(make_page, report_on):
    """The visit of one may not be recorded after all."""
    fleet, mirror = make_page("fleet"), make_page("mirror")

    record([(fleet, report_on(fleet)), (mirror, report_on(mirror))])

    assert records_of(Snapshot.objects.get(page=mirror).record()) == [
        ("response", mirror.url, FLEET)
    ]


@pytest.mark.parametrize("status", [403, 404, 500, 503])
def test_a_page_that_is_not_good_is_not_kept(archive, make_page, report_on, status):
    page = make_page("fleet")

    assert record([(page, report_on(page, status=status))]) == {}
    assert files_of(archive) == []


def test_an_empty_page_is_not_kept(archive, make_page, report_on):
    page = make_page("fleet")

    assert record([(page, report_on(page, b""))]) == {}
    assert files_of(archive) == []


def test_a_file_that_is_no_text_is_kept_as_it_is(make_page, report_on):
    page = make_page("report.pdf")
    pdf = {"content-type": "application/pdf"}

    record([(page, report_on(page, b"%PDF-1.7", headers=pdf))])

    copy = Snapshot.objects.get()
    assert copy.text == ""
    assert records_of(copy.record()) == [("response", page.url, b"%PDF-1.7")]


def test_one_query_tells_what_is_stored(make_page, report_on, django_assert_num_queries):
    pages = [make_page(str(number)) for number in range(20)]
    record([(page, report_on(page)) for page in pages])

    with django_assert_num_queries(1):
        write_copies([(page, report_on(page, BUDGET, days=1)) for page in pages])


def test_a_group_without_good_pages_asks_nothing(make_page, report_on, django_assert_num_queries):
    page = make_page("fleet")

    with django_assert_num_queries(0):
        write_copies([(page, report_on(page, status=404))])


def test_an_archive_that_cannot_be_written_to_is_mentioned_once(
    make_page, report_on, settings, tmp_path, caplog
):
    settings.MEDIA_ROOT = tmp_path / "file"
    settings.MEDIA_ROOT.write_text("no folder")
    fleet, budget = make_page("fleet"), make_page("budget")

    copies = write_copies([(fleet, report_on(fleet)), (budget, report_on(budget, BUDGET))])

    assert (copies, copies.lost) == ({}, {fleet.pk, budget.pk})
    assert len(caplog.records) == 1


def test_a_disk_that_runs_full_keeps_no_half_file(archive, make_page, report_on):
    page = make_page("noise")
    noise = b"<p>" + os.urandom(2_000_000)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, before[1]))
    try:
        copies = write_copies([(page, report_on(page, noise))])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)

    assert copies.lost == {page.pk}
    assert files_of(archive) == []


def test_a_page_that_was_lost_is_kept_at_its_next_visit(make_page, report_on, settings, tmp_path):
    page = make_page("fleet")
    settings.MEDIA_ROOT = "/dev/null"
    record([(page, report_on(page))])
    settings.MEDIA_ROOT = tmp_path

    record([(page, report_on(page, days=1))])

    assert Snapshot.objects.get().text == "Twelve buses were ordered."


def test_a_file_is_on_the_disk_before_any_row_tells_of_it(
    archive, make_page, report_on, monkeypatch
):
    synced = set()
    monkeypatch.setattr("os.fsync", lambda descriptor: synced.add(os.fstat(descriptor).st_ino))
    page = make_page("fleet")

    write_copies([(page, report_on(page))])

    (file,) = files_of(archive)
    assert synced == {file.stat().st_ino, file.parent.stat().st_ino}


@pytest.mark.parametrize("damage", [Path.unlink, lambda file: file.write_bytes(b"")])
def test_a_page_whose_record_is_gone_is_asked_for_again(archive, make_page, report_on, damage):
    page = make_page("fleet")
    record([(page, report_on(page))])
    damage(files_of(archive)[0])

    unchanged = write_copies([(page, report_on(page, b"", days=1, status=304))])
    again = record([(page, report_on(page, days=2))])

    assert (dict(unchanged), unchanged.lost) == ({}, {page.pk})
    assert records_of(again[page.pk].record()) == [("response", page.url, FLEET)]


def test_the_record_that_is_still_there_is_shared(archive, make_page, report_on):
    page, mirror = make_page("fleet"), make_page("mirror")
    record([(page, report_on(page))])
    files_of(archive)[0].unlink()
    record([(page, report_on(page, days=1))])

    shared = record([(mirror, report_on(mirror, days=2))])

    assert records_of(shared[mirror.pk].record()) == [("response", page.url, FLEET)]
