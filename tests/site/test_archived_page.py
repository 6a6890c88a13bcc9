"""A cited page as it was, out of the archive."""

import re
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile

from claims.actions.take_step import take_step
from claims.linkcheck.archive import WarcFile
from claims.linkcheck.visit import Visit
from claims.models import Article, CitedPage, LinkCheck, Snapshot

BUSES = "<meta charset=koi8-r><h1>Автобусы</h1><p class=x onclick=evil()>12</p>".encode("koi8-r")


@pytest.fixture(autouse=True)
def archive(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def keep(verified, now):
    """Store what came from the cited page, behind another record of the same WARC file."""
    page = verified.evidence.get().page

    def keep(body=BUSES, content_type="text/html", page=page, **fields):
        at = now + timedelta(days=Snapshot.objects.count())
        file = WarcFile("visits.warc.gz", {})
        file.add_response(visit(page, b"<p>Another page.</p>", "text/html", at))
        span = file.add_response(visit(page, body, content_type, at))
        check = LinkCheck.objects.create(
            page=page, checked_at=at, outcome="alive", link_state="alive"
        )
        place = {
            "warc": ContentFile(file.content(), name="visits.warc.gz"),
            "record_offset": span.offset,
            "record_bytes": span.size_bytes,
        }
        return Snapshot.objects.create(
            visit=check, page=page, text="12", taken_at=at, **place | fields
        )

    return keep


def visit(page, body, content_type, at):
    return Visit(
        url=page.url,
        final_url=page.url,
        http_status=200,
        visited_at=at,
        headers={"content-type": content_type},
        body=body,
    )


def test_the_text_of_a_copy_is_in_the_language_that_the_page_names(stranger, keep):
    """Whoever has it read aloud hears the reader's language around it, and its own within."""
    CitedPage.objects.update(title="Autobusy")
    copy = keep(b'<html lang="cs"><h1>Autobusy</h1><p>12</p>')

    html = stranger.get(f"/archive/{copy.pk}/").content.decode()

    assert '<html lang="en">' in html
    assert '<h1 lang="cs">Autobusy</h1>' in html
    assert re.search(r'<blockquote cite="[^"]+" lang="cs">', html)


def test_the_text_of_a_page_that_names_no_language_is_said_to_be_in_none(stranger, keep):
    html = stranger.get(f"/archive/{keep().pk}/").content.decode()

    assert html.count(" lang=") == 1


def address(snapshot):
    return f"/archive/{snapshot.pk}/page/"


def test_the_text_of_a_copy_leads_to_the_page_as_it_was(stranger, keep):
    snapshot = keep()

    html = stranger.get(f"/archive/{snapshot.pk}/").content.decode()

    assert f'<a href="{address(snapshot)}">The page as it was</a>' in html


def test_a_page_is_shown_in_its_own_charset_inside_a_sandbox(stranger, keep):
    answer = stranger.get(address(keep()))

    assert answer["Content-Type"] == "text/html; charset=utf-8"
    html = answer.content.decode()
    assert '<iframe sandbox srcdoc="&lt;html&gt;' in html
    assert "&lt;h1&gt;Автобусы&lt;/h1&gt;" in html
    assert "<p class" not in html
    assert "Another page." not in html


def test_a_page_may_neither_run_nor_ask_for_anything(stranger, keep):
    answer = stranger.get(address(keep()))

    assert answer["Content-Security-Policy"] == (
        "sandbox; default-src 'none'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'; style-src 'unsafe-inline'; img-src data:"
    )
    assert answer["X-DNS-Prefetch-Control"] == "off"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["X-Robots-Tag"] == "noindex"
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_page_cannot_leave_its_frame(stranger, keep):
    html = stranger.get(address(keep(b'"></iframe><script>evil()</script>'))).content.decode()

    assert html.count("</iframe>") == 1
    assert "<script" not in html


def test_a_small_page_that_would_explode_is_shown_as_a_small_one(stranger, keep):
    fonts = "".join(f"<font size={number} id=a{number}>" for number in range(1400))
    body = f"<p>{fonts}{'<p>x' * 1400}".encode()

    answer = stranger.get(address(keep(body)))

    assert answer.status_code == 200
    assert len(answer.content) < 10 * len(body)


def test_two_copies_show_the_one_record_that_they_share(stranger, keep, verified):
    first = keep()
    other = CitedPage.objects.create(host=first.page.host, url="https://haushalt.example/kopie")
    verified.evidence.update(page=other)
    place = {name: getattr(first, name) for name in ("warc", "record_offset", "record_bytes")}

    mirror = keep(page=other, **place)

    assert "Автобусы" in stranger.get(address(mirror)).content.decode()


@pytest.mark.parametrize(
    ("content_type", "name"),
    [
        ("application/pdf", "pdf"),
        ("image/svg+xml", "svg"),
        ("text/plain; charset=utf-8", "txt"),
        ("application/x-msdownload", "bin"),
        ("application/javascript", "bin"),
        ("nonsense", "bin"),
    ],
)
def test_what_is_no_html_is_downloaded(stranger, keep, content_type, name):
    body = b"<script>alert(1)</script>"
    snapshot = keep(body, content_type)

    answer = stranger.get(address(snapshot))

    assert answer.content == body
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"] == f'attachment; filename="copy-{snapshot.pk}.{name}"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("sandbox; default-src 'none'")


def test_a_download_may_start_from_the_text(stranger, keep):
    """Browsers let no sandboxed page start one unless it is said."""
    answer = stranger.get(f"/archive/{keep().pk}/")

    assert answer["Content-Security-Policy"].startswith(
        "sandbox allow-downloads; default-src 'none'"
    )


@pytest.mark.parametrize("fate", ["lost", "emptied", "overwritten", "cut off", "a folder"])
def test_a_copy_whose_file_is_lost_says_so_and_keeps_its_text(
    stranger, keep, archive, fate, caplog
):
    snapshot = keep()
    spoil(archive / snapshot.warc.name, fate)

    answer = stranger.get(address(snapshot))

    assert answer.status_code == 404
    html = answer.content.decode()
    assert "This copy is lost" in html
    assert f'<a href="/archive/{snapshot.pk}/">' in html
    assert "<p>12</p>" in stranger.get(f"/archive/{snapshot.pk}/").content.decode()
    assert f"The copy {snapshot.pk} cannot be read from {snapshot.warc.name}." in caplog.text


def spoil(file, fate):
    if fate == "emptied":
        file.write_bytes(b"")
    elif fate == "overwritten":
        file.write_bytes(bytes(file.stat().st_size))
    elif fate == "cut off":
        file.write_bytes(file.read_bytes()[:-20])
    else:
        file.unlink()
    if fate == "a folder":
        file.mkdir()


def test_a_german_reader_is_told_in_german(client, keep, archive):
    snapshot = keep()
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "de"

    shown = client.get(address(snapshot)).content.decode()
    (archive / snapshot.warc.name).unlink()
    lost = client.get(address(snapshot)).content.decode()

    assert "Das ist unsere Kopie einer zitierten Seite, so wie sie war." in shown
    assert "Diese Kopie ist verloren" in lost


def test_whoever_may_not_read_the_text_may_not_see_the_page(
    stranger, client, reviewer, make_person, keep
):
    snapshot = keep()
    Article.objects.update(ours=True)

    assert stranger.get(address(snapshot)).status_code == 404
    client.force_login(make_person("nora"))
    assert client.get(address(snapshot)).status_code == 404
    client.force_login(reviewer)
    assert client.get(address(snapshot)).status_code == 200


def test_a_page_of_a_claim_that_was_withdrawn_is_the_desks(stranger, keep, verified, editor, now):
    snapshot = keep()
    take_step(verified, "withdraw", by=editor, now=now, reason="Doppelt.")

    assert stranger.get(address(snapshot)).status_code == 404


def test_there_is_no_copy_of_nothing(stranger, db):
    assert stranger.get("/archive/1/page/").status_code == 404


def test_a_copy_is_only_read(stranger, keep):
    assert stranger.post(address(keep())).status_code == 405


def test_a_page_costs_one_query(stranger, keep, django_assert_num_queries):
    snapshot = keep()

    with django_assert_num_queries(1):
        stranger.get(address(snapshot))
